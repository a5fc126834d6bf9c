package dev.atrium.cdk;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.dynamodb.TableAttributesV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.CfnParametersCode;
import software.amazon.awscdk.services.lambda.CfnParametersCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs by itself and is no host: the sweepers of rooms that nobody opens and of codes whose
 * rooms are over, each once a minute, and the loader of questions, after each deployment of this
 * stack and once an hour. Their code is an object of a bucket that whoever deploys names.
 */
public final class ScheduleStack extends Stack {
    /** What EventBridge calls for rooms. */
    static final String SWEEPER = "dev.atrium.functions.placement.RoomSweeperHandler";

    /** What EventBridge calls for codes. */
    static final String CODE_SWEEPER = "dev.atrium.functions.party.RoomCodeSweeperHandler";

    /** What EventBridge calls for accounts whose deletion was cut off. */
    static final String DELETION_SWEEPER = "dev.atrium.functions.account.DeletionSweeperHandler";

    private static final List<TableDefinition<?>> WRITTEN_BY_DELETIONS =
            List.of(
                    Tables.ACCOUNT_DELETIONS,
                    Tables.PLAYERS,
                    Tables.USER_NAMES,
                    Tables.WALLETS,
                    Tables.BOARDS,
                    Tables.MATCHES,
                    Tables.PLAYER_GAME_STATS,
                    Tables.GAMES,
                    Tables.PARTY_TOTALS,
                    Tables.RECENT_QUESTIONS,
                    Tables.RATINGS,
                    Tables.TICKETS,
                    Tables.PARTIES,
                    Tables.PARTY_MEMBERS,
                    Tables.CONNECTIONS,
                    Tables.SIGN_OUTS,
                    Tables.ACCOUNTS,
                    Tables.POSTINGS);

    /** What EventBridge calls after a deployment. */
    static final String QUESTION_LOADER = "dev.atrium.functions.question.QuestionLoaderHandler";

    private static final List<String> DEPLOYED = List.of("CREATE_COMPLETE", "UPDATE_COMPLETE");
    private static final int MEMORY_MIB = 512;
    private static final int TIMEOUT_S = 30;

    private final Stage stage;
    private final String gatewayEndpoint;
    private final String redisUri;
    private final CfnParametersCode code;
    private final Map<String, ITableV2> tables = new HashMap<>();

    /**
     * The schedules of a stage.
     *
     * @param scope the app
     * @param stage whose tables are swept
     * @param props account and region
     */
    public ScheduleStack(Construct scope, Stage stage, StackProps props) {
        super(scope, "atrium-" + stage.name() + "-schedules", props);
        this.stage = stage;
        this.gatewayEndpoint =
                parameter(
                                "GatewayEndpoint",
                                "The @connections endpoint, https://…: where players are told")
                        .getValueAsString();
        this.redisUri =
                CfnParameter.Builder.create(this, "RedisUri")
                        .description("Redis, rediss://…: where the codes of rooms are listed")
                        // It may hold a password.
                        .noEcho(true)
                        .build()
                        .getValueAsString();
        this.code =
                Code.fromCfnParameters(
                        CfnParametersCodeProps.builder()
                                .bucketNameParam(
                                        parameter(
                                                "CodeBucket", "The bucket of the functions' code"))
                                .objectKeyParam(
                                        parameter("CodeKey", "The functions' code in that bucket"))
                                .build());
        sweepers();
        questionLoader();
    }

    private void sweepers() {
        Function sweeper =
                everyMinute("room-sweeper", SWEEPER, "ATRIUM_GATEWAY_ENDPOINT", gatewayEndpoint);
        ITableV2 rooms = table(Tables.ROOMS);
        rooms.grantReadWriteData(sweeper);
        table(Tables.CONNECTIONS).grantReadWriteData(sweeper);
        Function codeSweeper =
                everyMinute("room-code-sweeper", CODE_SWEEPER, "ATRIUM_REDIS_URI", redisUri);
        rooms.grantReadData(codeSweeper);
        table(Tables.ROOM_CODES).grantReadWriteData(codeSweeper);
        Function deletionSweeper =
                everyMinute("deletion-sweeper", DELETION_SWEEPER, "ATRIUM_REDIS_URI", redisUri);
        deletionSweeper.addEnvironment("ATRIUM_GATEWAY_ENDPOINT", gatewayEndpoint);
        table(Tables.ESCROWS).grantReadData(deletionSweeper);
        table(Tables.SEASONS).grantReadData(deletionSweeper);
        WRITTEN_BY_DELETIONS.forEach(written -> table(written).grantReadWriteData(deletionSweeper));
    }

    /** A function that EventBridge calls once a minute. */
    private Function everyMinute(String name, String handler, String variable, String value) {
        Function function = function(name, handler, variable, value);
        Rule.Builder.create(this, name + "-every-minute")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(new LambdaFunction(function)))
                .build();
        return function;
    }

    /**
     * Loading what is there already writes nothing. The hour is for a deployment that the rule did
     * not hear of, such as the one that made it.
     */
    private void questionLoader() {
        Function loader =
                function(
                        "question-loader",
                        QUESTION_LOADER,
                        "ATRIUM_GATEWAY_ENDPOINT",
                        gatewayEndpoint);
        table(Tables.QUESTIONS).grantReadWriteData(loader);
        Rule.Builder.create(this, "after-deployment")
                .eventPattern(
                        EventPattern.builder()
                                .source(List.of("aws.cloudformation"))
                                .detailType(List.of("CloudFormation Stack Status Change"))
                                .detail(
                                        Map.of(
                                                "stack-id",
                                                List.of(getStackId()),
                                                "status-details",
                                                Map.of("status", DEPLOYED)))
                                .build())
                .targets(List.of(new LambdaFunction(loader)))
                .build();
        Rule.Builder.create(this, "every-hour")
                .schedule(Schedule.rate(Duration.hours(1)))
                .targets(List.of(new LambdaFunction(loader)))
                .build();
    }

    private Function function(String name, String handler, String variable, String value) {
        return Function.Builder.create(this, name)
                .runtime(Runtime.JAVA_25)
                .handler(handler)
                .code(code)
                .memorySize(MEMORY_MIB)
                .timeout(Duration.seconds(TIMEOUT_S))
                // Two at once do no harm, and no good either.
                .reservedConcurrentExecutions(1)
                .environment(Map.of("ATRIUM_TABLE_PREFIX", stage.tablePrefix(), variable, value))
                .build();
    }

    /** What whoever deploys must give. */
    private CfnParameter parameter(String name, String description) {
        return CfnParameter.Builder.create(this, name).description(description).build();
    }

    /** Made by the {@link DataStack}, with indexes that are read too. */
    private ITableV2 table(TableDefinition<?> definition) {
        return tables.computeIfAbsent(definition.name(), name -> imported(definition));
    }

    private ITableV2 imported(TableDefinition<?> definition) {
        return TableV2.fromTableAttributes(
                this,
                definition.name(),
                TableAttributesV2.builder()
                        .tableName(stage.tablePrefix() + definition.name())
                        .globalIndexes(
                                definition.indexes().stream()
                                        .map(TableDefinition.Index::name)
                                        .toList())
                        .build());
    }
}
