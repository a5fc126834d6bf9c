package dev.atrium.functions.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;

import java.util.List;

/**
 * A public key that anyone may fetch, to verify what its secret half has made.
 *
 * @param keyId what documents name it by
 * @param publicKey lower-case hex
 * @param suite what it is used with
 */
public record PublishedKey(String keyId, String publicKey, String suite) {
    private static final int CACHE_MAX_AGE_S = 300;

    /** {@code {keys: [{keyId, publicKey, suite}]}}. */
    public static HttpAnswer answer(List<PublishedKey> known) {
        ObjectNode document = Json.mapper().createObjectNode();
        ArrayNode keys = document.putArray("keys");
        for (PublishedKey key : known) {
            keys.addObject()
                    .put("keyId", key.keyId)
                    .put("publicKey", key.publicKey)
                    .put("suite", key.suite);
        }
        // Before the first key is published there is nothing to remember.
        return new HttpAnswer.Done(document.toString(), known.isEmpty() ? 0 : CACHE_MAX_AGE_S);
    }
}
