package dev.atrium.cdk.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.GrantedRights;
import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.functions.edge.Routes;
import dev.atrium.rights.Right;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionsStackIT {
    private static final String STACK = "atrium-prod-functions";
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
    private static final int RESOURCES_MAX = 500;

    /** What Lambda itself asks of AWS with a function's role: to read a stream or a queue. */
    private static final Set<String> OF_MAPPINGS =
            Set.of(
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "sqs:ChangeMessageVisibility",
                    "sqs:DeleteMessage",
                    "sqs:GetQueueAttributes",
                    "sqs:GetQueueUrl",
                    "sqs:ReceiveMessage");

    private final Templates templates = Templates.of(Stage.PROD);

    private Map<String, JsonNode> functions() {
        Map<String, JsonNode> byHandler = new TreeMap<>();
        templates
                .resources(STACK, FUNCTION)
                .values()
                .forEach(
                        function ->
                                byHandler.put(
                                        function.path("Properties").path("Handler").asText(),
                                        function.path("Properties")));
        return byHandler;
    }

    private static Stream<String> routed() {
        Stream<Routes.Handler> sockets =
                Routes.socket().stream()
                        .map(Routes.SocketRoute::target)
                        .filter(Routes.SocketTarget.Lambda.class::isInstance)
                        .map(target -> ((Routes.SocketTarget.Lambda) target).handler());
        return Stream.of(
                        Routes.http().stream().map(Routes.HttpRoute::handler),
                        sockets,
                        Stream.of(Routes.httpAuthorizer(), Routes.socketAuthorizer()))
                .flatMap(handlers -> handlers)
                .map(Routes.Handler::className);
    }

    @Test
    void everyHandlerOfARouteIsDeployed() {
        Map<String, JsonNode> functions = functions();
        routed().forEach(handler -> assertTrue(functions.containsKey(handler), handler));
        assertEquals(FunctionPlan.all().size(), functions.size());
    }

    @Test
    void eachIsSnapshottedOnArmWithALogOfItsOwnAndTraced() {
        functions()
                .forEach(
                        (handler, function) -> {
                            assertEquals("java25", function.path("Runtime").asText(), handler);
                            assertEquals("arm64", function.path("Architectures").path(0).asText());
                            assertEquals(
                                    "PublishedVersions",
                                    function.path("SnapStart").path("ApplyOn").asText());
                            assertEquals(
                                    "Active", function.path("TracingConfig").path("Mode").asText());
                            assertTrue(function.path("LoggingConfig").has("LogGroup"), handler);
                            assertTrue(function.path("ReservedConcurrentExecutions").asInt() > 0);
                            assertTrue(function.has("KmsKeyArn"), handler);
                        });
        int count = FunctionPlan.all().size();
        assertEquals(count, templates.resources(STACK, "AWS::Lambda::Alias").size());
        assertEquals(count, templates.resources(STACK, "AWS::Lambda::Version").size());
        Set<String> kept = new TreeSet<>();
        templates
                .resources(STACK, "AWS::Logs::LogGroup")
                .values()
                .forEach(log -> kept.add(log.path("Properties").path("RetentionInDays").asText()));
        assertEquals(Set.of("90"), kept);
    }

    /** The heart of it: rights that are known are those that tests refuse all others but. */
    @Test
    void eachMayDoExactlyWhatItsRightsSay() {
        Map<String, GrantedRights> granted = GrantedRights.byRole(templates.stack(STACK));
        for (FunctionPlan plan : FunctionPlan.all()) {
            String role =
                    functions()
                            .get(plan.handler())
                            .path("Role")
                            .path("Fn::GetAtt")
                            .path(0)
                            .asText();
            SortedSet<Right> wanted = new TreeSet<>(plan.rights());
            wanted.removeIf(right -> right.action().equals("elasticache:Connect"));
            assertEquals(
                    wanted, granted.get(role).rights("atrium-prod-", OF_MAPPINGS), plan.handler());
        }
    }

    @Test
    void variablesAreThoseOfWhatItMayDo() {
        Map<String, JsonNode> functions = functions();
        for (FunctionPlan plan : FunctionPlan.all()) {
            Set<String> wanted =
                    new TreeSet<>(Set.of("ATRIUM_DOMAIN", "ATRIUM_ORIGINS", "ATRIUM_TABLE_PREFIX"));
            if (plan.asksRedis()) {
                wanted.addAll(Set.of("ATRIUM_REDIS_CLUSTER", "ATRIUM_REDIS_URI"));
            }
            if (Routes.http().stream()
                    .anyMatch(route -> route.handler().className().equals(plan.handler()))) {
                wanted.add("ATRIUM_EDGE_KEY");
            }
            Map<String, String> byAction =
                    Map.of(
                            "execute-api:ManageConnections", "ATRIUM_GATEWAY_ENDPOINT",
                            "secretsmanager:GetSecretValue", "ATRIUM_KEYS",
                            "s3:GetObject", "ATRIUM_ARCHIVE",
                            "sqs:SendMessage", "ATRIUM_WAKE_QUEUE_URL");
            plan.rights()
                    .forEach(
                            right -> {
                                if (byAction.containsKey(right.action())) {
                                    wanted.add(byAction.get(right.action()));
                                }
                            });
            JsonNode function = functions.get(plan.handler());
            Set<String> given = new TreeSet<>();
            function.path("Environment")
                    .path("Variables")
                    .fieldNames()
                    .forEachRemaining(given::add);
            assertEquals(wanted, given, plan.handler());
            assertEquals(plan.asksRedis(), function.has("VpcConfig"), plan.handler());
        }
    }

    @Test
    void noPasswordStandsInATemplate() {
        for (String stack : templates.stacks()) {
            String text = templates.stack(stack).toString();
            assertFalse(text.matches("(?s).*rediss://:[^{\"<].*"), stack);
        }
    }

    @Test
    void settlementAndRefundsAreCalledByStreamsWithWhatFailsKeptApart() {
        Map<String, JsonNode> byFunction = new TreeMap<>();
        templates
                .resources(STACK, MAPPING)
                .values()
                .forEach(
                        mapping ->
                                byFunction.put(
                                        mapping.path("Properties")
                                                .path("FunctionName")
                                                .path("Ref")
                                                .asText()
                                                .replaceFirst("live.*", ""),
                                        mapping.path("Properties")));
        assertEquals(Set.of("settlement", "voidrooms", "wake"), byFunction.keySet());
        for (String name : Set.of("settlement", "voidrooms")) {
            JsonNode mapping = byFunction.get(name);
            assertEquals(100, mapping.path("MaximumRetryAttempts").asInt(), name);
            assertTrue(mapping.path("BisectBatchOnFunctionError").asBoolean(), name);
            assertEquals(
                    "[\"ReportBatchItemFailures\"]",
                    mapping.path("FunctionResponseTypes").toString());
            assertTrue(mapping.path("DestinationConfig").path("OnFailure").has("Destination"));
        }
        String rooms = byFunction.get("voidrooms").path("EventSourceArn").toString();
        assertTrue(rooms.contains(Tables.ROOMS.name()), rooms);
        assertEquals(2, byFunction.get("voidrooms").path("FilterCriteria").path("Filters").size());
        assertEquals(1, byFunction.get("wake").path("BatchSize").asInt());
    }

    @Test
    void aStackHasFewerResourcesThanCloudFormationTakes() {
        for (String stack : templates.stacks()) {
            int resources = templates.stack(stack).path("Resources").size();
            assertTrue(resources <= RESOURCES_MAX, stack + " has " + resources);
        }
    }
}
