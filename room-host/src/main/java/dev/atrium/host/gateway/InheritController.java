package dev.atrium.host.gateway;

import dev.atrium.host.config.HostConfig;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Where a host that leaves asks this one to take a room of its own. */
@Controller("/rooms")
final class InheritController {
    private final RoomOpener opener;
    private final RoomTable rooms;
    private final byte[] key;

    InheritController(RoomOpener opener, RoomTable rooms, HostConfig config) {
        this.opener = opener;
        this.rooms = rooms;
        this.key = config.gatewayKey().getBytes(StandardCharsets.UTF_8);
    }

    @Post("/{roomId}/inherit")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> inherit(
            @PathVariable String roomId,
            @QueryValue long epoch,
            @Header(GatewayHeaders.KEY) Optional<String> shownKey) {
        byte[] shown = shownKey.orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(key, shown)) {
            return problem(ErrorCode.UNAUTHORIZED);
        }
        // Under that epoch only: a question that comes late must not take what went on meanwhile.
        boolean taken =
                rooms.find(roomId)
                        .filter(room -> room.epoch() == epoch)
                        .filter(opener::inherit)
                        .isPresent();
        return taken ? HttpResponse.ok() : problem(ErrorCode.UNAVAILABLE);
    }

    private static HttpResponse<String> problem(ErrorCode code) {
        return HttpResponse.<String>status(HttpStatus.valueOf(code.httpStatus()))
                .contentType(Problem.CONTENT_TYPE)
                .body(MessageJson.text(Problem.of(code)));
    }
}
