package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Viewer;
import dev.atrium.game.arena.ArenaView;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.ReplayViews.Page;
import dev.atrium.proof.ReplayViews.Result;
import dev.atrium.proof.ReplayViews.Span;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ReplayViewsTest {
    private static final Game GAME = new BlitzGame();
    private static final CompactFrames FRAMES = new CompactFrames(GAME.compactForm().orElseThrow());
    private static final Span ALL = new Span(0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    private static final int TICKS_PER_VIEW = 6;
    private static final HostlessRoom ROOM = played();
    private static final JournalFile JOURNAL = ROOM.journal();
    private static final Outcome OUTCOME =
            ROOM.outcome(1_790_000_000_000L, 1_790_000_090_000L, "t");

    /** Four bots who fight it out. */
    private static HostlessRoom played() {
        HostlessRoom room =
                HostlessRoom.open(
                        GAME,
                        PlayedRoom.ROOM,
                        Seed.ofHex("5e".repeat(Seed.BYTES)),
                        PlayedRoom.seats(4));
        room.seatBots();
        room.playToTheEnd();
        return room;
    }

    private static Page page(Span span) {
        return assertInstanceOf(
                        Result.Shown.class,
                        ReplayViews.of(Games.all(), OUTCOME, JOURNAL.entries(), span))
                .page();
    }

    private static List<CompactView> read(Page page) {
        List<CompactView> views = new ArrayList<>();
        for (byte[] frame : page.frames()) {
            views.add(
                    views.isEmpty()
                            ? FRAMES.readKeyframe(PlayedRoom.ROOM, frame)
                            : FRAMES.readDelta(views.getLast(), frame, 1_000.0 / 60));
        }
        return views;
    }

    private static List<Long> ticks(List<CompactView> views) {
        return views.stream().map(view -> view.position().tick()).toList();
    }

    private static List<String> events(List<CompactView> views) {
        return views.stream().flatMap(view -> view.events().stream()).toList();
    }

    @Test
    void tenViewsASecondComeAndThatOfTheEnd() {
        Page page = page(ALL);

        List<CompactView> views = read(page);
        long end = OUTCOME.ticks();
        for (int i = 0; i < views.size() - 1; i++) {
            assertEquals((long) i * TICKS_PER_VIEW, views.get(i).position().tick());
        }
        assertEquals(end, views.getLast().position().tick());
        assertEquals((end - 1) / TICKS_PER_VIEW + 2, views.size());
        assertEquals(Optional.empty(), page.next());
        ArenaView last = (ArenaView) views.getLast().view();
        assertEquals(ROOM.machine().view(Viewer.WATCHER), last);
    }

    @Test
    void everyoneWhoFellIsToldOfOnce() {
        List<String> fallen =
                events(read(page(ALL))).stream()
                        .filter(event -> event.contains("warrior-eliminated"))
                        .toList();

        assertEquals(3, fallen.size(), fallen::toString);
        assertEquals(3, fallen.stream().distinct().count());
    }

    @Test
    void pagesTogetherShowWhatOnePageDoes() {
        List<CompactView> whole = read(page(ALL));
        for (Span limits : List.of(new Span(0, 500, 1_000_000), new Span(0, 100_000, 900))) {
            List<CompactView> together = new ArrayList<>();
            int pages = 0;
            Optional<Long> next = Optional.of(0L);
            while (next.isPresent()) {
                Page page = page(new Span(next.get(), limits.ticksMax(), limits.bytesMax()));
                int bytes = page.frames().stream().mapToInt(frame -> frame.length).sum();
                assertTrue(bytes <= limits.bytesMax(), bytes + " bytes");
                together.addAll(read(page));
                next = page.next();
                pages++;
            }
            assertTrue(pages > 3, pages + " pages");
            assertEquals(ticks(whole), ticks(together));
            assertEquals(events(whole), events(together));
            assertEquals(
                    whole.stream().map(CompactView::view).toList(),
                    together.stream().map(CompactView::view).toList());
            assertEquals(
                    whole.stream().map(CompactView::timeMs).toList(),
                    together.stream().map(CompactView::timeMs).toList());
        }
    }

    @Test
    void onePageHasOneFrameThoughItBeLargerThanIsAllowed() {
        Page page = page(new Span(0, 100, 1));

        assertEquals(1, page.frames().size());
        assertEquals(Optional.of(6L), page.next());
    }

    @Test
    void behindTheEndThereIsNothing() {
        assertEquals(
                new Page(List.of(), Optional.empty()),
                page(new Span(OUTCOME.ticks() + 1, 100, 1_000)));
    }

    @Test
    void viewBetweenTwoIsTheNextOne() {
        assertEquals(12, read(page(new Span(7, 100, 100_000))).getFirst().position().tick());
    }

    @Test
    void journalThatIsNotTheSeedsIsBroken() {
        List<byte[]> entries = new ArrayList<>(JOURNAL.entries());
        entries.set(entries.size() / 2, new byte[] {1, 2, 3});
        assertInstanceOf(Result.Broken.class, ReplayViews.of(Games.all(), OUTCOME, entries, ALL));
    }

    @Test
    void gameThatIsNotKnownAnyMoreIsNotShown() {
        assertEquals(
                new Result.NotShown(),
                ReplayViews.of(GameCatalog.of(), OUTCOME, JOURNAL.entries(), ALL));
    }
}
