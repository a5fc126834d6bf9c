package dev.atrium.host.gateway;

import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Where the gateway's HTTP integration posts what clients of rooms send. Answers go out through
 * {@code @connections}; the HTTP answer says only that the message was taken.
 */
@Controller("/gateway")
final class GatewayController {
    private final GatewayConnections connections;
    private final GatewayKey key;

    GatewayController(GatewayConnections connections, GatewayKey key) {
        this.connections = connections;
        this.key = key;
    }

    @Post("/message")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> message(
            @Header(GatewayHeaders.KEY) Optional<String> shownKey,
            @Header(GatewayHeaders.CONNECTION) Optional<String> connectionId,
            @Header(GatewayHeaders.PLAYER) Optional<String> playerId,
            @Header(GatewayHeaders.FORWARDED) Optional<String> forwarded,
            @Body byte @Nullable [] body) {
        if (!key.isShown(shownKey)) {
            return GatewayKey.problem(ErrorCode.UNAUTHORIZED);
        }
        if (connectionId.isEmpty() || playerId.isEmpty()) {
            return GatewayKey.problem(ErrorCode.MISSING_FIELD);
        }
        byte[] utf8 = body == null ? new byte[0] : body;
        boolean mayPassOn = forwarded.isEmpty();
        connections.message(connectionId.get(), playerId.get(), utf8, mayPassOn);
        return HttpResponse.ok();
    }
}
