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
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.CfnParametersCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * What runs by the clock and is no host: the sweeper of rooms that nobody opens, once a minute. Its
 * code is an object of a bucket that whoever deploys names.
 */
public final class ScheduleStack extends Stack {
    /** What EventBridge calls. */
    static final String SWEEPER = "dev.atrium.functions.match.RoomSweeperHandler";

    private static final int MEMORY_MIB = 512;
    private static final int TIMEOUT_S = 30;

    /**
     * The schedules of a stage.
     *
     * @param scope the app
     * @param stage whose tables are swept
     * @param props account and region
     */
    public ScheduleStack(Construct scope, Stage stage, StackProps props) {
        super(scope, "atrium-" + stage.name() + "-schedules", props);
        CfnParameter gateway =
                parameter(
                        "GatewayEndpoint",
                        "The @connections endpoint, https://…: where players are told");
        CfnParametersCodeProps code =
                CfnParametersCodeProps.builder()
                        .bucketNameParam(
                                parameter("CodeBucket", "The bucket of the functions' code"))
                        .objectKeyParam(parameter("CodeKey", "The functions' code in that bucket"))
                        .build();
        Function sweeper =
                Function.Builder.create(this, "room-sweeper")
                        .runtime(Runtime.JAVA_25)
                        .handler(SWEEPER)
                        .code(Code.fromCfnParameters(code))
                        .memorySize(MEMORY_MIB)
                        .timeout(Duration.seconds(TIMEOUT_S))
                        // Two at once do no harm, and no good either.
                        .reservedConcurrentExecutions(1)
                        .environment(
                                Map.of(
                                        "ATRIUM_TABLE_PREFIX",
                                        stage.tablePrefix(),
                                        "ATRIUM_GATEWAY_ENDPOINT",
                                        gateway.getValueAsString()))
                        .build();
        table(stage, Tables.ROOMS).grantReadWriteData(sweeper);
        table(stage, Tables.CONNECTIONS).grantReadWriteData(sweeper);
        Rule.Builder.create(this, "every-minute")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(new LambdaFunction(sweeper)))
                .build();
    }

    /** What whoever deploys must give. */
    private CfnParameter parameter(String name, String description) {
        return CfnParameter.Builder.create(this, name).description(description).build();
    }

    /** Made by the {@link DataStack}, with indexes that are read too. */
    private ITableV2 table(Stage stage, TableDefinition<?> definition) {
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
