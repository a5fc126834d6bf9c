package dev.atrium.localstack.attached;

import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.localstack.api.AtriumApis;
import dev.atrium.localstack.api.BackgroundFunctions;
import dev.atrium.localstack.api.HostFunctions;
import dev.atrium.localstack.api.LocalAws;
import dev.atrium.localstack.gateway.GatewayEmulator;
import dev.atrium.localstack.gateway.GatewaySettings;
import dev.atrium.localstack.gateway.assets.FolderAssets;
import dev.atrium.localstack.gateway.assets.StaticSite;
import dev.atrium.localstack.gateway.assets.WebJarAssets;
import dev.atrium.localstack.queue.DelayedQueue;
import dev.atrium.localstack.queue.QueueEndpoint;
import dev.atrium.localstack.queue.QueueSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gateway and functions that run over given stores; a composition root. Wakes of matchmaking go
 * through a queue of its own, since what takes them is its own too.
 */
final class AttachedGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedGateway.class);

    /** What must be ended, last started first. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private AttachedGateway() {}

    /**
     * Starts everything; the tables must be there.
     *
     * @param webFolder the web client
     * @throws IllegalArgumentException if a variable of the functions is wrong
     * @throws IOException if a port cannot be listened at
     */
    static AttachedGateway start(AttachedOptions options, Path webFolder) throws IOException {
        AttachedGateway gateway = new AttachedGateway();
        try {
            gateway.startAll(options, webFolder);
            return gateway;
        } catch (IOException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private void startAll(AttachedOptions options, Path webFolder) throws IOException {
        LocalAws aws = new LocalAws(options.stores(), options.accessKeyId());
        DynamoDbClient dynamo = aws.dynamoDb();
        running.push(dynamo);
        DelayedQueue wakes = new DelayedQueue(QueueSettings.named("atrium-wakes"));
        QueueEndpoint queues = runs(QueueEndpoint.start(0, List.of(wakes)));
        Map<String, String> environment = new HashMap<>(options.environment());
        environment.put(FunctionConfig.WAKE_QUEUE_URL, queues.queueUrl(wakes.name()).toString());
        FunctionConfig config = FunctionConfig.from(environment);
        Functions functions =
                runs(
                        new Functions(
                                config,
                                new Functions.Clients(
                                        () -> dynamo,
                                        () -> aws.gateway(config.gatewayEndpoint()),
                                        () -> aws.sqs(queues.url()),
                                        InstantSource.system())));
        runs(HostFunctions.start(options.invokePort(), functions));
        BackgroundFunctions.loadQuestions(functions);
        AtriumApis apis = new AtriumApis(functions, options.gatewayKey(), options.hosts());
        runs(
                GatewayEmulator.start(
                        GatewaySettings.local(options.port(), options.accessKeyId()),
                        apis.http(),
                        apis.webSocket(),
                        new StaticSite(
                                new FolderAssets(webFolder),
                                new WebJarAssets(AttachedGateway.class.getClassLoader()))));
        runs(BackgroundFunctions.start(functions, aws, dynamo, wakes));
    }

    private <T extends AutoCloseable> T runs(T part) {
        running.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not end cleanly: {}", part.getClass().getSimpleName(), "" + e);
            }
        }
    }
}
