package dev.atrium.localstack.gateway;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The HTTP API, as a client sees it. */
class HttpContractIT {

    @RegisterExtension static final ContractStage STAGE = new ContractStage();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpRequest.Builder to(String pathAndQuery) {
        return HttpRequest.newBuilder(STAGE.http(pathAndQuery)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String pathAndQuery) throws Exception {
        return send(to(pathAndQuery));
    }

    @Test
    void eventIsPayloadTwoPointZero() throws Exception {
        JsonNode event =
                JSON.readTree(
                        send(to("/contract/echo/a%20b+c?x=1&x=2&y=z%20w;v&empty=")
                                        .header("X-Twice", "a")
                                        .header("X-Twice", "b")
                                        .header("User-Agent", "contract")
                                        .header("Cookie", "c1=1; c2=2"))
                                .body());
        JsonNode context = event.path("requestContext");
        assertAll(
                () -> assertEquals("2.0", event.path("version").asText()),
                () -> assertEquals("GET /contract/echo/{id}", event.path("routeKey").asText()),
                () -> assertEquals("/contract/echo/a b+c", event.path("rawPath").asText()),
                () ->
                        assertEquals(
                                "x=1&x=2&y=z%20w;v&empty=", event.path("rawQueryString").asText()),
                () -> assertEquals("a,b", event.at("/headers/x-twice").asText()),
                () -> assertTrue(event.at("/headers/cookie").isMissingNode()),
                () -> assertEquals("[\"c1=1\",\"c2=2\"]", event.path("cookies").toString()),
                () ->
                        assertEquals(
                                JSON.readTree("{\"x\":\"1,2\",\"y\":\"z w;v\",\"empty\":\"\"}"),
                                event.path("queryStringParameters")),
                () -> assertEquals("a b+c", event.at("/pathParameters/id").asText()),
                () -> assertEquals("GET", context.at("/http/method").asText()),
                () -> assertEquals("/contract/echo/a b+c", context.at("/http/path").asText()),
                () -> assertEquals("HTTP/1.1", context.at("/http/protocol").asText()),
                () -> assertEquals("contract", context.at("/http/userAgent").asText()),
                () -> assertFalse(context.at("/http/sourceIp").asText().isEmpty()),
                () -> assertEquals("GET /contract/echo/{id}", context.path("routeKey").asText()),
                () -> assertEquals("$default", context.path("stage").asText()),
                () -> assertFalse(context.path("requestId").asText().isEmpty()),
                () ->
                        assertTrue(
                                context.path("time")
                                        .asText()
                                        .matches(
                                                "\\d\\d/[A-Z][a-z]{2}/\\d{4}:"
                                                        + "\\d\\d:\\d\\d:\\d\\d \\+0000")),
                () -> assertTrue(context.path("timeEpoch").asLong() > 1_600_000_000_000L),
                () -> assertTrue(context.path("authorizer").isMissingNode()),
                () -> assertTrue(event.path("body").isMissingNode()),
                () -> assertFalse(event.path("isBase64Encoded").asBoolean(true)));
    }

    @Test
    void whatIsAbsentIsAbsentFromTheEvent() throws Exception {
        JsonNode event = JSON.readTree(get("/contract/echo").body());
        assertEquals("", event.path("rawQueryString").asText("?"));
        for (String field : List.of("cookies", "queryStringParameters", "pathParameters")) {
            assertTrue(event.path(field).isMissingNode(), field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /contract/echo/fixed, GET /contract/echo/fixed",
        "POST, /contract/echo/fixed, ANY /contract/echo/{id}",
        "GET, /contract/echo/other, GET /contract/echo/{id}",
        "DELETE, /contract/echo/other, ANY /contract/echo/{id}",
        "GET, /contract/echo/two/deep, ANY /contract/{proxy+}",
        "PUT, /contract/x, ANY /contract/{proxy+}",
    })
    void mostSpecificRouteWins(String method, String path, String routeKey) throws Exception {
        HttpResponse<String> answer =
                send(to(path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertEquals(routeKey, JSON.readTree(answer.body()).path("routeKey").asText());
    }

    @Test
    void greedyVariableTakesTheRestOfThePath() throws Exception {
        JsonNode event = JSON.readTree(get("/contract/a/b/c").body());
        assertEquals("a/b/c", event.at("/pathParameters/proxy").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, '{\"a\":\"é\"}', false",
        "text/plain; charset=utf-8, é, false",
        "application/vnd.api+json, {}, false",
        "application/octet-stream, AP8, true",
        "application/x-www-form-urlencoded, a=b, true",
    })
    void bodyIsTextOrBase64ByItsType(String type, String body, boolean base64) throws Exception {
        JsonNode event =
                JSON.readTree(
                        send(to("/contract/echo")
                                        .header("Content-Type", type)
                                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                                .body());
        assertEquals(base64, event.path("isBase64Encoded").asBoolean(!base64));
        String sent =
                base64
                        ? new String(event.path("body").binaryValue(), StandardCharsets.UTF_8)
                        : event.path("body").asText();
        assertEquals(body, sent);
    }

    @Test
    void answerWithStatusIsTakenAsItIs() throws Exception {
        HttpResponse<String> answer = get("/contract/answers/typed");
        assertEquals(201, answer.statusCode());
        assertEquals("created", answer.body());
        assertEquals("typed", answer.headers().firstValue("x-kind").orElse(""));
        assertEquals(List.of("a=1", "b=2; Path=/"), answer.headers().allValues("set-cookie"));
        assertTrue(answer.headers().firstValue("content-type").orElse("").startsWith("text/plain"));
        assertTrue(answer.headers().firstValue("apigw-requestid").isPresent());
    }

    @Test
    void answerWithoutStatusIsJsonOfStatus200() throws Exception {
        HttpResponse<String> answer = get("/contract/answers/inferred");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"hello\":\"world\"}", answer.body());
        assertEquals("application/json", answer.headers().firstValue("content-type").orElse(""));
        assertEquals("hello", get("/contract/answers/text").body());
    }

    @Test
    void base64BodyIsDecoded() throws Exception {
        HttpResponse<byte[]> answer =
                client.send(
                        to("/contract/answers/base64").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("[0, -1]", java.util.Arrays.toString(answer.body()));
    }

    @ParameterizedTest
    @CsvSource({"throws", "bad-status", "bad-header", "bad-base64", "bad-body"})
    void failureOfAFunctionIsAnInternalServerError(String kind) throws Exception {
        HttpResponse<String> answer = get("/contract/answers/" + kind);
        assertEquals(500, answer.statusCode());
        assertEquals("{\"message\":\"Internal Server Error\"}", answer.body());
    }

    @Test
    void pathWithoutRouteIsNotFound() throws Exception {
        HttpResponse<String> answer = get("/nowhere");
        assertEquals(404, answer.statusCode());
        assertEquals("{\"message\":\"Not Found\"}", answer.body());
        assertEquals(404, get("/contract/").statusCode());
    }

    @Test
    void missingIdentityIsUnauthorized() throws Exception {
        HttpResponse<String> answer = get("/contract/guarded");
        assertEquals(401, answer.statusCode());
        assertEquals("{\"message\":\"Unauthorized\"}", answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "deny, 403, Forbidden",
        "nothing, 500, Internal Server Error",
        "throw, 500, Internal Server Error",
    })
    void authorizerRefuses(String identity, int status, String message) throws Exception {
        HttpResponse<String> answer =
                send(to("/contract/guarded").header("Authorization", identity));
        assertEquals(status, answer.statusCode());
        assertEquals("{\"message\":\"" + message + "\"}", answer.body());
    }

    @Test
    void authorizersContextReachesTheFunction() throws Exception {
        HttpResponse<String> answer =
                send(to("/contract/guarded").header("Authorization", "allow"));
        assertEquals(200, answer.statusCode());
        JsonNode lambda = JSON.readTree(answer.body()).at("/requestContext/authorizer/lambda");
        assertEquals("p-1", lambda.path("playerId").asText());
        assertTrue(lambda.path("arn").asText().endsWith("/$default/GET/contract/guarded"));
    }

    @Test
    void preflightOfAnAllowedOriginIsAnsweredByTheGateway() throws Exception {
        HttpResponse<String> answer = preflight("https://play.example");
        assertEquals(204, answer.statusCode());
        assertEquals("https://play.example", allowedOrigin(answer));
        assertEquals(
                "GET,POST", answer.headers().firstValue("access-control-allow-methods").orElse(""));
        assertEquals("600", answer.headers().firstValue("access-control-max-age").orElse(""));
    }

    @Test
    void preflightOfAnotherOriginIsAllowedNothing() throws Exception {
        HttpResponse<String> answer = preflight("https://evil.example");
        assertEquals(204, answer.statusCode());
        assertEquals("", allowedOrigin(answer));
    }

    @Test
    void gatewaysWordOnOriginsReplacesTheIntegrations() throws Exception {
        assertEquals(
                "https://play.example",
                allowedOrigin(send(to("/contract/echo").header("Origin", "https://play.example"))));
        assertEquals("", allowedOrigin(get("/contract/echo")));
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        return send(
                to("/contract/guarded")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private static String allowedOrigin(HttpResponse<String> answer) {
        return answer.headers().firstValue("access-control-allow-origin").orElse("");
    }

    @Test
    void bodyOverTenMegabytesIsTooLarge() throws Exception {
        byte[] tooLarge = new byte[10 * 1024 * 1024 + 1];
        HttpResponse<String> declared =
                send(to("/contract/echo").POST(HttpRequest.BodyPublishers.ofByteArray(tooLarge)));
        assertEquals(413, declared.statusCode());
        HttpResponse<String> chunked =
                send(
                        to("/contract/echo")
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(tooLarge))));
        assertEquals(413, chunked.statusCode());
        assertEquals(200, get("/contract/echo").statusCode());
    }

    @Test
    void requestsInOnePacketAreAnsweredInOrder() throws Exception {
        try (RawSocket raw = RawSocket.open(STAGE.http("/"))) {
            String host = STAGE.http("/").getAuthority();
            StringBuilder all = new StringBuilder();
            for (int n = 0; n < 5; n++) {
                all.append("POST /contract/echo?n=").append(n).append(" HTTP/1.1\r\nHost: ");
                all.append(host).append("\r\nContent-Length: 2\r\n\r\nhi");
            }
            raw.send(all.toString().getBytes(StandardCharsets.US_ASCII));
            for (int n = 0; n < 5; n++) {
                raw.readHead();
                assertEquals(200, raw.status());
                assertEquals("n=" + n, JSON.readTree(raw.body()).path("rawQueryString").asText());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /contract/%zz HTTP/1.1, 400",
        "GET /contract/%00 HTTP/1.1, 400",
        "GET /contract/%ff HTTP/1.1, 400",
        "no http at all, 400",
    })
    void malformedRequestIsRefused(String line, int status) throws Exception {
        try (RawSocket raw = RawSocket.open(STAGE.http("/"))) {
            raw.send((line + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            raw.readHead();
            assertEquals(status, raw.status());
        }
    }

    @Test
    void tooManyHeadersAreRefused() throws Exception {
        try (RawSocket raw = RawSocket.open(STAGE.http("/"))) {
            String head = "GET /contract/echo HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(10_240);
            raw.send((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            raw.readHead();
            assertEquals(431, raw.status());
        }
    }
}
