package dev.atrium.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Inputs of every kind, plausible and not, from one seed. Knows what the room took before. */
final class InputSource {
    /** A message that no game knows. */
    record Gibberish(int syllables) implements PlayerCommand {}

    private final GameFixture fixture;
    private final RandomGenerator random;
    private final TreeMap<String, Long> received = new TreeMap<>();

    InputSource(GameFixture fixture, long seed) {
        this.fixture = fixture;
        this.random = new Random(seed);
    }

    /** What is put in at this tick, in order. */
    List<Input> next(RoomMachine room) {
        List<Input> inputs = new ArrayList<>();
        if (random.nextInt(100) < fixture.busyPercent()) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                inputs.add(one(room));
            }
        }
        return inputs;
    }

    /** Takes note of what became of an input. */
    void heard(Input input, Verdict verdict) {
        if (input instanceof Input.RoomMessage message && verdict instanceof Verdict.Accepted) {
            received.put(message.from(), message.sequence());
        }
    }

    private Input one(RoomMachine room) {
        int kind = random.nextInt(100);
        if (kind < 62) {
            return command(room);
        } else if (kind < 72) {
            return roomMessage().orElseGet(() -> command(room));
        } else if (kind < 80) {
            return acknowledgement(room);
        } else if (kind < 88) {
            return new Input.PresenceChanged(
                    anySeat(room), random.nextBoolean() ? Presence.GONE : Presence.HERE);
        } else if (kind < 94) {
            return new Input.Joined(fixture.joining(random.nextInt(seatsMax() + 1)));
        } else if (kind < 96) {
            return new Input.Left(anySeat(room));
        } else if (kind < 98) {
            return operatorAct();
        }
        return new Input.Forfeited(anySeat(room), "speed");
    }

    private Input command(RoomMachine room) {
        int seat = anySeat(room);
        long last = room.lastSequence(seat);
        // Mostly the next number; numbers may jump ahead, and old ones come again.
        long sequence = random.nextInt(10) == 0 ? last : last + 1 + random.nextInt(3) / 2;
        boolean known = room.seats().keySet().stream().anyMatch(s -> s.index() == seat);
        PlayerCommand message =
                !known || random.nextInt(30) == 0
                        ? new Gibberish(seat)
                        : fixture.command(room, seat, random);
        return new Input.Command(seat, sequence, message);
    }

    private Optional<Input> roomMessage() {
        List<String> senders = fixture.senders();
        String from = senders.get(random.nextInt(senders.size()));
        long next = received.getOrDefault(from, 0L) + 1;
        long sequence =
                switch (random.nextInt(6)) {
                    case 0 -> next + 1;
                    case 1 -> next - 1;
                    default -> next;
                };
        return fixture.roomMessage(random).map(m -> new Input.RoomMessage(from, sequence, m));
    }

    private Input acknowledgement(RoomMachine room) {
        List<Effect> pending = room.pendingEffects();
        if (pending.isEmpty()) {
            return new Input.EffectsAcknowledged(Destination.room("nobody"), 1);
        }
        Effect effect = pending.get(random.nextInt(pending.size()));
        // The last two: one that was acknowledged before, and one that was never sent.
        long sequence =
                effect.sequence()
                        + switch (random.nextInt(6)) {
                            case 0 -> -1;
                            case 1 -> Mail.PENDING_MAX;
                            default -> 0;
                        };
        return new Input.EffectsAcknowledged(effect.destination(), sequence);
    }

    private Input operatorAct() {
        List<Input.OperatorAct> acts = fixture.operatorActs();
        return acts.isEmpty() || random.nextInt(4) == 0
                ? new Input.OperatorAct("no-such-act", "")
                : acts.get(random.nextInt(acts.size()));
    }

    /** Mostly one that is taken. */
    private int anySeat(RoomMachine room) {
        Map<Seat, Presence> seats = room.seats();
        if (seats.isEmpty() || random.nextInt(10) == 0) {
            return random.nextInt(seatsMax() + 2);
        }
        return List.copyOf(seats.keySet()).get(random.nextInt(seats.size())).index();
    }

    private int seatsMax() {
        return fixture.game().info().seatsMax();
    }
}
