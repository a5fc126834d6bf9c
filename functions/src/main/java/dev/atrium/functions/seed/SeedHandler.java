package dev.atrium.functions.seed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.identity.KeySource;
import dev.atrium.schema.Tables;
import dev.atrium.vrf.SeedExchange.Answer;
import dev.atrium.vrf.SeedExchange.Request;
import dev.atrium.vrf.VrfSecretKey;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Room hosts ask for seeds: {@code seed-request} in, {@code seed-answer} out, as in {@link
 * dev.atrium.vrf.SeedExchange}. A failure of the table is thrown, and the host asks again.
 */
public final class SeedHandler implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SeedHandler.class);

    /** A hundred seats with their nonces take some 10 KB. */
    private static final int REQUEST_BYTES_MAX = 256 * 1024;

    private final Once<SeedDraws> draws;

    /** For Lambda. */
    public SeedHandler() {
        this(Functions.fromEnvironment());
        warm();
    }

    /** Over these functions. */
    public SeedHandler(Functions functions) {
        // The key is fetched with the first call: never into an image of a started function.
        draws =
                new Once<>(
                        () ->
                                new SeedDraws(
                                        functions.stores().table(Tables.ROOMS),
                                        functions.stores().table(Tables.SEED_DRAWS),
                                        keys(functions),
                                        functions.clock()));
    }

    /**
     * Draws once with a key that nobody keeps: what takes long the first time is then done before
     * players wait, and on AWS it is in the image that functions start from.
     */
    public static void warm() {
        VrfSecretKey nobodys = VrfSecretKey.generate();
        byte[] nothing = new byte[1];
        if (nobodys.publicKey().verify(nothing, nobodys.prove(nothing)).isEmpty()) {
            throw new IllegalStateException("the verifiable random function does not verify");
        }
    }

    private static SeedDraws.Keys keys(Functions functions) {
        KeySource keys = functions.keys();
        return new SeedDraws.Keys(
                VrfSecretKey.of(keys.key(KeySource.VRF).secret()),
                keyId ->
                        keys.retiredKey(KeySource.VRF, keyId)
                                .map(key -> VrfSecretKey.of(key.secret())));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        Answer answer;
        try {
            byte[] bytes = input.readNBytes(REQUEST_BYTES_MAX);
            answer = draws.get().answer(MessageJson.read(Json.object(bytes), Request.class));
        } catch (WireException e) {
            answer = Answer.refused("malformed");
        }
        answer.refused().ifPresent(why -> LOG.warn("a seed is not drawn: {}", why));
        output.write(MessageJson.text(answer).getBytes(StandardCharsets.UTF_8));
    }
}
