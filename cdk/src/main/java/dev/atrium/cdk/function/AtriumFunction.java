package dev.atrium.cdk.function;

import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.TableDefinition;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A function with a role and a log of its own. The role may write into that log, and do with each
 * table what was allowed here: every index is named, so nothing is allowed by a wildcard.
 */
public final class AtriumFunction extends Construct {
    private static final int MEMORY_MIB = 512;
    private static final int TIMEOUT_S = 30;
    private static final int AT_ONCE = 1;

    private final Stage stage;
    private final Function function;
    private final Role role;

    /**
     * A function that is called by nobody yet, one at a time.
     *
     * @param scope its stack
     * @param stage whose tables it reads
     * @param name of the construct, words joined by dashes
     * @param handler its class
     * @param code what it runs from
     */
    public AtriumFunction(Construct scope, Stage stage, String name, String handler, Code code) {
        super(scope, name);
        this.stage = stage;
        LogGroup log =
                LogGroup.Builder.create(this, "log")
                        .logGroupName("/aws/lambda/" + stage.stack(name))
                        .retention(NetworkStack.retention(stage.logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        role =
                Role.Builder.create(this, "role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        log.grantWrite(role);
        function =
                Function.Builder.create(this, "function")
                        // Alarms and saved queries know it and its log by their names.
                        .functionName(stage.stack(name))
                        .runtime(Runtime.JAVA_25)
                        .handler(handler)
                        .code(code)
                        .role(role)
                        .logGroup(log)
                        .memorySize(MEMORY_MIB)
                        .timeout(Duration.seconds(TIMEOUT_S))
                        // Two at once do no harm, and no good either.
                        .reservedConcurrentExecutions(AT_ONCE)
                        .environment(Map.of("ATRIUM_TABLE_PREFIX", stage.tablePrefix()))
                        .build();
    }

    /** Sets an environment variable. */
    public AtriumFunction with(String variable, String value) {
        function.addEnvironment(variable, value);
        return this;
    }

    /** Allows it that with these tables and their indexes. */
    public AtriumFunction may(TableAccess access, List<? extends TableDefinition<?>> tables) {
        List<String> arns = new ArrayList<>();
        List<String> indexes = new ArrayList<>();
        for (TableDefinition<?> table : tables) {
            String name = stage.tablePrefix() + table.name();
            arns.add(arn(name));
            table.indexes().forEach(index -> indexes.add(arn(name + "/index/" + index.name())));
        }
        allow(access.onTable(), arns);
        if (!indexes.isEmpty()) {
            allow(access.onIndex(), indexes);
        }
        return this;
    }

    private void allow(List<String> actions, List<String> resources) {
        role.addToPrincipalPolicy(
                PolicyStatement.Builder.create().actions(actions).resources(resources).build());
    }

    private String arn(String table) {
        return Stack.of(this)
                .formatArn(
                        ArnComponents.builder()
                                .service("dynamodb")
                                .resource("table")
                                .resourceName(table)
                                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                                .build());
    }

    /** What is called. */
    public Function function() {
        return function;
    }
}
