package dev.atrium.localstack.queue;

import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.server.GatewayServer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes messages for queues, on a port of the loopback interface, until it is closed. */
public final class QueueEndpoint implements AutoCloseable {
    /** Whose queues these are. */
    static final String ACCOUNT = "000000000000";

    private final GatewayServer server;
    private final ExecutorService workers;

    private QueueEndpoint(GatewayServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Starts to serve.
     *
     * @param port of the loopback interface; 0 for any free one
     * @param queues each under its own name
     * @throws dev.atrium.localstack.gateway.server.PortInUseException if somebody else has the port
     */
    public static QueueEndpoint start(int port, List<DelayedQueue> queues) {
        QueueService service =
                new QueueService(
                        queues.stream()
                                .collect(
                                        Collectors.toMap(DelayedQueue::name, Function.identity())));
        // As many threads as there are requests, none of which waits for anything.
        ExecutorService workers =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sqs-", 0).factory());
        try {
            GatewayServer server =
                    GatewayServer.start(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            GatewayLimits.aws(),
                            service,
                            workers);
            return new QueueEndpoint(server, workers);
        } catch (RuntimeException notStarted) {
            workers.shutdownNow();
            throw notStarted;
        }
    }

    /** Where the SDK's client of SQS is to be led: {@code AWS_ENDPOINT_URL_SQS}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The URL of a queue, as messages for it name it. */
    public URI queueUrl(String name) {
        return url().resolve(path(name));
    }

    static String path(String name) {
        return "/" + ACCOUNT + "/" + name;
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
