package dev.atrium.host.gateway;

import dev.atrium.host.front.RoomOpener;
import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Optional;

/** Where a host that leaves asks this one to take a room of its own. */
@Controller("/rooms")
final class InheritController {
    private final RoomOpener opener;
    private final GatewayKey key;

    InheritController(RoomOpener opener, GatewayKey key) {
        this.opener = opener;
        this.key = key;
    }

    @Post("/{roomId}/inherit")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> inherit(
            @PathVariable String roomId,
            @QueryValue long epoch,
            @Header(GatewayHeaders.KEY) Optional<String> shownKey) {
        if (!key.isShown(shownKey)) {
            return GatewayKey.problem(ErrorCode.UNAUTHORIZED);
        }
        return opener.inherit(roomId, epoch)
                ? HttpResponse.ok()
                : GatewayKey.problem(ErrorCode.UNAVAILABLE);
    }
}
