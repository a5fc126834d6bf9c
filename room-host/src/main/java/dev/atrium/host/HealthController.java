package dev.atrium.host;

import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomDirectory;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Liveness: answers as long as the process does. */
@Controller("/health")
final class HealthController {
    private final Front front;
    private final RoomDirectory directory;

    HealthController(Front front, RoomDirectory directory) {
        this.front = front;
        this.directory = directory;
    }

    @Get
    Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "healthy");
        health.put("timestamp", Instant.now().toEpochMilli());
        health.put("uptimeMs", ManagementFactory.getRuntimeMXBean().getUptime());
        health.put("rooms", directory.size());
        health.put("connectedPlayers", front.connections());
        return health;
    }
}
