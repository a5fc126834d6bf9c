package dev.atrium.host.gateway;

import dev.atrium.host.config.HostConfig;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The key that only the gateway and other hosts know, and what is said to who does not. */
@Singleton
final class GatewayKey {
    private final byte[] key;

    GatewayKey(HostConfig config) {
        this.key = config.gatewayKey().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it was shown; takes as long for a wrong one. */
    boolean isShown(Optional<String> shownKey) {
        byte[] shown = shownKey.orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(key, shown);
    }

    static HttpResponse<String> problem(ErrorCode code) {
        return HttpResponse.<String>status(HttpStatus.valueOf(code.httpStatus()))
                .contentType(Problem.CONTENT_TYPE)
                .body(MessageJson.text(Problem.of(code)));
    }
}
