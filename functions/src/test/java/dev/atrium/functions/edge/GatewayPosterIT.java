package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.PartsJoiner;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class GatewayPosterIT {
    private static final String CONNECTION = LocalFunctions.CONNECTION;

    @Test
    void messageThatIsTooLongForOneIsPostedInParts() throws WireException {
        try (LocalFunctions local = LocalFunctions.open()) {
            String message = "{\"text\":\"" + "€".repeat(12_000) + "\"}";
            Poster poster = local.functions().poster();

            assertTrue(poster.post(CONNECTION, message.getBytes(StandardCharsets.UTF_8)));

            List<JsonNode> parts = local.gateway().posts(CONNECTION);
            assertEquals(3, parts.size());
            PartsJoiner joiner = new PartsJoiner();
            assertEquals(Optional.empty(), joiner.take(parts.get(0)));
            assertEquals(Optional.empty(), joiner.take(parts.get(1)));
            assertEquals(Optional.of(message), joiner.take(parts.get(2)));
        }
    }
}
