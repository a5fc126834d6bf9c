package dev.atrium.game.party;

import dev.atrium.game.Viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is shown of a party: the only way from its state to a viewer, besides events. Pure. */
final class Showing {
    private Showing() {}

    /** The view, the same for all. */
    static State state(Party party) {
        Phase phase = party.phase();
        Optional<Round> round = party.round();
        boolean voted =
                phase == Phase.QUESTION || phase == Phase.ELIMINATION || phase == Phase.VOTING;
        boolean counted = phase != Phase.QUESTION && phase != Phase.ELIMINATION;
        boolean told = phase == Phase.RESULTS || phase == Phase.FINAL;
        return new State(
                phase,
                party.roomCode,
                party.mode.wireName(),
                round.map(Round::number).orElse(0),
                party.mode.rounds(),
                party.timeLimit(),
                party.clock.shown(),
                party.clock.stopped(),
                party.door.locked(),
                party.deck.awaited(),
                players(party),
                round.map(Round::shownQuestion),
                round.map(r -> answers(phase, r)).orElse(List.of()),
                round.map(r -> r.done(phase)).orElse(0),
                voted ? party.voters() : 0,
                counted ? round.flatMap(Round::eliminated) : Optional.empty(),
                told ? round.flatMap(Round::results) : Optional.empty());
    }

    private static List<State.PlayerState> players(Party party) {
        return party.company.shown().stream().map(player -> player(party, player)).toList();
    }

    private static State.PlayerState player(Party party, Player player) {
        boolean done =
                party.round().filter(r -> r.hasDone(party.phase(), player.seat())).isPresent();
        return new State.PlayerState(
                player.seat(),
                player.id(),
                player.name(),
                player.icon(),
                party.company.isHost(player.seat()),
                player.connected(),
                player.score(),
                done);
    }

    private static List<State.AnswerState> answers(Phase phase, Round round) {
        if (phase != Phase.ELIMINATION && phase != Phase.VOTING) {
            return List.of();
        }
        List<State.AnswerState> shown = new ArrayList<>();
        for (int answer = 0; answer < round.board().size(); answer++) {
            shown.add(
                    new State.AnswerState(
                            round.board().entry(answer).text(), round.isEliminated(answer)));
        }
        return shown;
    }

    /** What a viewer is told first. */
    static RoomJoined roomJoined(Party party, Viewer viewer) {
        Optional<Player> player =
                switch (viewer) {
                    case Viewer.Seated seated -> party.company.find(seated.seat());
                    case Viewer.Watcher watcher -> Optional.empty();
                };
        return new RoomJoined(
                party.roomCode,
                party.company.shownToAll(),
                player.map(p -> party.company.isHost(p.seat())).orElse(false),
                player.map(p -> own(party.round(), p)));
    }

    private static RoomJoined.You own(Optional<Round> round, Player player) {
        int seat = player.seat();
        return new RoomJoined.You(
                seat,
                player.id(),
                player.name(),
                player.icon(),
                round.flatMap(r -> r.answerOf(seat)),
                round.flatMap(r -> votedFor(r, r.elimination(), seat)),
                round.flatMap(r -> votedFor(r, r.voting(), seat)));
    }

    private static Optional<String> votedFor(Round round, Ballot ballot, int seat) {
        return ballot.of(seat).map(answer -> round.board().entry(answer).text());
    }
}
