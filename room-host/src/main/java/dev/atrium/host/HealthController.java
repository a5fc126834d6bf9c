package dev.atrium.host;

import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.room.RoomLifecycle;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Liveness: answers as long as the process does, and asks nobody. {@code uptime} is in seconds,
 * {@code timestamp} in milliseconds since 1970.
 */
@Controller("/health")
final class HealthController {
    private static final double MS_A_SECOND = 1_000;

    private final Front front;
    private final RoomDirectory directory;
    private final Stores stores;

    HealthController(Front front, RoomDirectory directory, Stores stores) {
        this.front = front;
        this.directory = directory;
        this.stores = stores;
    }

    /** What is known of the stores: told as information, and never makes the host unhealthy. */
    record Stores(StorePulse redis, StorePulse dynamoDb) {}

    @Get
    Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "healthy");
        health.put("timestamp", Instant.now().toEpochMilli());
        health.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / MS_A_SECOND);
        health.put("activeGames", directory.countIn(RoomLifecycle.PLAYING));
        health.put("connectedPlayers", directory.players());
        health.put("connections", front.connections());
        health.put("rooms", directory.size());
        health.put("redis", stores.redis().state().label());
        health.put("db", stores.dynamoDb().state().label());
        return health;
    }
}
