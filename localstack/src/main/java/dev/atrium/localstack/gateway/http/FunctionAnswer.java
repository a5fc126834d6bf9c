package dev.atrium.localstack.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.Header;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a function's JSON means as an HTTP answer, by AWS's rules for payload 2.0. */
final class FunctionAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FunctionAnswer() {}

    /**
     * Reads a function's answer.
     *
     * @return nothing where AWS would say {@code Internal Server Error}: a status that is none, a
     *     body that is no string, base64 that is not
     */
    static Optional<GatewayAnswer> read(byte[] json) {
        JsonNode answer;
        try {
            answer = JSON.readTree(json);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        if (answer == null || !answer.isObject() || !answer.has("statusCode")) {
            return Optional.of(inferred(json, answer));
        }
        return formatted(answer);
    }

    /** Without a status: 200, the answer itself as body, and that is JSON. */
    private static GatewayAnswer inferred(byte[] json, JsonNode answer) {
        byte[] body =
                answer != null && answer.isTextual()
                        ? answer.textValue().getBytes(StandardCharsets.UTF_8)
                        : json;
        return new GatewayAnswer(
                200, List.of(new Header("content-type", "application/json")), body);
    }

    private static Optional<GatewayAnswer> formatted(JsonNode answer) {
        JsonNode status = answer.path("statusCode");
        if (!status.canConvertToInt() || status.intValue() < 200 || status.intValue() > 599) {
            return Optional.empty();
        }
        List<Header> headers = new ArrayList<>();
        boolean typed = false;
        for (var field : answer.path("headers").properties()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            // A line break would start a header of the function's own making.
            String value = field.getValue().asText();
            if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")
                    || value.matches("(?s).*[\\r\\n\\x00].*")) {
                return Optional.empty();
            }
            typed |= name.equals("content-type");
            headers.add(new Header(name, value));
        }
        for (JsonNode cookie : answer.path("cookies")) {
            if (cookie.asText().matches("(?s).*[\\r\\n\\x00].*")) {
                return Optional.empty();
            }
            headers.add(new Header("set-cookie", cookie.asText()));
        }
        JsonNode body = answer.path("body");
        if (!body.isTextual() && !body.isMissingNode() && !body.isNull()) {
            return Optional.empty();
        }
        if (!typed && body.isTextual()) {
            headers.add(new Header("content-type", "text/plain; charset=utf-8"));
        }
        return decode(body.asText(""), answer.path("isBase64Encoded").asBoolean())
                .map(bytes -> new GatewayAnswer(status.intValue(), headers, bytes));
    }

    private static Optional<byte[]> decode(String body, boolean base64) {
        if (!base64) {
            return Optional.of(body.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
