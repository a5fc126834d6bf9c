package dev.atrium.localstack.invoke;

import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.server.GatewayServer;
import dev.atrium.localstack.lambda.LambdaFunction;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves invocations of functions until it is closed. */
public final class InvokeEndpoint implements AutoCloseable {
    private final GatewayServer server;
    private final ExecutorService workers;

    private InvokeEndpoint(GatewayServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Starts to serve.
     *
     * @param port of the loopback interface
     * @param functions each under its own name
     * @throws dev.atrium.localstack.gateway.server.PortInUseException if somebody else has the port
     */
    public static InvokeEndpoint start(int port, List<? extends LambdaFunction> functions) {
        Map<String, LambdaFunction> byName =
                functions.stream()
                        .collect(Collectors.toMap(LambdaFunction::name, Function.identity()));
        // As many threads as there are requests; the functions' concurrency bounds those.
        ExecutorService workers =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("invoke-", 0).factory());
        try {
            GatewayServer server =
                    GatewayServer.start(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            GatewayLimits.aws(),
                            new InvokeService(byName),
                            workers);
            return new InvokeEndpoint(server, workers);
        } catch (RuntimeException notStarted) {
            workers.shutdownNow();
            throw notStarted;
        }
    }

    /** Where the SDK's client of Lambda is to be led: {@code AWS_ENDPOINT_URL_LAMBDA}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.stopListening();
        server.close();
        workers.shutdownNow();
        try {
            workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
