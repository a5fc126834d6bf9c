package dev.atrium.cdk.schedule;

import dev.atrium.cdk.function.AtriumFunction;
import dev.atrium.cdk.function.TableAccess;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.CfnParametersCode;
import software.amazon.awscdk.services.lambda.CfnParametersCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

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
    private static final String GATEWAY_ENDPOINT = "ATRIUM_GATEWAY_ENDPOINT";
    private static final String REDIS_URI = "ATRIUM_REDIS_URI";

    private final Stage stage;
    private final String gatewayEndpoint;
    private final String redisUri;
    private final CfnParametersCode code;

    /**
     * The schedules of a stage.
     *
     * @param scope the app
     * @param stage whose tables are swept
     * @param props account and region
     */
    public ScheduleStack(Construct scope, Stage stage, StackProps props) {
        super(scope, stage.stack("schedules"), props);
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
        everyMinute(
                "room-sweeper",
                function("room-sweeper", SWEEPER)
                        .with(GATEWAY_ENDPOINT, gatewayEndpoint)
                        .may(TableAccess.WRITE, List.of(Tables.ROOMS, Tables.CONNECTIONS)));
        everyMinute(
                "room-code-sweeper",
                function("room-code-sweeper", CODE_SWEEPER)
                        .with(REDIS_URI, redisUri)
                        .may(TableAccess.READ, List.of(Tables.ROOMS))
                        .may(TableAccess.WRITE, List.of(Tables.ROOM_CODES)));
        everyMinute(
                "deletion-sweeper",
                function("deletion-sweeper", DELETION_SWEEPER)
                        .with(REDIS_URI, redisUri)
                        .with(GATEWAY_ENDPOINT, gatewayEndpoint)
                        .may(TableAccess.READ, List.of(Tables.ESCROWS, Tables.SEASONS))
                        .may(TableAccess.WRITE, WRITTEN_BY_DELETIONS));
    }

    /** EventBridge calls it once a minute. */
    private void everyMinute(String name, AtriumFunction function) {
        Rule.Builder.create(this, name + "-every-minute")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(new LambdaFunction(function.function())))
                .build();
    }

    /**
     * Loading what is there already writes nothing. The hour is for a deployment that the rule did
     * not hear of, such as the one that made it.
     */
    private void questionLoader() {
        Function loader =
                function("question-loader", QUESTION_LOADER)
                        .with(GATEWAY_ENDPOINT, gatewayEndpoint)
                        .may(TableAccess.WRITE, List.of(Tables.QUESTIONS))
                        .function();
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

    private AtriumFunction function(String name, String handler) {
        return new AtriumFunction(this, stage, name, handler, code);
    }

    /** What whoever deploys must give. */
    private CfnParameter parameter(String name, String description) {
        return CfnParameter.Builder.create(this, name).description(description).build();
    }
}
