package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.Routes.EventKind;
import dev.atrium.functions.edge.Routes.Handler;
import dev.atrium.functions.edge.Routes.SocketTarget;
import dev.atrium.functions.wake.RecordedWakes;
import dev.atrium.rights.UsedRights;
import dev.atrium.wire.Json;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Handlers over real stores, called by route with the event JSON of AWS and through the
 * serialization of its runtime. Every instance has stores of its own.
 */
public final class LocalFunctions implements AutoCloseable {
    /** What a handler answers is one text within a text, as long as Lambda lets it be. */
    private static final ObjectMapper AS_LAMBDA = new ObjectMapper();

    /** The connection of the sample events. */
    public static final String CONNECTION = "KbTmXfbbliACHYg=";

    /** The player of the sample events. */
    public static final String PLAYER = "p-000000000000000000000001";

    private final LocalStores stores = LocalStores.open();
    private final LocalGateway gateway = LocalGateway.start();
    private final RecordedWakes wakes = new RecordedWakes();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-07-21T17:26:24Z"));
    private final Path folder;
    private final Map<String, String> environment;
    private final UnaryOperator<DynamoDbClient> between;
    private final Map<String, Functions> processes = new ConcurrentHashMap<>();
    private final Functions functions;

    private LocalFunctions(
            Path folder, Map<String, String> more, UnaryOperator<DynamoDbClient> between) {
        this.folder = folder;
        this.between = between;
        environment =
                new HashMap<>(
                        Map.of(
                                "ATRIUM_TABLE_PREFIX", stores.tablePrefix(),
                                "ATRIUM_REDIS_PREFIX", stores.redisPrefix(),
                                "ATRIUM_REDIS_URI", stores.redisUri().toString(),
                                "ATRIUM_GATEWAY_ENDPOINT", gateway.endpoint().toString(),
                                "ATRIUM_KEYS", folder.resolve("keys").toString(),
                                "ATRIUM_ARCHIVE", folder.resolve("archive").toString(),
                                "ATRIUM_DOMAIN", "play.example",
                                "ATRIUM_PROOF_OF_WORK_BITS", "0",
                                "ATRIUM_ORIGINS", "https://play.example"));
        environment.put("ATRIUM_REDIS_CLUSTER", LocalStores.redisCluster());
        environment.putAll(more);
        functions = process();
    }

    private Functions process() {
        return new Functions(
                FunctionConfig.from(environment),
                new Functions.Clients(
                        () -> between.apply(stores.dynamo()),
                        gateway::client,
                        wakes::client,
                        clock),
                new Functions.Between(HeardRedis::new, HeardKeys::new, HeardArchive::new));
    }

    /** The functions of a process that runs nothing but that handler, as on Lambda. */
    public Functions ownProcess(Class<?> handler) {
        return ownProcess(handler.getName());
    }

    private Functions ownProcess(String handler) {
        return processes.computeIfAbsent(handler, name -> process());
    }

    /** Fresh stores and keys. */
    public static LocalFunctions open() {
        return open(Map.of());
    }

    /** The same with other or more environment variables. */
    public static LocalFunctions open(Map<String, String> more) {
        return open(more, UnaryOperator.identity());
    }

    /**
     * The same with something between them and DynamoDB.
     *
     * @param between makes of its client the one that they use
     */
    public static LocalFunctions open(
            Map<String, String> more, UnaryOperator<DynamoDbClient> between) {
        try {
            return new LocalFunctions(Files.createTempDirectory("atrium-functions"), more, between);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Functions over the same tables that look for Redis elsewhere. */
    static Functions without(LocalFunctions local, String redisUri) {
        Map<String, String> environment = new HashMap<>(local.environment);
        environment.put("ATRIUM_REDIS_URI", redisUri);
        return new Functions(
                FunctionConfig.from(environment),
                new Functions.Clients(local.stores::dynamo, local.gateway::client, local.clock));
    }

    /** What a caller of the HTTP API gets. */
    public record Response(int status, JsonNode headers, JsonNode body) {
        /** The code of a problem. */
        public String code() {
            return body.path("code").asText();
        }
    }

    /** Where the keys are, if no others were asked for. */
    public Path keyFolder() {
        return folder.resolve("keys");
    }

    /** Where the archive is, if no other was asked for. */
    public Path archiveFolder() {
        return folder.resolve("archive");
    }

    /** The composition root, of a process that runs whatever a test wants. */
    public Functions functions() {
        return functions;
    }

    /** Where they keep everything. */
    public LocalStores stores() {
        return stores;
    }

    /** What takes their posts. */
    public LocalGateway gateway() {
        return gateway;
    }

    /** What takes their wakes, and wakes nobody. */
    public RecordedWakes wakes() {
        return wakes;
    }

    /** Their wall clock. */
    public SettableClock clock() {
        return clock;
    }

    /** An event as AWS would send it, to be changed as a test wants it. */
    public static ObjectNode sample(String name) {
        try (InputStream json = LocalFunctions.class.getResourceAsStream(name + ".json")) {
            return (ObjectNode) Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls a route of the HTTP API with a body. */
    public Response http(String routeKey, String body) {
        return http(routeKey, event -> event.put("body", body));
    }

    /** Calls a route of the HTTP API; no authorizer runs. */
    public Response http(String routeKey, Consumer<ObjectNode> change) {
        ObjectNode event = sample("http");
        event.put("routeKey", routeKey);
        change.accept(event);
        Handler handler =
                Routes.http().stream()
                        .filter(r -> r.key().equals(routeKey))
                        .findFirst()
                        .orElseThrow()
                        .handler();
        JsonNode response = call(handler, event);
        return new Response(
                response.path("statusCode").asInt(),
                response.path("headers"),
                parse(body(response)));
    }

    /** Calls a guarded route as API Gateway does: first the authorizer, then the handler. */
    public Response httpAs(String token, String routeKey, String body) {
        ObjectNode asked = sample("http-authorizer");
        asked.withObject("/headers").put("authorization", "Bearer " + token);
        JsonNode context = call(Routes.httpAuthorizer(), asked).path("context");
        return http(
                routeKey,
                event ->
                        event.put("body", body)
                                .withObject("/requestContext/authorizer")
                                .set("lambda", context));
    }

    /** As API Gateway and a browser would unpack it. */
    private static String body(JsonNode response) {
        String body = response.path("body").asText();
        if (!response.path("isBase64Encoded").asBoolean()) {
            return body;
        }
        byte[] packed = Base64.getDecoder().decode(body);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text on the sample's connection; the message that was posted for it. */
    public JsonNode send(String text) {
        return send(text, event -> {});
    }

    /** Sends text on a connection; the message that was posted for it. */
    public JsonNode send(String text, Consumer<ObjectNode> change) {
        ObjectNode event = sample("websocket-message");
        event.put("body", text);
        change.accept(event);
        String connectionId = event.path("requestContext").path("connectionId").asText();
        int before = gateway.posts(connectionId).size();
        JsonNode response = socketRoute(routeOf(text), event);
        if (response.path("statusCode").asInt() != 200) {
            throw new AssertionError("a Lambda that answered says 200: " + response);
        }
        int after = gateway.posts(connectionId).size();
        if (after != before + 1) {
            throw new AssertionError("one answer to one message, not " + (after - before));
        }
        return gateway.posts(connectionId).get(before);
    }

    /** Calls a route of the WebSocket API; no authorizer runs. */
    public JsonNode socketRoute(String routeKey, ObjectNode event) {
        ((ObjectNode) event.path("requestContext")).put("routeKey", routeKey);
        return Routes.socket().stream()
                .filter(r -> r.key().equals(routeKey))
                .findFirst()
                .map(Routes.SocketRoute::target)
                .map(SocketTarget.Lambda.class::cast)
                .map(lambda -> call(lambda.handler(), event))
                .orElseThrow();
    }

    /** Calls a handler as Lambda does: JSON in, JSON out. */
    public JsonNode call(Handler handler, JsonNode event) {
        return call(handler.create(ownProcess(handler.className())), handler.kind(), event);
    }

    /** Calls a handler that was made otherwise. */
    public JsonNode call(RequestHandler<?, ?> created, EventKind kind, JsonNode event) {
        return switch (kind) {
            case EventKind.HTTP -> call(created, APIGatewayV2HTTPEvent.class, event);
            case EventKind.WEB_SOCKET -> call(created, APIGatewayV2WebSocketEvent.class, event);
            case EventKind.HTTP_AUTHORIZER ->
                    call(created, APIGatewayV2CustomAuthorizerEvent.class, event);
            case EventKind.WEB_SOCKET_AUTHORIZER ->
                    call(created, APIGatewayCustomAuthorizerEvent.class, event);
        };
    }

    @SuppressWarnings("unchecked") // The route table says what its handlers take.
    private static <E> JsonNode call(RequestHandler<?, ?> handler, Class<E> type, JsonNode event) {
        ClassLoader loader = LocalFunctions.class.getClassLoader();
        PojoSerializer<E> in = LambdaEventSerializers.serializerFor(type, loader);
        E read = in.fromJson(new ByteArrayInputStream(bytes(event)));
        Object result =
                UsedRights.calledFor(
                        handler.getClass(),
                        () -> ((RequestHandler<E, Object>) handler).handleRequest(read, null));
        PojoSerializer<Object> out =
                LambdaEventSerializers.serializerFor((Class<Object>) result.getClass(), loader);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        out.toJson(result, json);
        return parse(json.toString(StandardCharsets.UTF_8));
    }

    /** As API Gateway selects: {@code $request.body.action}. */
    private static String routeOf(String text) {
        try {
            String action = Json.mapper().readTree(text).path("action").asText("$default");
            return Routes.socket().stream().anyMatch(r -> r.key().equals(action))
                    ? action
                    : "$default";
        } catch (IOException e) {
            return "$default";
        }
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return Json.mapper().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return AS_LAMBDA.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        functions.close();
        processes.values().forEach(Functions::close);
        gateway.close();
        stores.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
