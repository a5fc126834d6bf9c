package dev.atrium.proof;

import dev.atrium.identity.SigningKey;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An outcome as the JSON text that is signed and stored, byte for byte.
 *
 * @param text UTF-8 when signed
 */
public record OutcomeDocument(String text) {
    /** The document of an outcome. */
    public static OutcomeDocument of(Outcome outcome) {
        return new OutcomeDocument(MessageJson.text(outcome));
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The signature of that key over the bytes, in base64url without padding. */
    public String signature(SigningKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(bytes()));
    }

    /** SHA-256 of the bytes: what people compare. */
    public StateHash hash() {
        return StateHash.of(bytes());
    }

    /**
     * What it says.
     *
     * @throws WireException if it is no outcome
     */
    public Outcome read() throws WireException {
        return MessageJson.read(Json.object(text), Outcome.class);
    }
}
