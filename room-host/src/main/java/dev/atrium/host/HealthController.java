package dev.atrium.host;

import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.room.RoomLifecycle;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Liveness: answers as long as the process does, and asks nobody; 503 once a tick loop stands still
 * for good, for then the process must be replaced. {@code uptime} is in seconds, {@code timestamp}
 * in milliseconds since 1970.
 */
@Controller("/health")
final class HealthController {
    private static final double MS_A_SECOND = 1_000;

    /** A loop that stood still for so long will not go on: only a new process helps. */
    private static final long STANDING_MS_MAX = 30_000;

    private final Front front;
    private final RoomDirectory directory;
    private final LeaseState lease;
    private final Stores stores;

    HealthController(Front front, RoomDirectory directory, LeaseState lease, Stores stores) {
        this.front = front;
        this.lease = lease;
        this.directory = directory;
        this.stores = stores;
    }

    /** What is known of the stores: told as information, and never makes the host unhealthy. */
    record Stores(StorePulse redis, StorePulse dynamoDb) {}

    @Get
    HttpResponse<Map<String, Object>> health() {
        boolean stands = !lease.standingFor(STANDING_MS_MAX).isEmpty();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", stands ? "standing-still" : "healthy");
        health.put("timestamp", Instant.now().toEpochMilli());
        health.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / MS_A_SECOND);
        health.put("activeGames", directory.countIn(RoomLifecycle.PLAYING));
        health.put("connectedPlayers", directory.players());
        health.put("connections", front.connections());
        health.put("rooms", directory.size());
        health.put("redis", stores.redis().state().label());
        health.put("db", stores.dynamoDb().state().label());
        return stands
                ? HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE, "standing still").body(health)
                : HttpResponse.ok(health);
    }
}
