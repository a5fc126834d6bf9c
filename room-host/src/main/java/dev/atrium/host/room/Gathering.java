package dev.atrium.host.room;

import dev.atrium.vrf.DrawnSeed;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** How a room waits: for its players, then for its lease and its seed. The room's thread's. */
final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
    private static final long MS_NANOS = 1_000_000;
    private static final long RETRY_NANOS = 500 * MS_NANOS;

    /** A host without its lease keeps nobody waiting for longer: others take the room over. */
    private static final long EXPIRED_NANOS_MAX = 5_000 * MS_NANOS;

    /** Calls that wait for the seed; it takes a moment, and they are few. */
    private static final int EARLY_MAX = 64;

    private final RoomGrant.Owned owned;
    private final RoomServices services;
    private final RoomSeats seats;
    private final Consumer<RoomCall> results;
    private final long openedNanos;
    private long deadlineNanos;
    private boolean anybodyEntered;
    private boolean drawing;
    private final ArrayDeque<RoomCall> early = new ArrayDeque<>();
    private @Nullable DrawnSeed seed;
    private boolean beginning;
    private long beginNanos;
    private long drawNanos;
    private boolean asked;
    private long askedNanos;
    private boolean begun;
    private boolean lost;

    Gathering(
            RoomGrant.Owned owned,
            RoomServices services,
            RoomSeats seats,
            Consumer<RoomCall> results) {
        this.owned = owned;
        this.services = services;
        this.seats = seats;
        this.results = results;
        this.openedNanos = services.clock().nanoTime();
        this.beginNanos = openedNanos;
        this.drawNanos = openedNanos;
        this.deadlineNanos = openedNanos + services.neverEnteredMs() * MS_NANOS;
    }

    /** What it has come to. */
    sealed interface Look {
        /** It waits, and looks again then at the latest. */
        record Waits(long untilNanos) implements Look {}

        /** It plays. */
        record Starts(DrawnSeed seed) implements Look {}

        /** Another host has it. */
        record Moved() implements Look {}

        /** It never will. */
        record Ends(String reason) implements Look {}
    }

    /** Somebody is in. */
    void entered(long nowNanos) {
        if (!anybodyEntered) {
            anybodyEntered = true;
            deadlineNanos = nowNanos + services.enterWaitMs() * MS_NANOS;
        }
    }

    /** How it stands. */
    Look look(long nowNanos) {
        if (lost) {
            return new Look.Moved();
        }
        begin(nowNanos);
        return owned.game().info().isJoined() ? drawAndStart(nowNanos) : gather(nowNanos);
    }

    private Look gather(long nowNanos) {
        if (!anybodyEntered && nowNanos >= deadlineNanos) {
            return new Look.Ends("nobody-entered");
        }
        if (!anybodyEntered || (!seats.complete() && nowNanos < deadlineNanos)) {
            boolean asks = !begun && !beginning;
            return new Look.Waits(asks ? Math.min(deadlineNanos, beginNanos) : deadlineNanos);
        }
        if (!seats.suffice(owned.game().info().seatsMin())) {
            return new Look.Ends("too-few-players");
        }
        if (seats.nonces().isEmpty()) {
            // Whoever came has left again.
            return new Look.Ends("nobody-entered");
        }
        return drawAndStart(nowNanos);
    }

    private Look drawAndStart(long nowNanos) {
        DrawnSeed drawn = seed;
        if (!asked) {
            asked = true;
            askedNanos = nowNanos;
        }
        if (!services.mayAct().getAsBoolean()) {
            // Others will have it by then, and players find them.
            return nowNanos - askedNanos > EXPIRED_NANOS_MAX
                    ? new Look.Moved()
                    : new Look.Waits(nowNanos + RETRY_NANOS);
        }
        boolean late = nowNanos - askedNanos > services.neverEnteredMs() * MS_NANOS;
        if (drawn != null && drawn.nonces().keySet().stream().anyMatch(seats::hasLeft)) {
            // Another owner had it drawn with him, and he has given his seat up here.
            return new Look.Ends("seats-changed");
        }
        if (drawn != null && begun) {
            return new Look.Starts(drawn);
        }
        if (late) {
            // Players do not wait longer for a store that does not answer.
            return new Look.Ends(drawn == null ? "no-seed" : "not-begun");
        }
        if (!drawing && drawn == null && nowNanos >= drawNanos) {
            drawNanos = nowNanos + RETRY_NANOS;
            drawing = true;
            services.seeds()
                    .draw(owned.seeded(), seats.nonces())
                    .whenComplete(
                            (found, failure) ->
                                    results.accept(new RoomCall.SeedDrawn(found, failure)));
        }
        return new Look.Waits(nowNanos + RETRY_NANOS);
    }

    /** As early as possible: while players come in, nobody waits for it. */
    private void begin(long nowNanos) {
        if (!begun && !beginning && nowNanos >= beginNanos) {
            beginNanos = nowNanos + RETRY_NANOS;
            beginning = true;
            services.beginnings()
                    .begin(owned.roomId(), owned.game().info().id(), owned.epoch())
                    .whenComplete(
                            (owned, failure) -> results.accept(new RoomCall.Begun(owned, failure)));
        }
    }

    /** Its beginning is written down, or is asked for again when it looks next. */
    void begun(RoomCall.Begun answer) {
        beginning = false;
        begun = Boolean.TRUE.equals(answer.owned());
        lost = Boolean.FALSE.equals(answer.owned());
        if (answer.failure() != null) {
            LOG.atWarn()
                    .addKeyValue("room", owned.roomId())
                    .log("its beginning is not written down: {}", answer.failure().toString());
        }
    }

    /**
     * Keeps a command or question that came when all are in and only the seed is not.
     *
     * @return false if the room does not begin just now, or too many are kept
     */
    boolean keeps(RoomCall call) {
        return (drawing || seed != null) && early.size() < EARLY_MAX && early.add(call);
    }

    /**
     * Keeps who comes to a room that opens for nobody: he joins as soon as it runs.
     *
     * @return false if it is another room, or too many are kept
     */
    boolean keepsArrival(RoomCall.Enter enter) {
        boolean joins = owned.game().info().isJoined();
        return joins && early.size() < EARLY_MAX && early.add(enter);
    }

    /**
     * Whether who plays is settled, since the seed is drawn with what they brought, or is about to
     * be: who knew it could otherwise still choose the company. Who gives his seat up now does so
     * in the play, as the first thing of it.
     */
    boolean seatsAreSettled() {
        return asked;
    }

    /**
     * Keeps what a player says when the seats are settled.
     *
     * @return false if too much is kept
     */
    boolean keepsLeave(RoomCall.Leave leave) {
        return early.size() < EARLY_MAX && early.add(leave);
    }

    /** Its end, whatever comes of it: hands out what was kept, in the order in which it came. */
    void release(Consumer<RoomCall> to) {
        for (RoomCall call = early.poll(); call != null; call = early.poll()) {
            to.accept(call);
        }
    }

    /** The seed is there, or is asked for again when it looks next. */
    void drawn(RoomCall.SeedDrawn drawn) {
        drawing = false;
        seed = drawn.seed();
        if (drawn.failure() != null) {
            LOG.atWarn()
                    .addKeyValue("room", owned.roomId())
                    .log("its seed cannot be had now: {}", drawn.failure().toString());
        }
    }
}
