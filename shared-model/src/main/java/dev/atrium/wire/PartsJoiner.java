package dev.atrium.wire;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The receiving end of {@link MessageParts}: keeps parts until their message is whole. It trusts
 * nobody: what it keeps is bounded, and what does not fit together is forgotten. For one socket and
 * one thread.
 */
public final class PartsJoiner {
    /** Messages under way at once; beyond it the oldest is given up. */
    static final int OPEN_MAX = 4;

    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private static final class Pending {
        final String[] texts;
        int have;
        int characters;

        Pending(int count) {
            texts = new String[count];
        }
    }

    /** Whether a message is a part of another. */
    public static boolean isPart(JsonNode message) {
        return message.path("type").asText().equals(MessageParts.TYPE);
    }

    /**
     * Takes a part.
     *
     * @param part for which {@link #isPart} holds
     * @return the whole message's JSON, if this was the last that it lacked
     * @throws WireException {@code malformed} or {@code too-large}: it is no part, or not of what
     *     it says; its message is given up
     */
    public Optional<String> take(JsonNode part) throws WireException {
        JsonNode data = part.path("data");
        String id = data.path("id").asText();
        int index = data.path("index").asInt(-1);
        int count = data.path("count").asInt(-1);
        JsonNode text = data.path("text");
        boolean fits = count >= 2 && count <= MessageParts.COUNT_MAX && index >= 0 && index < count;
        if (id.isEmpty() || id.length() > 64 || !fits || !text.isTextual()) {
            pending.remove(id);
            throw new WireException(ErrorCode.MALFORMED);
        }
        Pending message = pending.get(id);
        if (message == null) {
            giveUpOldest();
            message = new Pending(count);
            pending.put(id, message);
        }
        if (message.texts.length != count) {
            pending.remove(id);
            throw new WireException(ErrorCode.MALFORMED);
        }
        if (message.texts[index] == null) {
            // A post whose reply was lost is repeated: the same part twice is no error.
            message.texts[index] = text.textValue();
            message.have++;
            message.characters += text.textValue().length();
        }
        if (message.characters > MessageParts.WHOLE_BYTES_MAX) {
            pending.remove(id);
            throw new WireException(ErrorCode.TOO_LARGE);
        }
        if (message.have < count) {
            return Optional.empty();
        }
        pending.remove(id);
        return Optional.of(String.join("", message.texts));
    }

    private void giveUpOldest() {
        if (pending.size() >= OPEN_MAX) {
            Iterator<String> oldest = pending.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Messages under way. */
    int open() {
        return pending.size();
    }
}
