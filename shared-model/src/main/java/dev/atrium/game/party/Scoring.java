package dev.atrium.game.party;

import java.util.ArrayList;
import java.util.List;

/** What a round brings. Pure. */
final class Scoring {
    static final int CORRECT_POINTS = 100;
    static final int ROBOT_IDENTIFIED_POINTS = 50;
    static final int VOTE_RECEIVED_POINTS = 50;
    static final int FOOLED_POINTS = -25;

    /** Of a long game, the rounds after this one count double. */
    private static final int SINGLE_ROUNDS = 8;

    private Scoring() {}

    /**
     * What a round brought a player.
     *
     * @param correct whether he wrote or named the correct answer
     * @param identified whether he named the robot's in the elimination
     * @param fooled whether he took the robot's for correct
     */
    record Scored(
            int seat,
            PartyEvents.RoundScore points,
            boolean correct,
            boolean identified,
            boolean fooled) {}

    /** How often the points of that round count. */
    static int factor(PartyMode mode, int round) {
        return mode == PartyMode.LONG && round > SINGLE_ROUNDS ? 2 : 1;
    }

    /**
     * Scores a round whose voting is over.
     *
     * @param players who have part
     * @param factor how often points count
     */
    static List<Scored> of(Round round, List<Player> players, int factor) {
        AnswerBoard board = round.board();
        int[] counts = round.voting().counts(board.size());
        List<Scored> scored = new ArrayList<>(players.size());
        for (Player player : players) {
            int seat = player.seat();
            boolean correct =
                    board.isOwn(board.correct(), seat)
                            || round.voting().isFor(seat, board.correct());
            boolean identified = round.elimination().isFor(seat, board.robot());
            boolean fooled = round.voting().isFor(seat, board.robot());
            int correctPoints = factor * (correct ? CORRECT_POINTS : 0);
            int identifiedPoints = factor * (identified ? ROBOT_IDENTIFIED_POINTS : 0);
            int votePoints = factor * VOTE_RECEIVED_POINTS * votesFor(board, counts, seat);
            int penalty = factor * (fooled ? FOOLED_POINTS : 0);
            PartyEvents.RoundScore points =
                    new PartyEvents.RoundScore(
                            player.id(),
                            player.name(),
                            correctPoints,
                            identifiedPoints,
                            votePoints,
                            penalty,
                            correctPoints + identifiedPoints + votePoints + penalty);
            scored.add(new Scored(seat, points, correct, identified, fooled));
        }
        return scored;
    }

    /** Votes for what that seat wrote; those for the correct answer are nobody's. */
    private static int votesFor(AnswerBoard board, int[] counts, int seat) {
        int votes = 0;
        for (int answer = 0; answer < counts.length; answer++) {
            if (answer != board.correct() && board.isOwn(answer, seat)) {
                votes += counts[answer];
            }
        }
        return votes;
    }

    /** The most points that somebody made, 0 if nobody made any. */
    static int best(List<Scored> scored) {
        return Math.max(0, scored.stream().mapToInt(s -> s.points().total()).max().orElse(0));
    }
}
