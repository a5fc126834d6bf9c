package dev.atrium.localstack.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.server.GatewayRequest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON that functions of an HTTP API are invoked with: payload 2.0, of integrations and of
 * authorizers. See "Create AWS Lambda proxy integrations for HTTP APIs" in AWS's developer guide.
 */
final class HttpEvents {

    /** {@code 12/Mar/2020:19:03:58 +0000}. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final String accountId;
    private final String region;
    private final String apiId;

    HttpEvents(String accountId, String region, String apiId) {
        this.accountId = accountId;
        this.region = region;
        this.apiId = apiId;
    }

    /** The event of an integration; the authorizer's context is null where none was asked. */
    ObjectNode integrationEvent(
            GatewayRequest request,
            RouteTable.Match match,
            String requestId,
            @Nullable JsonNode authorizerContext) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("version", "2.0");
        String routeKey = putCommon(event, request, match);
        ObjectNode context = requestContext(request, routeKey, requestId);
        if (authorizerContext != null) {
            context.putObject("authorizer").set("lambda", authorizerContext);
        }
        event.set("requestContext", context);
        boolean text = isText(request.header("content-type"));
        if (request.body().length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(request.body(), StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(request.body()));
        }
        event.put("isBase64Encoded", request.body().length > 0 && !text);
        return event;
    }

    /** The event of an authorizer, format 2.0. */
    ObjectNode authorizerEvent(
            GatewayRequest request,
            RouteTable.Match match,
            String requestId,
            @Nullable String identity) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0").put("type", "REQUEST");
        event.put(
                "routeArn",
                "arn:aws:execute-api:%s:%s:%s/$default/%s%s"
                        .formatted(
                                region, accountId, apiId, request.method(), request.encodedPath()));
        if (identity == null) {
            event.putNull("identitySource");
        } else {
            event.putArray("identitySource").add(identity);
        }
        String routeKey = putCommon(event, request, match);
        event.set("requestContext", requestContext(request, routeKey, requestId));
        return event;
    }

    private static String putCommon(
            ObjectNode event, GatewayRequest request, RouteTable.Match match) {
        String routeKey = match.route().key().text();
        event.put("routeKey", routeKey);
        event.put("rawPath", pathOf(request));
        event.put("rawQueryString", request.rawQuery());
        putHeaders(event, request);
        Map<String, List<String>> query = request.queryParameters();
        if (!query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            query.forEach((name, values) -> parameters.put(name, String.join(",", values)));
        }
        if (!match.pathParameters().isEmpty()) {
            ObjectNode parameters = event.putObject("pathParameters");
            match.pathParameters().forEach(parameters::put);
        }
        return routeKey;
    }

    /** Names lower-cased, values of one name joined, cookies in a list of their own. */
    private static void putHeaders(ObjectNode event, GatewayRequest request) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        ArrayNode cookies = JsonNodeFactory.instance.arrayNode();
        request.headerValues()
                .forEach(
                        (name, values) -> {
                            if (name.equals("cookie")) {
                                values.forEach(
                                        line -> List.of(line.split("; ?")).forEach(cookies::add));
                            } else {
                                headers.put(name, String.join(",", values));
                            }
                        });
        String forwarded = headers.path("x-forwarded-for").asText("");
        headers.put(
                "x-forwarded-for",
                forwarded.isEmpty() ? request.sourceIp() : forwarded + ", " + request.sourceIp());
        headers.put("x-forwarded-proto", "http");
        if (!cookies.isEmpty()) {
            event.set("cookies", cookies);
        }
        event.set("headers", headers);
    }

    private ObjectNode requestContext(GatewayRequest request, String routeKey, String requestId) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        String domain = request.domainName();
        int dot = domain.indexOf('.');
        context.put("accountId", accountId)
                .put("apiId", apiId)
                .put("domainName", domain)
                .put("domainPrefix", dot < 0 ? domain : domain.substring(0, dot));
        String userAgent = request.header("user-agent");
        context.putObject("http")
                .put("method", request.method())
                .put("path", pathOf(request))
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", userAgent == null ? "" : userAgent);
        context.put("requestId", requestId)
                .put("routeKey", routeKey)
                .put("stage", "$default")
                .put("time", TIME.format(Instant.ofEpochMilli(request.receivedAtMs())))
                .put("timeEpoch", request.receivedAtMs());
        return context;
    }

    private static String pathOf(GatewayRequest request) {
        String decoded = request.decodedPath();
        return decoded == null ? request.encodedPath() : decoded;
    }

    /** Which bodies AWS passes on as text; all others come base64-encoded, forms among them. */
    static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/javascript")
                || type.equals("application/xml")
                || type.endsWith("+json")
                || type.endsWith("+xml");
    }
}
