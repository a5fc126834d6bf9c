package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An own account of what a room sent and what was acknowledged, to be held against the room's. */
final class EffectLedger {
    private final TreeMap<Destination, Long> sent = new TreeMap<>();
    private final TreeMap<Destination, List<Line>> pending = new TreeMap<>();
    private int read;

    private record Line(Destination destination, long sequence, Transcript.Bytes message) {}

    /** Books what was told since the last call; numbers must rise by one. */
    void readOn(Transcript transcript) {
        List<Transcript.Told> all = transcript.all();
        for (Transcript.Told told : all.subList(read, all.size())) {
            if (told
                    instanceof
                    Transcript.ToldEffect(
                            long tick,
                            Destination to,
                            long sequence,
                            Transcript.Bytes message)) {
                assertEquals(sent.getOrDefault(to, 0L) + 1, sequence, "a gap at tick " + tick);
                sent.put(to, sequence);
                pending.computeIfAbsent(to, t -> new ArrayList<>())
                        .add(new Line(to, sequence, message));
            }
        }
        read = all.size();
    }

    /** Books an acknowledgement that the room accepted. */
    void acknowledged(Input.EffectsAcknowledged input) {
        pending.getOrDefault(input.destination(), List.of())
                .removeIf(line -> line.sequence() <= input.sequence());
    }

    /** The room's account must be the same. */
    void expectOf(RoomMachine room, String when) {
        List<Line> found =
                room.pendingEffects().stream()
                        .map(
                                effect ->
                                        new Line(
                                                effect.destination(),
                                                effect.sequence(),
                                                Transcript.Bytes.of(effect.message())))
                        .toList();
        assertEquals(pending.values().stream().flatMap(List::stream).toList(), found, when);
    }
}
