package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.priming.Priming.Step;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class EarlyStartTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Set<String> ran = ConcurrentHashMap.newKeySet();

    private final EarlyStart early =
            new EarlyStart(
                    List.of(
                            new Step("one", () -> ran.add("one")),
                            new Step(
                                    "two",
                                    () -> {
                                        throw new IOException("nobody is there");
                                    }),
                            new Step("three", () -> ran.add("three"))));

    @Test
    void stepsRunBesideEachOtherAndOneThatFailsIsPassedOver() throws InterruptedException {
        List<Thread> begun = early.begin(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));

        assertEquals(3, begun.size());
        for (Thread thread : begun) {
            assertTrue(thread.isDaemon(), "it would keep the process");
            assertTrue(thread.join(WAIT_MAX), thread.getName());
        }
        assertEquals(Set.of("one", "three"), ran);
    }

    @Test
    void nothingBeginsWhereASnapshotWillBeTaken() {
        List<Thread> begun = early.begin(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

        assertEquals(List.of(), begun);
        assertFalse(ran.contains("one"));
    }
}
