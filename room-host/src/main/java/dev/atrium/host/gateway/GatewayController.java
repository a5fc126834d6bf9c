package dev.atrium.host.gateway;

import dev.atrium.host.config.HostConfig;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Where the gateway's HTTP integration posts what clients of rooms send. Answers go out through
 * {@code @connections}; the HTTP answer says only that the message was taken.
 */
@Controller("/gateway")
final class GatewayController {
    private final GatewayConnections connections;
    private final byte[] key;

    GatewayController(GatewayConnections connections, HostConfig config) {
        this.connections = connections;
        this.key = config.gatewayKey().getBytes(StandardCharsets.UTF_8);
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
        if (!isGateway(shownKey)) {
            return problem(ErrorCode.UNAUTHORIZED);
        }
        if (connectionId.isEmpty() || playerId.isEmpty()) {
            return problem(ErrorCode.MISSING_FIELD);
        }
        byte[] utf8 = body == null ? new byte[0] : body;
        boolean mayPassOn = forwarded.isEmpty();
        connections.message(connectionId.get(), playerId.get(), utf8, mayPassOn);
        return HttpResponse.ok();
    }

    private boolean isGateway(Optional<String> shownKey) {
        byte[] shown = shownKey.orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(key, shown);
    }

    private static HttpResponse<String> problem(ErrorCode code) {
        return HttpResponse.<String>status(HttpStatus.valueOf(code.httpStatus()))
                .contentType(Problem.CONTENT_TYPE)
                .body(MessageJson.text(Problem.of(code)));
    }
}
