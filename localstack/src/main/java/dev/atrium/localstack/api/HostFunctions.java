package dev.atrium.localstack.api;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.seed.SeedHandler;
import dev.atrium.identity.KeySource;
import dev.atrium.localstack.invoke.InvokeEndpoint;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import java.util.List;

/** The functions that room hosts call. */
public final class HostFunctions {
    /** Draws seeds. */
    public static final String SEEDS = "seeds";

    private HostFunctions() {}

    /** Serves them on that port of the loopback interface. */
    public static InvokeEndpoint start(int port, Functions functions) {
        // Beside the start of the rest: hosts take longest.
        Thread.ofPlatform().daemon().name("warm-seeds").start(SeedHandler::warm);
        functions.keys().publish(KeySource.VRF);
        return InvokeEndpoint.start(
                port,
                List.of(
                        LocalLambda.ofStream(
                                LambdaSettings.named(SEEDS), new SeedHandler(functions))));
    }
}
