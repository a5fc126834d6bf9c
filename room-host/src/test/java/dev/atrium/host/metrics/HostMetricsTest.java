package dev.atrium.host.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.input.BreachMeter;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.host.room.RoomMeter;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

class HostMetricsTest {
    private static final JournalBase BASE =
            new JournalBase(
                    new byte[] {1},
                    StateHash.of(new byte[] {2}),
                    -1,
                    0,
                    new TreeMap<>(),
                    new JournalSnapshot(5, new byte[] {3}));

    private final HostMetrics metrics = new HostMetrics(List.of("enter", "move-warrior"));

    @AfterEach
    void close() {
        metrics.close();
    }

    private void shows(String line) {
        String scrape = metrics.scrape();
        assertTrue(scrape.lines().anyMatch(line::equals), () -> line + " not in\n" + scrape);
    }

    @Test
    void whatClientsWriteBecomesNoLabel() {
        metrics.connections().handled("move-warrior", 1_000);
        metrics.connections().handled("x\" evil{}", 1_000);
        metrics.connections().handled("", 1_000);
        shows("atrium_actions_total{action=\"move-warrior\"} 1.0");
        shows("atrium_actions_total{action=\"other\"} 2.0");
        assertFalse(metrics.scrape().contains("evil"));
        shows("atrium_message_seconds_count 3");
    }

    @Test
    void codesOfErrorsAreBounded() {
        for (int i = 0; i < 1_000; i++) {
            metrics.connections().refused("code-" + i);
        }
        metrics.connections().refused("code-0");
        shows("atrium_errors_total{code=\"code-0\"} 2.0");
        long labels =
                metrics.scrape().lines().filter(l -> l.startsWith("atrium_errors_total")).count();
        assertEquals(128, labels);
        shows("atrium_errors_total{code=\"other\"} 873.0");
    }

    @Test
    void trafficIsCountedInBothDirections() {
        metrics.connections().received(10);
        metrics.connections().received(5);
        metrics.connections().sent(100);
        metrics.connections().skipped();
        metrics.connections().roundTrip(3_000_000);
        shows("atrium_messages_total{direction=\"in\"} 2.0");
        shows("atrium_message_bytes_total{direction=\"in\"} 15.0");
        shows("atrium_messages_total{direction=\"out\"} 1.0");
        shows("atrium_message_bytes_total{direction=\"out\"} 100.0");
        shows("atrium_views_skipped_total 1.0");
        shows("atrium_round_trip_average_seconds 0.003");
    }

    @Test
    void breachesOfLimitsAreCountedByGameActionAndKindThoughTwoVersionsOfAGameAsk() {
        for (int version = 1; version <= 2; version++) {
            metrics.breaches().of("arena.blitz", "move-warrior").breached(BreachMeter.Kind.RATE);
        }
        metrics.breaches().of("none", "ping").breached(BreachMeter.Kind.SIZE);
        String labels = "action=\"%s\",game=\"%s\",kind=\"%s\"";
        String name = "atrium_input_breaches_total{" + labels + "} ";
        shows(name.formatted("move-warrior", "arena.blitz", "rate") + "2.0");
        shows(name.formatted("move-warrior", "arena.blitz", "size") + "0.0");
        shows(name.formatted("ping", "none", "size") + "1.0");
    }

    @Test
    void loopsAndGamesAreKeptApart() {
        RoomMeter first = metrics.rooms().of("loop-0", "arena.blitz");
        metrics.rooms().of("loop-1", "arena.blitz").ran(0, 5_000_000, 0);
        first.ran(2_000_000, 20_000_000, 4_000_000);
        first.ran(0, 1_000_000, 0);
        first.slipped(250_000_000);
        first.voided("room-failed");
        first.voided("room-failed");
        first.trimmed(true);
        first.trimmed(true);
        first.trimmed(false);
        String labels = "game=\"arena.blitz\",loop=\"loop-0\"";
        shows("atrium_room_lateness_seconds_count{%s} 2".formatted(labels));
        shows("atrium_room_lateness_worst_seconds{%s} 0.002".formatted(labels));
        shows("atrium_room_overrun_seconds_count{%s} 1".formatted(labels));
        shows("atrium_time_slips_total{%s} 1.0".formatted(labels));
        shows("atrium_time_slipped_seconds_total{%s} 0.25".formatted(labels));
        shows("atrium_games_voided_total{%s,reason=\"room-failed\"} 2.0".formatted(labels));
        shows("atrium_journal_trims_total{%s,result=\"done\"} 2.0".formatted(labels));
        shows("atrium_journal_trims_total{%s,result=\"failed\"} 1.0".formatted(labels));
        assertEquals(21_000_000, metrics.busyNanos("loop-0").getAsLong());
        assertEquals(5_000_000, metrics.busyNanos("loop-1").getAsLong());
        assertEquals(0, metrics.busyNanos("loop-2").getAsLong());
        assertEquals(1, metrics.timeSlips());
    }

    @Test
    void callsOfAStoreAreTimedAlsoWhenTheyFail() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        JournalStore store =
                (JournalStore)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {JournalStore.class},
                                (proxy, method, arguments) -> answer);
        JournalStore timed = metrics.operations().timed(store);
        CompletableFuture<Void> append =
                timed.append("r", 1, 0, List.of(new byte[1])).toCompletableFuture();
        CompletableFuture<Long> fence = timed.raiseFence("r", 1).toCompletableFuture();
        CompletableFuture<Void> anew =
                timed.startAnew("r", 1, 0, Optional.empty()).toCompletableFuture();
        CompletableFuture<Void> trim = timed.trim("r", 1, BASE).toCompletableFuture();
        CompletableFuture<StoredJournal> read = timed.read("r").toCompletableFuture();
        CompletableFuture<Void> expire = timed.expire("r", 1, 1).toCompletableFuture();
        CompletableFuture<Void> snapshot =
                timed.keepSnapshot("r", 1, new byte[1]).toCompletableFuture();
        shows("atrium_operation_seconds_count{operation=\"redis-append\"} 0");
        answer.completeExceptionally(new IllegalStateException("away"));
        for (CompletableFuture<?> each :
                List.of(append, fence, anew, trim, read, snapshot, expire)) {
            assertThrows(CompletionException.class, each::join);
        }
        for (String name :
                List.of(
                        "append",
                        "raise-fence",
                        "start-anew",
                        "trim",
                        "read",
                        "snapshot",
                        "expire")) {
            shows("atrium_operation_seconds_count{operation=\"redis-%s\"} 1".formatted(name));
        }
    }

    @Test
    void aCountThatIsKeptElsewhereIsNotForgotten() {
        metrics.counter("atrium.kept", "Kept elsewhere", () -> 7L, "step", "x");
        System.gc();
        shows("atrium_kept_total{step=\"x\"} 7.0");
    }
}
