package dev.atrium.localstack.drill;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.identity.KeySource;
import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.scenario.BlitzScenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Settlement may not read the keys that outcomes are verified with, and gives one up. */
final class SettlementDrill {
    private static final long GIVES_UP_S = 60;
    private static final Duration SETTLES = Duration.ofMinutes(5);
    private static final long POLL_MS = 100;

    private SettlementDrill() {}

    static DrillReport run(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("stack");
        Path keys = data.resolve("keys").resolve(KeySource.OUTCOMES + ".pub");
        Path aside = folder.resolve("aside");
        try (RunningStack stack = StackDrill.start(data)) {
            Files.move(keys, aside);
            JsonNode stuck = StackDrill.read(new BlitzScenario(stack).play().json());
            String room = stuck.path("roomId").asText();
            if (stuck.path("settled").asBoolean()) {
                throw new IllegalStateException("settlement is not stuck: " + stuck);
            }
            String reason = deadLetter(data, room);
            Files.move(aside, keys);
            long mended = System.nanoTime();
            StackDrill.operate(data, "retry", room);
            JsonNode match = StackDrill.settled(stack, room, SETTLES);
            Duration recovery = StackDrill.since(mended);
            String stakes = match.path("stakes").path("state").asText();
            if (!match.path("settled").asBoolean() || !stakes.equals("paid")) {
                throw new IllegalStateException("it is not settled and paid: " + match);
            }
            return new DrillReport(
                    Drill.STUCK_SETTLEMENT,
                    recovery,
                    Duration.ZERO,
                    "from the mending to settled; it was given up as " + reason);
        }
    }

    /** Waits until operators see it. */
    private static String deadLetter(Path data, String room) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVES_UP_S);
        while (System.nanoTime() < end) {
            List<String> letters = StackDrill.operate(data, "dead-letters");
            for (String letter : letters) {
                if (letter.contains(room)) {
                    return StackDrill.read(letter).path("reason").asText();
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new IllegalStateException("nobody hears of what is not settled");
    }
}
