package dev.atrium.host.room;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.FlushRound;
import dev.atrium.host.connection.Showing;
import dev.atrium.wire.CloseCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Of strict rooms: what a run of the room says carries the position of the journal at its end, and
 * leaves when that is stored. So nobody ever sees what a takeover could not bring back.
 */
final class HeldOutlet implements Outlet {
    /**
     * What may wait; beyond it the room brings about no more and refuses commands, so that only
     * what one run says comes on top. A store answers in milliseconds, so hardly anything waits.
     */
    static final int HELD_MAX = 4_096;

    private final FlushRound round = new FlushRound();
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /** Said since the last flush, so without a position yet; at the end of {@link #held}. */
    private final ArrayDeque<Said> said = new ArrayDeque<>();

    private int heldViews;
    private @Nullable Journal journal;

    /** The journal of a strict room. */
    interface Journal {
        /**
         * Has everything stored that the room's state follows from, the passing of time included.
         *
         * @return how many entries must be stored then
         */
        long seal();

        /** How many entries are stored. */
        long durableEntries();
    }

    /** Something that was said, or done to a session. */
    private sealed interface Said {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Told(Connection connection, byte[] utf8) implements Said {}

        record Shown(Connection connection, Showing showing, boolean compact) implements Said {}

        record Closed(Session session, CloseCode code) implements Said {}

        record Errand(Runnable errand) implements Said {}
    }

    private record Held(long position, Said said) {}

    @Override
    public void follow(Journal of) {
        journal = of;
    }

    @Override
    public void add(Connection connection, byte[] utf8) {
        say(new Said.Told(connection, utf8));
    }

    @Override
    public void addView(Connection connection, Showing showing, boolean compact) {
        heldViews++;
        say(new Said.Shown(connection, showing, compact));
    }

    @Override
    public void close(Session session, CloseCode code) {
        say(new Said.Closed(session, code));
        if (journal == null) {
            flush();
        }
    }

    @Override
    public void run(Runnable errand) {
        say(new Said.Errand(errand));
    }

    private void say(Said more) {
        said.add(more);
    }

    @Override
    public void flush() {
        Journal of = journal;
        if (of == null) {
            // Nothing has been played here that could be lost.
            said.forEach(this::leave);
            said.clear();
        } else {
            if (!said.isEmpty()) {
                long position = of.seal();
                said.forEach(more -> held.add(new Held(position, more)));
                said.clear();
            }
            release();
        }
        round.flush();
    }

    @Override
    public void release() {
        Journal of = journal;
        if (of == null) {
            return;
        }
        long durable = of.durableEntries();
        for (Held next = held.peek();
                next != null && next.position() <= durable;
                next = held.peek()) {
            leave(held.remove().said());
        }
    }

    private void leave(Said next) {
        switch (next) {
            case Said.Told told -> round.add(told.connection(), told.utf8());
            case Said.Shown shown -> {
                heldViews--;
                round.addView(shown.connection(), shown.showing(), shown.compact());
            }
            case Said.Closed closed -> {
                round.flush();
                closed.session().closed(Optional.of(closed.code()));
            }
            case Said.Errand asked -> asked.errand().run();
        }
    }

    /** Sessions that were to be closed are: that tells nothing. */
    @Override
    public void abandon() {
        for (Held next : held) {
            abandon(next.said());
        }
        said.forEach(HeldOutlet::abandon);
        held.clear();
        said.clear();
        heldViews = 0;
        journal = null;
    }

    private static void abandon(Said next) {
        switch (next) {
            case Said.Closed closed -> closed.session().closed(Optional.of(closed.code()));
            case Said.Told told -> {}
            case Said.Shown shown -> {}
            case Said.Errand errand -> {}
        }
    }

    @Override
    public boolean holdsViews() {
        return heldViews > 0;
    }

    @Override
    public boolean isFull() {
        return held.size() + said.size() >= HELD_MAX;
    }
}
