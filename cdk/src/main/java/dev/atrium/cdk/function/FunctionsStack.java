package dev.atrium.cdk.function;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.functions.edge.Routes;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every function, what streams and queues wake, and who else may call which. What cannot be worked
 * on is kept apart in one queue, by which function it was for.
 */
public final class FunctionsStack extends Stack {
    private static final String SETTLEMENT = "settle.SettlementHandler";
    private static final String VOID_ROOMS = "settle.VoidRoomsHandler";
    private static final String WAKE = "match.WakeHandler";

    /** The function makes a dead letter itself at the fifth; this is for what kills it before. */
    private static final int SETTLEMENT_TRIES = 100;

    private static final int REFUND_TRIES = 100;
    private static final int STREAM_BATCH = 10;
    private static final int LETTERS_KEPT_DAYS = 14;

    /** Rooms that are void, and refunds that operators order; nothing else wakes the function. */
    private static final List<String> VOIDS =
            List.of(
                    """
                    {"dynamodb":{"NewImage":{"status":{"S":["VOID"]}}}}\
                    """,
                    """
                    {"dynamodb":{"NewImage":{"refundOrderedAtMs":{"N":[{"exists":true}]}}}}\
                    """);

    private final FunctionPlaces places;
    private final Map<String, AtriumFunction> functions = new LinkedHashMap<>();
    private final Queue undelivered;

    /**
     * The functions of a stage.
     *
     * @param scope the app
     * @param places what they work on
     * @param webApiId the HTTP API's
     * @param props account and region
     * @throws IllegalArgumentException with what to do, if the account may not have so many
     */
    public FunctionsStack(
            Construct scope, FunctionPlaces places, String webApiId, StackProps props) {
        super(scope, places.deployment().stage().stack("functions"), props);
        this.places = places;
        Deployment deployment = places.deployment();
        deployment
                .quotas()
                .requireReservable(
                        FunctionPlan.all().stream()
                                .mapToInt(plan -> plan.size().atOnce(deployment.stage()))
                                .sum());
        Code code = Code.fromAsset(deployment.functions().toString());
        for (FunctionPlan plan : FunctionPlan.all()) {
            functions.put(plan.handler(), new AtriumFunction(this, plan, places, code));
        }
        undelivered =
                Queue.Builder.create(this, "undelivered")
                        .queueName(deployment.stage().stack("undelivered"))
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .retentionPeriod(Duration.days(LETTERS_KEPT_DAYS))
                        .build();
        Rules.except(
                undelivered, "AwsSolutions-SQS3", "It is what letters end in, and has an alarm.");
        undelivered.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("sqs:SendMessage"))
                        .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                        .resources(List.of(undelivered.getQueueArn()))
                        .conditions(
                                Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                        .build());
        stream(SETTLEMENT, Tables.OUTCOMES, SETTLEMENT_TRIES, List.of());
        stream(VOID_ROOMS, Tables.ROOMS, REFUND_TRIES, VOIDS);
        wakes();
        called(webApiId, Stream.concat(http(), Stream.of(Routes.httpAuthorizer())));
        called(places.socketApiId(), Stream.concat(socket(), Stream.of(Routes.socketAuthorizer())));
    }

    private static Stream<Routes.Handler> http() {
        return Routes.http().stream().map(Routes.HttpRoute::handler);
    }

    private static Stream<Routes.Handler> socket() {
        return Routes.socket().stream()
                .map(Routes.SocketRoute::target)
                .filter(Routes.SocketTarget.Lambda.class::isInstance)
                .map(target -> ((Routes.SocketTarget.Lambda) target).handler());
    }

    /** A table's changes call it, in the order of each key; what fails is halved to find it. */
    private void stream(String who, TableDefinition<?> table, int tries, List<String> filters) {
        AtriumFunction function = function(who);
        String stream = places.data().streamArn(table);
        function.role()
                .addToPolicy(
                        PolicyStatement.Builder.create()
                                .actions(
                                        List.of(
                                                "dynamodb:DescribeStream",
                                                "dynamodb:GetRecords",
                                                "dynamodb:GetShardIterator"))
                                .resources(List.of(stream))
                                .build());
        undelivered.grantSendMessages(function.alias());
        CfnEventSourceMapping.Builder mapping =
                CfnEventSourceMapping.Builder.create(this, "stream of " + table.name())
                        .functionName(function.alias().getFunctionArn())
                        .eventSourceArn(stream)
                        .startingPosition("TRIM_HORIZON")
                        .batchSize(STREAM_BATCH)
                        .bisectBatchOnFunctionError(true)
                        .maximumRetryAttempts(tries)
                        .functionResponseTypes(List.of("ReportBatchItemFailures"))
                        .destinationConfig(
                                CfnEventSourceMapping.DestinationConfigProperty.builder()
                                        .onFailure(
                                                CfnEventSourceMapping.OnFailureProperty.builder()
                                                        .destination(undelivered.getQueueArn())
                                                        .build())
                                        .build());
        if (!filters.isEmpty()) {
            mapping.filterCriteria(
                    CfnEventSourceMapping.FilterCriteriaProperty.builder()
                            .filters(
                                    filters.stream()
                                            .map(
                                                    pattern ->
                                                            CfnEventSourceMapping.FilterProperty
                                                                    .builder()
                                                                    .pattern(pattern)
                                                                    .build())
                                            .toList())
                            .build());
        }
        mapping.build();
    }

    /** To look at a queue of players may take a second: one at a time. */
    private void wakes() {
        AtriumFunction function = function(WAKE);
        places.data().wakes().grantConsumeMessages(function.alias());
        CfnEventSourceMapping.Builder.create(this, "queue of wakes")
                .functionName(function.alias().getFunctionArn())
                .eventSourceArn(places.data().wakes().getQueueArn())
                .batchSize(1)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .build();
    }

    /** API Gateway may call them, for that API alone. */
    private void called(String apiId, Stream<Routes.Handler> handlers) {
        for (String name : new TreeSet<>(handlers.map(Routes.Handler::className).toList())) {
            AtriumFunction function = function(name);
            CfnPermission.Builder.create(function, "called by gateway")
                    .action("lambda:InvokeFunction")
                    .functionName(function.alias().getFunctionArn())
                    .principal("apigateway.amazonaws.com")
                    .sourceArn(
                            "arn:aws:execute-api:%s:%s:%s/*"
                                    .formatted(getRegion(), getAccount(), apiId))
                    .build();
        }
    }

    /**
     * One of them.
     *
     * @param handler its class, with or without {@code dev.atrium.functions.}
     */
    public AtriumFunction function(String handler) {
        AtriumFunction function = functions.get(FunctionPlan.of(handler).handler());
        if (function == null) {
            throw new IllegalArgumentException(handler + " is not deployed");
        }
        return function;
    }

    /** What everybody calls of a function: its live version. */
    public String aliasArn(String handler) {
        return function(handler).alias().getFunctionArn();
    }

    /** What could not be delivered to functions. */
    public Queue undelivered() {
        return undelivered;
    }
}
