package dev.atrium.game.party;

import dev.atrium.game.Seat;
import dev.atrium.message.Message;

import java.util.SortedMap;
import java.util.TreeMap;

/** Somebody who took a seat: whether he is there and has part, and what he did so far. */
final class Player {
    private final int seat;
    private final String id;
    private final String name;
    private final String icon;
    private final int joined;
    private boolean here;
    private long goneAt;
    private boolean belongs;
    private boolean played;
    private int score;
    private Tally tally;

    /**
     * What a player has done in the rounds that counted.
     *
     * @param rounds in which he had part
     * @param roundsWon in which nobody had more points than he, who had some
     * @param correctAnswers in which he wrote or named the correct answer
     * @param robotsIdentified in which he named the robot's in the elimination
     * @param timesFooled in which he took the robot's for correct
     */
    record Tally(
            int rounds, int roundsWon, int correctAnswers, int robotsIdentified, int timesFooled)
            implements Message {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0);

        Tally plus(boolean won, boolean correct, boolean identified, boolean fooled) {
            return new Tally(
                    rounds + 1,
                    roundsWon + (won ? 1 : 0),
                    correctAnswers + (correct ? 1 : 0),
                    robotsIdentified + (identified ? 1 : 0),
                    timesFooled + (fooled ? 1 : 0));
        }
    }

    /** A player as he is written. */
    record Kept(
            int seat,
            String id,
            String name,
            String icon,
            int joined,
            boolean here,
            long goneAt,
            boolean belongs,
            boolean played,
            int score,
            Tally tally)
            implements Message {
        Kept {
            if (seat < 0 || joined < 0 || goneAt < 0 || score < 0) {
                throw new IllegalArgumentException("a player's numbers are 0 and more");
            }
        }
    }

    private Player(Kept kept) {
        this.seat = kept.seat();
        this.id = kept.id();
        this.name = kept.name();
        this.icon = kept.icon();
        this.joined = kept.joined();
        this.here = kept.here();
        this.goneAt = kept.goneAt();
        this.belongs = kept.belongs();
        this.played = kept.played();
        this.score = kept.score();
        this.tally = kept.tally();
    }

    /**
     * Somebody who comes.
     *
     * @param joined rises with everybody who comes
     */
    static Player joining(Seat seat, int joined) {
        return new Player(
                new Kept(
                        seat.index(),
                        seat.playerId(),
                        seat.name(),
                        seat.icon(),
                        joined,
                        true,
                        0,
                        true,
                        false,
                        0,
                        Tally.NONE));
    }

    static Player of(Kept kept) {
        return new Player(kept);
    }

    Kept kept() {
        return new Kept(seat, id, name, icon, joined, here, goneAt, belongs, played, score, tally);
    }

    int seat() {
        return seat;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String icon() {
        return icon;
    }

    /** Lower than that of everybody who came after him. */
    int joined() {
        return joined;
    }

    /** Whether he has not left, been sent away or forfeited. */
    boolean belongs() {
        return belongs;
    }

    /** Whether he was there when the game started. */
    boolean played() {
        return played;
    }

    /** Whether he belongs and is connected. */
    boolean connected() {
        return belongs && here;
    }

    /** When he was there last; of no meaning while he is. */
    long goneAt() {
        return goneAt;
    }

    int score() {
        return score;
    }

    /** Whether he had part in a round that was scored. */
    boolean scored() {
        return tally.rounds() > 0;
    }

    void begins() {
        played = true;
    }

    void comesBack() {
        here = true;
    }

    void goes(long tick) {
        here = false;
        goneAt = tick;
    }

    void leaves() {
        belongs = false;
    }

    /** Adds what a round brought him; nobody falls below 0. */
    void scores(Scoring.Scored scored, boolean won) {
        score = Math.max(0, score + scored.points().total());
        tally = tally.plus(won, scored.correct(), scored.identified(), scored.fooled());
    }

    /** His statistics for the standings. */
    SortedMap<String, Long> statistics() {
        TreeMap<String, Long> statistics = new TreeMap<>();
        statistics.put("finalScore", (long) score);
        statistics.put("rounds", (long) tally.rounds());
        statistics.put("roundsWon", (long) tally.roundsWon());
        statistics.put("correctAnswers", (long) tally.correctAnswers());
        statistics.put("robotsIdentified", (long) tally.robotsIdentified());
        statistics.put("timesFooled", (long) tally.timesFooled());
        statistics.put("played", played ? 1L : 0L);
        return statistics;
    }
}
