package dev.atrium.functions.account;

import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;

/** Guarded routes, as API Gateway calls them for somebody who is signed in. */
final class AccountStage {
    private AccountStage() {}

    static Response as(LocalFunctions local, String playerId, String route, String body) {
        String now = Long.toString(local.clock().millis());
        return local.http(
                route,
                event ->
                        event.put("body", body)
                                .withObject("/requestContext/authorizer/lambda")
                                .put("playerId", playerId)
                                .put("name", "Ada")
                                .put("icon", "owl")
                                .put("kind", "guest")
                                .put(HttpRequest.ISSUED_AT, now)
                                .put(HttpRequest.SIGNED_IN_AT, now));
    }
}
