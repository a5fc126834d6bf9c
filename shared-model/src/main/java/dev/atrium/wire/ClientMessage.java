package dev.atrium.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.message.Allowance;

import java.util.Optional;

/**
 * A message of a client, read as far as every receiver needs it.
 *
 * @param action what is asked for
 * @param id echoed in the answer, if it was given; at most 64 characters
 * @param room which room it is for, if it says so
 * @param body all fields
 */
public record ClientMessage(
        String action, Optional<String> id, Optional<String> room, ObjectNode body) {
    /** A message in is at most this long, in bytes, behind the gateway too. */
    public static final int BYTES_MAX = Allowance.BYTES_MAX;

    private static final int ACTION_CHARACTERS_MAX = 64;

    /**
     * Reads an envelope.
     *
     * @throws WireException {@code too-large}, {@code malformed} or {@code invalid-field}
     */
    public static ClientMessage parse(byte[] utf8) throws WireException {
        if (utf8.length > BYTES_MAX) {
            throw new WireException(
                    ErrorCode.TOO_LARGE, "A message has at most " + BYTES_MAX + " bytes.");
        }
        ObjectNode body = Json.object(utf8);
        JsonNode action = body.get("action");
        if (action == null || !action.isTextual()) {
            throw new WireException(ErrorCode.MALFORMED);
        }
        if (action.textValue().length() > ACTION_CHARACTERS_MAX) {
            throw new WireException(ErrorCode.UNKNOWN_ACTION);
        }
        return new ClientMessage(
                action.textValue(), optionalText(body, "id"), optionalText(body, "room"), body);
    }

    /** The fields as a message record. */
    public <T> T as(Class<T> type) throws WireException {
        return MessageJson.read(body, type);
    }

    /** The number of a command, if it has a right one: a refusal of it says which it was. */
    public Optional<Long> sequence() {
        JsonNode node = body.path("seq");
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 1
                ? Optional.of(node.longValue())
                : Optional.empty();
    }

    private static Optional<String> optionalText(ObjectNode body, String field)
            throws WireException {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().length() > 64) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "The field " + field + " must be short text.");
        }
        return Optional.of(node.textValue());
    }
}
