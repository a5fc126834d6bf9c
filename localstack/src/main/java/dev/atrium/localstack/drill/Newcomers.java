package dev.atrium.localstack.drill;

import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * People who sign up one after the other, with when they were told that they are known: what a loss
 * of tables is measured by. One thread's.
 */
final class Newcomers {
    private final Map<String, Long> knownNanos = new LinkedHashMap<>();

    /** Signs somebody up each period, for that long. */
    void signUp(RunningStack stack, Duration period, Duration during) {
        long end = System.nanoTime() + during.toNanos();
        HttpClient http = HttpClient.newHttpClient();
        try {
            while (System.nanoTime() < end) {
                String name = "Newcomer " + knownNanos.size();
                try (ScenarioPlayer player =
                        ScenarioPlayer.join(
                                http, stack.httpUrl(), stack.socketUrl(), name, "fox")) {
                    knownNanos.put(player.playerId(), System.nanoTime());
                }
                LockSupport.parkNanos(period.toNanos());
            }
        } finally {
            http.shutdownNow();
        }
    }

    int count() {
        return knownNanos.size();
    }

    /**
     * What is lost of them.
     *
     * @param count who are not known any more
     * @param before how long before the fault the first of them was told that he is; 0 if all are
     */
    record Lost(int count, Duration before) {}

    /** Looks for all of them. */
    Lost lost(RunningStack stack, long faultNanos) {
        DynamoDbTable<?> players = Tables.PLAYERS.in(stack.enhanced(), stack.tablePrefix());
        int lost = 0;
        long first = faultNanos;
        for (Map.Entry<String, Long> known : knownNanos.entrySet()) {
            Key key = Key.builder().partitionValue(known.getKey()).build();
            if (players.getItem(key) == null) {
                lost++;
                first = Math.min(first, known.getValue());
            }
        }
        return new Lost(lost, Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(faultNanos - first)));
    }
}
