package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A room whose rules stand still costs one host its lease, and no other. */
// Most of its time it waits, on hosts and tables of its own.
@Execution(ExecutionMode.CONCURRENT)
class PoisonRoomIT {
    @TempDir private Path folder;

    private final Map<String, String> apart = LocalStores.get().newDeployment("poison");
    private RunningHost first;
    private RunningHost second;
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest bob = RunningHost.Guest.named("Bob");

    @AfterAll
    static void goOn() {
        StallingGame.GO_ON.countDown();
    }

    @BeforeEach
    void start() throws IOException {
        first = start(0);
        second = start(100);
    }

    private RunningHost start(int takeoverMs) throws IOException {
        Map<String, String> environment = new HashMap<>(apart);
        environment.put("ATRIUM_LOOPS", "1");
        environment.put("ATRIUM_TAKEOVER_MS", Integer.toString(takeoverMs));
        environment.put(StallingWiring.PROPERTY, "true");
        return RunningHost.start(folder, 1, environment);
    }

    @AfterEach
    void stop() {
        StallingGame.GO_ON.countDown();
        first.close();
        second.close();
    }

    @Test
    void itIsTriedTwiceApartAndVoidAndTheRoomBesideItPlaysOn() {
        String good = first.placePractice(bob);
        String bad = first.placeGame(StallingGame.ID, List.of(ada));
        try (TestPlayer beside = first.connect();
                TestPlayer player = first.connect()) {
            beside.enter(first, good, bob).await("entered");
            player.enter(first, bad, ada).await("entered");

            assertEquals(4503, beside.awaitClose(), "its loop stands still: elsewhere it plays on");
            Eventually.holds(
                    () -> first.room(good).owner().equals(second.hostId()), "nobody takes it");
        }
        assertEquals(0, first.room(good).stalls());
        try (TestPlayer back = second.connect()) {
            back.comeBack(second, good, bob);
            Eventually.holds(() -> first.room(bad).status() == RoomStatus.VOID, "it is not void");
            back.move(good, "0-0", "n", 1);
            back.await("state", view -> view.at("/durable/0").asLong() == 1);
        }
        RoomRow quarantined = first.room(bad);
        assertEquals("quarantined", quarantined.voidReason());
        assertEquals(2, quarantined.stalls(), "takeovers from a loop that stood still");
        assertFalse(first.bean(LeaseState.class).isValid());
        assertTrue(second.bean(LeaseState.class).isValid(), "it keeps its lease");
        String metrics = second.bean(HostMetrics.class).scrape();
        assertTrue(metrics.contains("atrium_rooms_quarantined_total 1.0"), metrics);
        assertTrue(metrics.contains("atrium_threads_standing 2.0"), metrics);
    }
}
