package dev.atrium.host.seed;

import dev.atrium.vrf.SeedExchange;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The function on Lambda, or on what stands in for it. */
public final class LambdaSeedFunction implements SeedFunction {
    private final LambdaClient lambda;
    private final String name;

    /**
     * That function behind that client.
     *
     * @param name its name or ARN
     */
    public LambdaSeedFunction(LambdaClient lambda, String name) {
        this.lambda = lambda;
        this.name = name;
    }

    @Override
    public SeedExchange.Answer ask(SeedExchange.Request request) {
        SdkBytes event = SdkBytes.fromUtf8String(MessageJson.text(request));
        InvokeResponse response = lambda.invoke(call -> call.functionName(name).payload(event));
        if (response.functionError() != null) {
            // Its payload tells more, and may tell too much for a log.
            throw new IllegalStateException("the function of seeds: " + response.functionError());
        }
        try {
            return MessageJson.read(
                    Json.object(response.payload().asByteArray()), SeedExchange.Answer.class);
        } catch (WireException e) {
            throw new IllegalStateException("the function of seeds answers with something else", e);
        }
    }
}
