package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.archive.Packed;
import dev.atrium.edge.AllowedOrigins;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From an event of the HTTP API to a response: every refusal becomes problem details, every failure
 * is logged and becomes {@code unavailable} or {@code internal}. Pages of other origins are
 * refused: that no browser would show them the answer is not enough where asking changes something.
 * So is what has not come through CloudFront, where that stands before the API. Bodies over the
 * limit are refused on every route, also where none is read. Answers over a kilobyte are compressed
 * for whoever takes that. Thread-safe.
 */
public final class HttpEdge {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final int MS_PER_S = 1_000;

    /** Shorter answers gain nothing. */
    static final int COMPRESSED_FROM_BYTES = 1_024;

    private final AllowedOrigins origins;
    private final Entrance entrance;

    HttpEdge(AllowedOrigins origins, Entrance entrance) {
        this.origins = origins;
        this.entrance = entrance;
    }

    /** What one handler does. */
    @FunctionalInterface
    public interface Action {
        /**
         * Answers.
         *
         * @throws WireException what is wrong with the request
         */
        HttpAnswer answer(HttpRequest request) throws WireException;
    }

    /** Runs the action. Never throws. */
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Action action) {
        HttpRequest request = new HttpRequest(event, entrance.sourceAddress(event));
        return packed(request, response(run(request, action)));
    }

    /** Whose requests are counted together. */
    @FunctionalInterface
    public interface Counted {
        /**
         * His id.
         *
         * @throws WireException if it is nobody who may ask
         */
        String of(HttpRequest request) throws WireException;
    }

    /** Runs the action, unless its source network has come too often. Never throws. */
    public APIGatewayV2HTTPResponse answerLimited(
            APIGatewayV2HTTPEvent event, RateLimit rates, RateLimit.Rate rate, Action action) {
        return answer(
                event,
                request ->
                        limited(
                                rates.take(rate, SourceNetwork.of(request).key()),
                                action,
                                request));
    }

    /** Runs the action, unless who is signed in has come too often. Never throws. */
    public APIGatewayV2HTTPResponse answerLimitedByPlayer(
            APIGatewayV2HTTPEvent event, RateLimit rates, RateLimit.Rate rate, Action action) {
        return answerLimitedBy(request -> request.player().playerId(), event, rates, rate, action);
    }

    /** Runs the action, unless who is counted has come too often. Never throws. */
    public APIGatewayV2HTTPResponse answerLimitedBy(
            Counted counted,
            APIGatewayV2HTTPEvent event,
            RateLimit rates,
            RateLimit.Rate rate,
            Action action) {
        return answer(
                event, request -> limited(rates.take(rate, counted.of(request)), action, request));
    }

    private static HttpAnswer limited(
            RateLimit.Allowance allowance, Action action, HttpRequest request)
            throws WireException {
        return switch (allowance) {
            case RateLimit.Allowance.Granted granted -> action.answer(request);
            case RateLimit.Allowance.Exceeded(long retryAfterMs) ->
                    HttpAnswer.rateLimited(retryAfterMs);
        };
    }

    private HttpAnswer run(HttpRequest request, Action action) {
        if (!entrance.admits(request.event())) {
            return refused(ErrorCode.EDGE_ONLY);
        }
        if (!origins.admits(request.header("origin").orElse(null))) {
            return refused(ErrorCode.ORIGIN_NOT_ALLOWED);
        }
        try {
            request.requireShortBody();
            return action.answer(request);
        } catch (WireException e) {
            return HttpAnswer.refused(e.code(), e.text());
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.event().getRouteKey(), e);
            return refused(Failure.codeOf(e));
        }
    }

    private static HttpAnswer refused(ErrorCode code) {
        return HttpAnswer.refused(code, code.message());
    }

    private static APIGatewayV2HTTPResponse response(HttpAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        return switch (answer) {
            case HttpAnswer.Done(String json, int cacheMaxAgeS) -> {
                headers.put("content-type", "application/json");
                headers.put(
                        "cache-control",
                        cacheMaxAgeS == 0 ? "no-store" : "public, max-age=" + cacheMaxAgeS);
                yield response(200, headers, json);
            }
            case HttpAnswer.Refused refused -> {
                headers.put("content-type", Problem.CONTENT_TYPE);
                headers.put("cache-control", "no-store");
                refused.retryAfterMs()
                        .ifPresent(ms -> headers.put("retry-after", wholeSeconds(ms)));
                yield response(
                        refused.problem().status(), headers, MessageJson.text(refused.problem()));
            }
        };
    }

    /** API Gateway compresses nothing by itself. */
    private static APIGatewayV2HTTPResponse packed(
            HttpRequest request, APIGatewayV2HTTPResponse response) {
        byte[] body = response.getBody().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put("vary", "accept-encoding");
        if (body.length > COMPRESSED_FROM_BYTES && request.takesGzip()) {
            response.getHeaders().put("content-encoding", "gzip");
            response.setBody(Base64.getEncoder().encodeToString(Packed.pack(body)));
            response.setIsBase64Encoded(true);
        }
        return response;
    }

    /** Rounded up: to come a little late is never refused. */
    private static String wholeSeconds(long ms) {
        return Long.toString((ms + MS_PER_S - 1) / MS_PER_S);
    }

    private static APIGatewayV2HTTPResponse response(
            int status, Map<String, String> headers, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .build();
    }
}
