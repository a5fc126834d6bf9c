package dev.atrium.localstack.gateway.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request is answered with. Content length and connection are the server's affair.
 *
 * @param status 200-599
 * @param headers in the order to be sent
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying bodies twice buys nothing.
public record GatewayAnswer(int status, List<Header> headers, byte[] body) {

    /** Copies the list. */
    public GatewayAnswer {
        headers = List.copyOf(headers);
    }

    /** An answer with a JSON body. */
    public static GatewayAnswer json(int status, ObjectNode body) {
        return new GatewayAnswer(
                status,
                List.of(new Header("content-type", "application/json")),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** AWS's way to say what is wrong: {@code {"message": …}}. */
    public static GatewayAnswer message(int status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    /** An answer without a body. */
    public static GatewayAnswer empty(int status) {
        return new GatewayAnswer(status, List.of(), new byte[0]);
    }

    /** The same answer with one more header. */
    public GatewayAnswer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new GatewayAnswer(status, more, body);
    }
}
