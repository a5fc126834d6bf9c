package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.match.QueueEntry;

import io.lettuce.core.ScriptOutputType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

class MatchQueueIT {
    private static final String GAME = "arena.blitz";

    private LocalStores stores;
    private MatchQueue queue;

    @BeforeEach
    void open() {
        stores = LocalStores.open();
        queue = new MatchQueue(() -> stores.redis().sync(), stores.keys());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static QueueEntry entry(String id, long at) {
        return new QueueEntry(id, "Näme \"" + id + "\"", "fox", 2, true, "ab".repeat(32), at);
    }

    private List<String> waiting() {
        return queue.oldest(GAME, 100).stream().map(QueueEntry::playerId).toList();
    }

    @Test
    void entriesComeBackAsTheyWereInTheOrderOfTime() {
        assertEquals(OptionalInt.of(1), queue.enqueue(GAME, entry("late", 300)));
        assertEquals(OptionalInt.of(2), queue.enqueue(GAME, entry("early", 100)));
        assertEquals(OptionalInt.of(3), queue.enqueue(GAME, entry("middle", 200)));

        assertEquals(
                List.of(entry("early", 100), entry("middle", 200), entry("late", 300)),
                queue.oldest(GAME, 100));
        assertEquals(2, queue.oldest(GAME, 2).size());
        assertEquals(List.of(), queue.oldest("arena.other", 100));
    }

    @Test
    void whoQueuesAgainHasOneEntryAndTheNewTime() {
        queue.enqueue(GAME, entry("a", 100));
        queue.enqueue(GAME, entry("b", 200));

        assertEquals(OptionalInt.of(2), queue.enqueue(GAME, entry("a", 300)));
        assertEquals(List.of("b", "a"), waiting());
    }

    @Test
    void whoIsRemovedWaitsNoLonger() {
        queue.enqueue(GAME, entry("a", 100));

        assertTrue(queue.remove(GAME, "a"));
        assertFalse(queue.remove(GAME, "a"));
        assertEquals(List.of(), waiting());
    }

    @Test
    void statusTellsPositionAndNumber() {
        queue.enqueue(GAME, entry("a", 100));
        queue.enqueue(GAME, entry("b", 200));

        assertEquals(
                new MatchQueue.Status(Optional.of(entry("b", 200)), 1, 2), queue.status(GAME, "b"));
        assertEquals(new MatchQueue.Status(Optional.empty(), 0, 2), queue.status(GAME, "nobody"));
    }

    @Test
    void aClaimTakesAllOrNone() {
        queue.enqueue(GAME, entry("a", 100));
        queue.enqueue(GAME, entry("b", 200));

        assertFalse(queue.claim(GAME, List.of(entry("a", 100), entry("gone", 150))));
        assertEquals(List.of("a", "b"), waiting());
        assertTrue(queue.claim(GAME, List.of(entry("a", 100), entry("b", 200))));
        assertEquals(List.of(), waiting());
        assertFalse(queue.claim(GAME, List.of(entry("a", 100))));
    }

    @Test
    void aClaimDoesNotTakeWhoQueuedAgain() {
        queue.enqueue(GAME, entry("a", 100));
        queue.enqueue(GAME, entry("a", 900));

        assertFalse(queue.claim(GAME, List.of(entry("a", 100))));
        assertEquals(List.of(entry("a", 900)), queue.oldest(GAME, 10));
    }

    @Test
    void whatIsPutBackHasItsOldPlaceUnlessHeQueuedAgain() {
        List<QueueEntry> both = List.of(entry("a", 100), entry("b", 200));
        both.forEach(e -> queue.enqueue(GAME, e));
        queue.enqueue(GAME, entry("c", 300));
        assertTrue(queue.claim(GAME, both));
        queue.enqueue(GAME, entry("b", 400));

        queue.putBack(GAME, both);

        assertEquals(
                List.of(entry("a", 100), entry("c", 300), entry("b", 400)), queue.oldest(GAME, 10));
    }

    @Test
    void anEntryThatCannotBeReadIsDroppedAndBlocksNobody() {
        queue.enqueue(GAME, entry("a", 100));
        queue.enqueue(GAME, entry("old-format", 50));
        queue.enqueue(GAME, entry("half", 60));
        stores.redis()
                .sync()
                .hset(stores.keys().queueEntries(GAME), "old-format", "{\"warriors\":99}");
        stores.redis().sync().hdel(stores.keys().queueEntries(GAME), "half");

        assertEquals(List.of("a"), waiting());
        assertEquals(1, queue.status(GAME, "a").waiting());
    }

    @Test
    void aFullQueueTakesNobodyNewButLetsOneReplaceHisEntry() {
        queue.enqueue(GAME, entry("a", 1));
        stores.redis()
                .sync()
                .<Long>eval(
                        """
                        for i = 2, tonumber(ARGV[1]) do redis.call('ZADD', KEYS[1], i, 'x' .. i) end
                        return 0
                        """,
                        ScriptOutputType.INTEGER,
                        new String[] {stores.keys().queue(GAME)},
                        Integer.toString(MatchQueue.WAITING_MAX));

        assertEquals(OptionalInt.empty(), queue.enqueue(GAME, entry("new", 2)));
        assertEquals(Optional.empty(), queue.status(GAME, "new").entry());
        assertEquals(
                OptionalInt.of(MatchQueue.WAITING_MAX), queue.enqueue(GAME, entry("a", 20_000)));
    }

    /**
     * Players queue and cancel while three matchmakers list, claim and put back, each with what it
     * saw at some time before. A model says what must be in the queue.
     */
    @Test
    void twoHundredInterleavingsLeaveNobodyInTwoMatches() {
        for (int seed = 0; seed < 200; seed++) {
            String game = "game-" + seed;
            Random random = new Random(seed);
            Map<String, QueueEntry> model = new TreeMap<>();
            List<List<QueueEntry>> seen = new ArrayList<>();
            List<List<QueueEntry>> held = new ArrayList<>();
            for (int m = 0; m < 3; m++) {
                seen.add(List.of());
                held.add(List.of());
            }
            for (int step = 0; step < 60; step++) {
                String why = "seed " + seed + ", step " + step;
                String player = "p" + random.nextInt(8);
                int matchmaker = random.nextInt(3);
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        QueueEntry entry = entry(player, step);
                        queue.enqueue(game, entry);
                        model.put(player, entry);
                    }
                    case 2 ->
                            assertEquals(
                                    model.remove(player) != null, queue.remove(game, player), why);
                    case 3 -> seen.set(matchmaker, queue.oldest(game, 1 + random.nextInt(4)));
                    case 4 -> {
                        List<QueueEntry> wanted = seen.get(matchmaker);
                        boolean free = model.values().containsAll(wanted);
                        assertEquals(free, queue.claim(game, wanted), why);
                        if (free) {
                            wanted.forEach(e -> model.remove(e.playerId()));
                            held.set(matchmaker, wanted);
                        }
                    }
                    default -> {
                        queue.putBack(game, held.get(matchmaker));
                        held.get(matchmaker).forEach(e -> model.putIfAbsent(e.playerId(), e));
                        held.set(matchmaker, List.of());
                    }
                }
                Set<QueueEntry> once = new HashSet<>(model.values());
                held.forEach(h -> h.forEach(e -> assertTrue(once.add(e), why)));
            }
            assertEquals(
                    Set.copyOf(model.values()),
                    Set.copyOf(queue.oldest(game, 100)),
                    "seed " + seed);
        }
    }

    @Test
    void threadsThatClaimTheSameEntriesEachGetOthers() throws InterruptedException {
        int entries = 600;
        ConcurrentLinkedQueue<QueueEntry> claimed = new ConcurrentLinkedQueue<>();
        AtomicBoolean allQueued = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            Random random = new Random(t);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                boolean last = false;
                                while (!last) {
                                    last = allQueued.get() && waiting().isEmpty();
                                    List<QueueEntry> some =
                                            queue.oldest(GAME, 1 + random.nextInt(6));
                                    if (!some.isEmpty() && queue.claim(GAME, some)) {
                                        claimed.addAll(some);
                                    }
                                }
                                done.countDown();
                            });
        }
        for (int i = 0; i < entries; i++) {
            queue.enqueue(GAME, entry("p" + i, i));
        }
        allQueued.set(true);

        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(entries, claimed.size());
        assertEquals(entries, new HashSet<>(claimed).size());
    }
}
