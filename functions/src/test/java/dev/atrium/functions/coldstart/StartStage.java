package dev.atrium.functions.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;
import dev.atrium.functions.coldstart.FunctionProcess.Layout;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalGateway;
import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.human.HumanConfig;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Puzzles;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Stores, a gateway and packaged functions: what starts of functions are measured on. The stores
 * stand in this process, functions run in their own.
 */
final class StartStage implements AutoCloseable {
    /** Reads the rate limit in Redis, writes a player into DynamoDB, and signs a token. */
    static final String GUEST = "dev.atrium.functions.auth.GuestHandler";

    /** As difficult as puzzles of a stack on one machine; to check one takes as long as any. */
    private static final int BITS = HumanConfig.BITS_LOCAL;

    /** Reads, and as many writes; it is as fast as it gets after them. */
    private static final int STORE_WARM_UP = 2_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "cold-";
    private static final String REDIS_PREFIX = "cold:";

    private final DynamoServer dynamo = DynamoServer.start(PREFIX);
    private final DynamoDbEnhancedClient enhanced =
            DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo.client()).build();
    private final LocalGateway gateway = LocalGateway.start();
    private final TakenMessages messages = TakenMessages.start();
    private final PackagedFunctions functions;
    private final Path folder;
    private int guests;

    private StartStage(PackagedFunctions functions, Path folder) throws IOException {
        this.functions = functions;
        this.folder = folder;
        host();
    }

    /**
     * Fresh stores.
     *
     * @param target the build's folder of this module
     */
    static StartStage open(Path target) throws IOException {
        return new StartStage(
                PackagedFunctions.of(target), Files.createTempDirectory("atrium-cold-start"));
    }

    /** A host that lives, with room for every match. */
    private void host() {
        Tables.HOSTS
                .in(enhanced, PREFIX)
                .putItem(
                        new HostRow(
                                "h-1",
                                "local",
                                "ws://127.0.0.1/1",
                                "http://127.0.0.1",
                                "test",
                                List.of("arena.blitz@3", "arena.practice@1", "arena.siege@2"),
                                1_000_000,
                                0,
                                false,
                                1,
                                0));
        RedisClient client = RedisClient.create(LocalStores.sharedRedis().toString());
        client.connect().sync().set(new RedisKeys(REDIS_PREFIX).hostAlive("h-1"), "1");
        client.shutdown();
    }

    /** Has DynamoDB Local compile what reads and writes: it is no part of what is measured. */
    void warmStores() {
        for (int i = 0; i < STORE_WARM_UP; i++) {
            String nobody = "warm-up-" + i;
            connected(nobody, nobody);
            var _ =
                    Tables.CONNECTIONS
                            .in(enhanced, PREFIX)
                            .getItem(Key.builder().partitionValue(nobody).build());
        }
    }

    /** Whether somebody was called to a match on that connection. */
    boolean isCalledToMatch(String connectionId) {
        return gateway.posts(connectionId).stream()
                .anyMatch(post -> post.path("type").asText().equals("match-found"));
    }

    /** An open socket of a player. */
    void connected(String connectionId, String playerId) {
        long nowMs = System.currentTimeMillis();
        Tables.CONNECTIONS
                .in(enhanced, PREFIX)
                .putItem(
                        new ConnectionRow(
                                connectionId,
                                playerId,
                                "Ada",
                                "owl",
                                nowMs,
                                nowMs / 1_000 + 7_200));
    }

    /** A way to start, over these stores. */
    Launch launch(Layout layout, String... flags) {
        return new Launch(
                layout,
                List.of(flags),
                Map.ofEntries(
                        Map.entry("AWS_ENDPOINT_URL", dynamo.endpoint().toString()),
                        Map.entry("AWS_ENDPOINT_URL_SQS", messages.endpoint().toString()),
                        Map.entry(FunctionConfig.WAKE_QUEUE_URL, messages.endpoint() + "/0/wakes"),
                        Map.entry("ATRIUM_TABLE_PREFIX", PREFIX),
                        Map.entry("ATRIUM_REDIS_PREFIX", REDIS_PREFIX),
                        Map.entry("ATRIUM_REDIS_URI", LocalStores.sharedRedis().toString()),
                        Map.entry("ATRIUM_GATEWAY_ENDPOINT", gateway.endpoint().toString()),
                        Map.entry(HumanConfig.BITS, Integer.toString(BITS)),
                        Map.entry("ATRIUM_KEYS", keys().toString()),
                        Map.entry("ATRIUM_ARCHIVE", folder.resolve("archive").toString())));
    }

    /** Starts that handler so. */
    FunctionProcess start(String handler, Launch launch) throws IOException {
        return FunctionProcess.start(functions.task(), handler, launch);
    }

    /** What they are made of. */
    PackagedFunctions functions() {
        return functions;
    }

    /** A guest who signs up, each from another address, and has solved his puzzle. */
    String guest() {
        guests++;
        String address = "10.%d.%d.%d".formatted(guests >> 16, guests >> 8 & 255, guests & 255);
        ObjectNode body = JSON.createObjectNode().put("name", "Ada").put("icon", "owl");
        String puzzle = puzzles().make("sign-up", address, BITS, random(), Instant.now()).text();
        body.putObject("proof").put("puzzle", puzzle).put("solution", Puzzles.solve(puzzle, BITS));
        ObjectNode event = LocalFunctions.sample("http");
        event.put("body", body.toString());
        event.withObject("/requestContext/http").put("sourceIp", address);
        return event.toString();
    }

    /** Those of the functions, whose key is in their folder. */
    private Puzzles puzzles() {
        return new Puzzles(new KeyFolder(keys()).secret(KeyFolder.PUZZLES));
    }

    private byte[] random() {
        byte[] bytes = new byte[Puzzles.RANDOM_BYTES];
        // Stages share a Redis, which remembers for a while what was solved.
        new Random(Objects.hash(folder, guests)).nextBytes(bytes);
        return bytes;
    }

    /** Where the keys are, if no others are asked for. */
    Path keys() {
        return folder.resolve("keys");
    }

    /**
     * What an HTTP handler told the caller.
     *
     * @throws IllegalStateException if it refused or failed
     */
    static JsonNode body(RuntimeApi.Answer answer) throws IOException {
        JsonNode response = JSON.readTree(answer.body());
        if (answer.failed() || response.path("statusCode").asInt() != 200) {
            throw new IllegalStateException("the function failed: " + answer.body());
        }
        return JSON.readTree(response.path("body").asText("{}").replaceFirst("^$", "{}"));
    }

    @Override
    public void close() {
        gateway.close();
        messages.close();
        dynamo.close();
    }
}
