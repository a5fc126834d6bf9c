package dev.atrium.game;

/**
 * What a host must know of a game.
 *
 * @param id such as {@code arena.blitz}: lower-case words joined by dots
 * @param rulesVersion 1 and more; rises with every change that could change a hash
 * @param seatsMin seats that a play opens with at least, 0 and more
 * @param seatsMax seats at most, 1 to 1000
 * @param tickRateHz ticks in a second of game time, 1 to 240
 * @param viewRateHz views in a second of wall time at most, 1 to 60
 * @param durability what must be stored before it is shown
 * @param commandTiming when commands apply
 * @param afterGap what happens to the time in which no host ran the room
 * @param viewScope whether all viewers see the same
 * @param ranking whether its outcomes count
 * @param journal how much of a room's journal its store keeps
 * @param company who tells players of each other
 * @param watchersMax how many may look on without a seat, 0 to 100
 * @param heartbeat how soon who says nothing is gone
 */
public record GameInfo(
        String id,
        int rulesVersion,
        int seatsMin,
        int seatsMax,
        int tickRateHz,
        int viewRateHz,
        Durability durability,
        CommandTiming commandTiming,
        AfterGap afterGap,
        ViewScope viewScope,
        Ranking ranking,
        JournalKept journal,
        Company company,
        int watchersMax,
        Heartbeat heartbeat) {

    public GameInfo {
        if (!id.matches("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*")) {
            throw new IllegalArgumentException("id=" + id + " (allowed: words joined by dots)");
        }
        require("rulesVersion", rulesVersion, 1, Integer.MAX_VALUE);
        require("seatsMax", seatsMax, 1, 1000);
        require("seatsMin", seatsMin, 0, seatsMax);
        require("tickRateHz", tickRateHz, 1, 240);
        require("viewRateHz", viewRateHz, 1, 60);
        require("watchersMax", watchersMax, 0, 100);
    }

    /**
     * A game whose rooms' journals stay whole, as those of matches do, and that nobody watches; the
     * room tells players of each other.
     */
    public GameInfo(
            String id,
            int rulesVersion,
            int seatsMin,
            int seatsMax,
            int tickRateHz,
            int viewRateHz,
            Durability durability,
            CommandTiming commandTiming,
            AfterGap afterGap,
            ViewScope viewScope,
            Ranking ranking) {
        this(
                id,
                rulesVersion,
                seatsMin,
                seatsMax,
                tickRateHz,
                viewRateHz,
                durability,
                commandTiming,
                afterGap,
                viewScope,
                ranking,
                JournalKept.WHOLE,
                Company.TOLD_BY_ROOM,
                0,
                Heartbeat.SLOW);
    }

    /** The same game with rooms that live for so long that no store keeps their whole journal. */
    public GameInfo inSegments() {
        return with(JournalKept.IN_SEGMENTS, company, watchersMax, heartbeat);
    }

    /** The same game that itself tells players who is there, in messages of its own. */
    public GameInfo tellingOfPlayers() {
        return with(journal, Company.TOLD_BY_GAME, watchersMax, heartbeat);
    }

    /**
     * The same game with rooms that people may look at without a seat.
     *
     * @param atMost how many in each, 0 to 100
     */
    public GameInfo watchedBy(int atMost) {
        return with(journal, company, atMost, heartbeat);
    }

    /** The same game that others wait in for who is gone: it is soon noticed. */
    public GameInfo waitingForPlayers() {
        return with(journal, company, watchersMax, Heartbeat.QUICK);
    }

    private GameInfo with(JournalKept kept, Company told, int watchers, Heartbeat beat) {
        return new GameInfo(
                id,
                rulesVersion,
                seatsMin,
                seatsMax,
                tickRateHz,
                viewRateHz,
                durability,
                commandTiming,
                afterGap,
                viewScope,
                ranking,
                kept,
                told,
                watchers,
                beat);
    }

    /**
     * Whether its rooms open for nobody: all who play join while they run, whoever opened them.
     * Such a room asks no player for a nonce, and gives a seat that was given up to the next one.
     */
    public boolean isJoined() {
        return seatsMin == 0;
    }

    /** How much of a room a killed host may take with it. */
    public enum Durability {
        /** Inputs are stored within 50 ms in the background; clients send again what was not. */
        RELAXED,
        /** Nothing leaves the room before the input behind it is stored. */
        STRICT
    }

    /** When a command applies. */
    public enum CommandTiming {
        /** With the next tick, in the order of arrival. */
        AT_TICK,
        /** On arrival, at the current tick; views follow changes. */
        ON_ARRIVAL
    }

    /** What happens to the time in which nobody ran the room. */
    public enum AfterGap {
        /** It did not pass: deadlines move. */
        PAUSE,
        /** It did: the missed ticks run before commands are taken. */
        CATCH_UP
    }

    /** Whether a view is the same for all. */
    public enum ViewScope {
        /** All see the same: encoded once, the same bytes for everybody. */
        SHARED,
        /** Each seat sees its own. */
        PER_SEAT
    }

    /** Whether outcomes count. */
    public enum Ranking {
        /** They add to the players' statistics, and those rank on the boards. */
        RANKED,
        /** They stand in the players' histories and nowhere else. */
        UNRANKED
    }

    /** How much of a room's journal its store keeps while the room lives. */
    public enum JournalKept {
        /** All of it. */
        WHOLE,
        /** What came last: what is in the archive already goes from the store. */
        IN_SEGMENTS
    }

    /** Who tells players of each other. */
    public enum Company {
        /** The room: who joined, left, came back and is gone. */
        TOLD_BY_ROOM,
        /** The game, in events and views of its own; the room says nothing of it. */
        TOLD_BY_GAME
    }

    /** How often clients say that they are there, and how long their silence is borne with. */
    public enum Heartbeat {
        /** A ping every 10 s; gone after 25 s. */
        SLOW(10_000, 25_000),
        /** A ping every 5 s; gone after 12 s. */
        QUICK(5_000, 12_000);

        private final int pingMs;
        private final int silenceMs;

        Heartbeat(int pingMs, int silenceMs) {
            this.pingMs = pingMs;
            this.silenceMs = silenceMs;
        }

        /** How often clients are to ping, in ms of wall time. */
        public int pingMs() {
            return pingMs;
        }

        /** After so long without a message a seat is gone, in ms of wall time. */
        public int silenceMs() {
            return silenceMs;
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + "=" + value + " (allowed: " + least + "-" + most + ")");
        }
    }
}
