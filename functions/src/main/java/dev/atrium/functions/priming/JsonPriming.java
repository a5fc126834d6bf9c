package dev.atrium.functions.priming;

import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads and writes messages as handlers do. */
public final class JsonPriming {
    private static final String TEXT =
            """
            {"action":"priming","id":"1","name":"Priming","count":1,"many":["a"],"maybe":true}\
            """;

    private JsonPriming() {}

    /** A record with what messages are made of. */
    record Sample(String name, long count, List<String> many, Optional<Boolean> maybe)
            implements Message {}

    /**
     * Envelopes, bodies, answers and refusals.
     *
     * @throws WireException never: the text is one of ours
     */
    public static void run() throws WireException {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        ClientMessage message = ClientMessage.parse(utf8);
        Sample sample = message.as(Sample.class);
        var _ = MessageJson.read(Json.object(utf8), Sample.class);
        var _ = ServerMessage.answer(message.id(), sample);
        var _ =
                ServerMessage.answer(
                        message.id(), ErrorBody.of(ErrorCode.RATE_LIMITED, message.action()));
        var _ = MessageJson.text(Problem.of(ErrorCode.UNAVAILABLE));
    }
}
