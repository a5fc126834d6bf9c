package dev.atrium.proof;

import dev.atrium.dice.Seed;
import dev.atrium.game.Audience;
import dev.atrium.game.CompactForm;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.message.Message;
import dev.atrium.state.StateFormatException;
import dev.atrium.wire.Acknowledgements;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.ServerMessage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a watcher would have seen of a match that is over: its journal run again, with a view ten
 * times in a second of game time, as frames of {@code atrium.v1}. Runs on the caller's thread as
 * far as the page reaches, from the opening on. Not thread-safe.
 */
public final class ReplayViews {
    /** Views in a second of game time. */
    public static final int VIEWS_PER_SECOND = 10;

    private static final int EPOCH = 1;
    private static final Acknowledgements NOBODY =
            new Acknowledgements(new int[0], new long[0], new long[0]);

    private final JournalRun run;
    private final JournalCodec codec;
    private final CompactFrames frames;
    private final Span span;
    private final Clock clock;
    private final int ticksPerView;
    private final Events told = new Events();
    private final List<String> events = new ArrayList<>();
    private final List<byte[]> made = new ArrayList<>();
    private int bytes;
    private long nextTick;
    private Optional<Long> next = Optional.empty();
    private Optional<CompactView> before = Optional.empty();

    /**
     * Which part of a match is wanted.
     *
     * @param fromTick the first view is of this tick or the next that has one, 0 and more
     * @param ticksMax how many ticks it may reach over
     * @param bytesMax how many bytes its frames may have together; one frame there is in any case
     */
    public record Span(long fromTick, int ticksMax, int bytesMax) {}

    /**
     * The frames of a part.
     *
     * @param frames the first a keyframe, the others deltas; none if the match ended before it
     * @param next the tick to go on from, none at the match's end
     */
    public record Page(List<byte[]> frames, Optional<Long> next) {
        public Page {
            frames = List.copyOf(frames);
        }
    }

    /** What became of it. */
    public sealed interface Result {
        /** The part that was asked for. */
        record Shown(Page page) implements Result {}

        /** The game has no compact form, or is not known in these rules any more. */
        record NotShown() implements Result {}

        /**
         * The journal cannot be run.
         *
         * @param reason the code of a {@link BrokenJournalException.Fault}
         */
        record Broken(String reason) implements Result {}
    }

    private ReplayViews(JournalRun run, CompactForm form, Span span, Clock clock) {
        GameInfo info = run.machine().game().info();
        this.run = run;
        this.codec = new JournalCodec(run.machine().game().vocabulary());
        this.frames = new CompactFrames(form);
        this.span = span;
        this.clock = clock;
        this.ticksPerView = Math.max(1, info.tickRateHz() / VIEWS_PER_SECOND);
        run.tells(told);
    }

    /** Wall time of ticks, as if the match had been played at speed 1. */
    private record Clock(long startedAtMs, int tickRateHz) {
        long wallMs(long tick) {
            return startedAtMs + tick * 1_000 / tickRateHz;
        }
    }

    /**
     * Runs a match again up to the end of a part of it.
     *
     * @param outcome of the match, whose journal these entries are
     * @param entries from the opening on; read as far as the part reaches
     */
    public static Result of(
            GameCatalog catalog, Outcome outcome, Iterable<byte[]> entries, Span span) {
        Optional<CompactForm> form =
                catalog.find(outcome.game(), outcome.rulesVersion())
                        .flatMap(game -> game.compactForm());
        Iterator<byte[]> each = entries.iterator();
        if (form.isEmpty() || !each.hasNext()) {
            return new Result.NotShown();
        }
        try {
            Seed seed = Seed.ofHex(outcome.seed());
            JournalRun run = JournalRun.open(catalog, seed, outcome.roomId(), each.next());
            Clock clock = new Clock(outcome.startedAt(), run.machine().game().info().tickRateHz());
            ReplayViews views = new ReplayViews(run, form.get(), span, clock);
            return new Result.Shown(views.shown(each));
        } catch (BrokenJournalException e) {
            return new Result.Broken(e.fault().code());
        }
    }

    private Page shown(Iterator<byte[]> entries) {
        while (entries.hasNext() && next.isEmpty()) {
            byte[] entry = entries.next();
            showUntil(tickOf(entry));
            if (next.isEmpty()) {
                run.run(entry);
            }
        }
        if (next.isEmpty() && run.machine().tick() >= span.fromTick()) {
            show();
        }
        return new Page(made, next);
    }

    /** Shows what comes before the entries of that tick. */
    private void showUntil(long tick) {
        while (nextTick < tick && next.isEmpty()) {
            run.machine().advanceTo(nextTick, told);
            if (nextTick >= span.fromTick()) {
                show();
            } else {
                events.clear();
            }
            nextTick += ticksPerView;
        }
    }

    private long tickOf(byte[] entry) {
        try {
            return switch (codec.decode(entry)) {
                case JournalEntry.Opened opened -> 0;
                case JournalEntry.Applied applied -> applied.tick();
                case JournalEntry.Mark mark -> mark.tick();
            };
        } catch (StateFormatException e) {
            // The run says so, in its own words.
            return 0;
        }
    }

    /** Adds the view of the machine's tick, unless the page is full. */
    private void show() {
        RoomMachine machine = run.machine();
        long tick = machine.tick();
        CompactView view =
                new CompactView(
                        new ServerMessage.Position(
                                run.opened().roomId(), EPOCH, made.size() + 1L, tick),
                        clock.wallMs(tick),
                        NOBODY,
                        events,
                        machine.view(Viewer.WATCHER));
        byte[] frame =
                before.map(last -> frames.delta(last, view)).orElseGet(() -> frames.keyframe(view));
        boolean full =
                tick - span.fromTick() >= span.ticksMax() || bytes + frame.length > span.bytesMax();
        if (full && !made.isEmpty()) {
            next = Optional.of(tick);
            return;
        }
        made.add(frame);
        bytes += frame.length;
        before = Optional.of(view);
        events.clear();
    }

    /** Keeps what all are told, as it goes over the wire. */
    private final class Events implements Emissions {
        @Override
        public void event(long tick, Audience audience, Message event) {
            if (audience.includes(Viewer.WATCHER)) {
                events.add(ServerMessage.bare(event, clock::wallMs));
            }
        }

        @Override
        public void effect(long tick, Effect effect) {}
    }
}
