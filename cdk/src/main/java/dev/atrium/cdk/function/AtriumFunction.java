package dev.atrium.cdk.function;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Domain;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.fault.FaultReports;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function with a role and a log of its own, in snapshots of its own version, called by the alias
 * that says which version is live. The role may do what its {@link FunctionPlan} says: tables,
 * indexes and secrets are named one by one.
 */
public final class AtriumFunction extends Construct {
    /** A processor has 1,769; the classes of a start are read with more of it. */
    private static final int MEMORY_MIB = 1_024;

    private static final String BY_WILDCARD = "AwsSolutions-IAM5";

    private final Alias alias;
    private final Role role;

    /**
     * A function that is called by nobody yet.
     *
     * @param scope its stack
     * @param plan what it is
     * @param places what its rights and variables are about
     * @param code what it runs from
     */
    public AtriumFunction(Construct scope, FunctionPlan plan, FunctionPlaces places, Code code) {
        super(scope, plan.name());
        Stage stage = places.deployment().stage();
        LogGroup log =
                LogGroup.Builder.create(this, "log")
                        .logGroupName("/atrium/" + stage.name() + "/functions/" + plan.name())
                        .retention(NetworkStack.retention(stage.logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        role = role(plan, places);
        log.grantWrite(role);
        Function.Builder function =
                Function.Builder.create(this, "function")
                        .functionName(plan.functionName(stage))
                        .runtime(Runtime.JAVA_25)
                        .architecture(Architecture.ARM_64)
                        .handler(plan.handler())
                        .code(code)
                        .role(role)
                        .logGroup(log)
                        .memorySize(MEMORY_MIB)
                        .timeout(Duration.seconds(plan.size().timeoutS()))
                        .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                        .tracing(Tracing.ACTIVE)
                        .reservedConcurrentExecutions(plan.size().atOnce(stage))
                        .environment(variables(plan, places))
                        .environmentEncryption(places.secrets().key());
        if (plan.asksRedis()) {
            function.vpc(places.network().vpc())
                    .vpcSubnets(
                            SubnetSelection.builder()
                                    .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                                    .build())
                    .securityGroups(List.of(places.network().functions()));
        }
        Function made = function.build();
        alias =
                Alias.Builder.create(this, FunctionPlan.ALIAS)
                        .aliasName(FunctionPlan.ALIAS)
                        .version(made.getCurrentVersion())
                        .build();
        exceptions(role);
    }

    private Role role(FunctionPlan plan, FunctionPlaces places) {
        Role made =
                Role.Builder.create(this, "role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        for (PolicyStatement statement : Grants.of(plan.rights(), places, this)) {
            made.addToPolicy(statement);
        }
        return made;
    }

    private static void exceptions(Role role) {
        Rules.except(
                role,
                "AwsSolutions-IAM4",
                "AWS's own policy for functions in a network: interfaces have no name before they"
                        + " are made.");
        Rules.except(
                role,
                BY_WILDCARD,
                "Traces have no resource; AWS adds six characters to a secret's name, an object's"
                        + " key and a connection's id are not known before they are there.");
    }

    /** What it reads of its environment, and nothing that it has no right for. */
    static Map<String, String> variables(FunctionPlan plan, FunctionPlaces places) {
        Stage stage = places.deployment().stage();
        Domain domain = places.deployment().domain();
        Map<String, String> variables = new TreeMap<>();
        variables.put("ATRIUM_TABLE_PREFIX", stage.tablePrefix());
        variables.put("ATRIUM_DOMAIN", domain.name());
        variables.put("ATRIUM_ORIGINS", domain.origin());
        places.deployment()
                .sentrySecret()
                .map(SecretValue::secretsManager)
                .ifPresent(dsn -> variables.put(FaultReports.VARIABLE, dsn.unsafeUnwrap()));
        if (plan.asksRedis()) {
            variables.put(
                    "ATRIUM_REDIS_URI", places.cache().address().getSecretValue().unsafeUnwrap());
            variables.put("ATRIUM_REDIS_CLUSTER", "1");
        }
        if (plan.has("execute-api:ManageConnections")) {
            variables.put("ATRIUM_GATEWAY_ENDPOINT", "https://" + domain.socket());
        }
        if (plan.has("secretsmanager:GetSecretValue")) {
            variables.put("ATRIUM_KEYS", "secretsmanager:" + SecretsStack.prefix(stage));
        }
        if (plan.has("s3:GetObject")) {
            variables.put("ATRIUM_ARCHIVE", "s3://" + places.data().archive().getBucketName());
        }
        if (plan.has("sqs:SendMessage")) {
            variables.put("ATRIUM_WAKE_QUEUE_URL", places.data().wakes().getQueueUrl());
        }
        if (plan.answersHttp()) {
            variables.put(
                    "ATRIUM_EDGE_KEY", places.secrets().edgeKey().getSecretValue().unsafeUnwrap());
        }
        return variables;
    }

    /** What it runs as. */
    Role role() {
        return role;
    }

    /** What is called. */
    public Alias alias() {
        return alias;
    }
}
