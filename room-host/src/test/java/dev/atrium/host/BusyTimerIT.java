package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Connections are looked after, whatever waits for a store. */
class BusyTimerIT {
    private static final int WAITING = 8;

    @Test
    void whoEntersNothingIsClosedThoughTheTimerOfTheStoresStandsStill() throws Exception {
        Map<String, String> impatient = Map.of("ATRIUM_CONNECT_TIMEOUT_MS", "1000");
        CountDownLatch stands = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        try (RunningHost host = RunningHost.start(1, impatient)) {
            Runnable waits =
                    () -> {
                        stands.countDown();
                        try {
                            var _ = goesOn.await(TestPlayer.WAIT_S * 2, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    };
            // More than one, so that it does not matter how many threads there are.
            for (int i = 0; i < WAITING; i++) {
                host.bean(StoreThreads.class).timer().execute(waits);
            }
            assertTrue(stands.await(TestPlayer.WAIT_S, TimeUnit.SECONDS));
            try (TestPlayer player = host.connect()) {
                assertEquals(4401, player.awaitClose());
            } finally {
                goesOn.countDown();
            }
        }
    }
}
