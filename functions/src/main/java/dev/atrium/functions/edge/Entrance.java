package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import java.util.Optional;

/**
 * Which way requests come in: at API Gateway itself, which sees who asks, or through CloudFront,
 * which API Gateway then sees instead. CloudFront shows a key, and says who asked it; without a key
 * to compare, what its two headers say is anybody's word and is not read. Thread-safe.
 */
final class Entrance {
    private final Optional<EdgeKey> key;

    Entrance(Optional<EdgeKey> key) {
        this.key = key;
    }

    /** Whether a request has come in the way that it should. */
    boolean admits(APIGatewayV2HTTPEvent event) {
        return key.map(k -> HttpRequest.header(event, EdgeKey.HEADER).filter(k::is).isPresent())
                .orElse(true);
    }

    /** Who asks, as the last that is believed saw it. */
    String sourceAddress(APIGatewayV2HTTPEvent event) {
        return key.isPresent()
                ? HttpRequest.header(event, EdgeKey.VIEWER_HEADER).orElse(HttpRequest.UNKNOWN)
                : seenByGateway(event);
    }

    private static String seenByGateway(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        if (context == null
                || context.getHttp() == null
                || context.getHttp().getSourceIp() == null) {
            return HttpRequest.UNKNOWN;
        }
        return context.getHttp().getSourceIp();
    }
}
