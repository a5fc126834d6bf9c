package dev.atrium.game.party;

import dev.atrium.dice.Dice;
import dev.atrium.game.Audience;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.Presence;
import dev.atrium.game.Seat;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Optional;

/** One party: takes inputs, does what falls due, shows and writes the state. */
final class PartySimulation implements Simulation {
    private static final MessageShape KEPT = MessageShape.of(Party.Kept.class);

    private final Party party;
    private final Course course;
    private final CommandDesk desk;

    private PartySimulation(Party party, Dice dice) {
        this.party = party;
        this.course = new Course(party, dice);
        this.desk = new CommandDesk(party, course);
    }

    static PartySimulation open(String roomCode, PartyMode mode, Opening opening) {
        Party party = new Party(roomCode, mode);
        opening.seats().forEach(party.company::join);
        party.company.electHost(0);
        return new PartySimulation(party, opening.dice());
    }

    static PartySimulation restore(StateReader in, Dice dice) {
        return new PartySimulation(Party.of((Party.Kept) MessageCodec.read(in, KEPT)), dice);
    }

    @Override
    public Verdict apply(long tick, Input.ToGame input, Out out) {
        return switch (input) {
            case Input.Command command -> desk.apply(tick, command, out);
            case Input.Joined joined -> join(tick, joined.seat(), out);
            case Input.Left left -> leave(tick, left.seat(), out);
            case Input.PresenceChanged changed -> presence(tick, changed, out);
            case Input.Forfeited forfeited -> forfeit(tick, forfeited.seat(), out);
            case Input.OperatorAct act -> Refusal.UNKNOWN_ACT.verdict();
            case Input.RoomMessage message -> {
                receive(tick, message, out);
                yield Verdict.ACCEPTED;
            }
        };
    }

    private Verdict join(long tick, Seat seat, Out out) {
        if (party.phase() != Phase.LOBBY || party.deck.awaited()) {
            return Refusal.GAME_STARTED.verdict();
        }
        if (party.door.sentAway(seat.playerId())) {
            return Refusal.KICKED.verdict();
        }
        if (party.door.locked()) {
            return Refusal.ROOM_LOCKED.verdict();
        }
        for (Player player : party.company.belonging()) {
            if (player.id().equals(seat.playerId())) {
                return Refusal.ALREADY_JOINED.verdict();
            }
            if (player.name().equals(seat.name())) {
                return Refusal.NAME_TAKEN.verdict();
            }
        }
        Player player = party.company.join(seat);
        party.company.electHost(tick);
        out.event(Audience.ALL, new PartyEvents.PlayerJoined(party.company.shown(player)));
        course.settle(tick, true, out);
        return Verdict.ACCEPTED;
    }

    private Verdict leave(long tick, int seat, Out out) {
        party.company.belongingAt(seat).ifPresent(player -> course.part(tick, player, out));
        return Verdict.ACCEPTED;
    }

    /** He may look on, but has no part any more; a lobby needs his seat. */
    private Verdict forfeit(long tick, int seat, Out out) {
        Optional<Player> player = party.company.belongingAt(seat);
        if (player.isEmpty()) {
            return Verdict.REPEATED;
        }
        boolean lobby = party.phase() == Phase.LOBBY;
        course.part(tick, player.get(), out);
        if (lobby) {
            out.unseat(seat);
        }
        return Verdict.ACCEPTED;
    }

    private Verdict presence(long tick, Input.PresenceChanged changed, Out out) {
        Optional<Player> player = party.company.belongingAt(changed.seat());
        if (player.isPresent()) {
            if (changed.presence() == Presence.HERE) {
                player.get().comesBack();
            } else {
                player.get().goes(tick);
            }
            course.settle(tick, true, out);
        }
        return Verdict.ACCEPTED;
    }

    /** What is not the answer that is waited for has no effect. */
    private void receive(long tick, Input.RoomMessage input, Out out) {
        boolean answer =
                input.from().equals(QuestionMessages.POOL.address())
                        && party.deck.awaits(input.sequence());
        if (!answer) {
            return;
        }
        if (input.message() instanceof QuestionMessages.QuestionsDealt dealt) {
            course.begin(tick, dealt.questions(), out);
            course.settle(tick, false, out);
        } else if (input.message() instanceof QuestionMessages.QuestionsMissing) {
            course.fail(out);
        }
    }

    @Override
    public void step(long tick, Out out) {
        course.step(tick, out);
    }

    @Override
    public long nextStep(long tick) {
        return Math.max(tick + 1, course.due());
    }

    @Override
    public Message view(Viewer viewer) {
        return Showing.state(party);
    }

    @Override
    public Optional<Message> welcome(Viewer viewer) {
        return Optional.of(Showing.roomJoined(party, viewer));
    }

    @Override
    public void write(StateWriter out) {
        MessageCodec.write(out, party.kept());
    }

    @Override
    public Optional<Standings> standings() {
        return party.standings();
    }
}
