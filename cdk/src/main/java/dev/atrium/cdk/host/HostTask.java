package dev.atrium.cdk.host;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.function.FunctionPlaces;
import dev.atrium.cdk.function.FunctionPlan;
import dev.atrium.cdk.function.Grants;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.observe.Collector;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.HostSize;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.fault.FaultReports;
import dev.atrium.rights.Rights;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.Ulimit;
import software.amazon.awscdk.services.ecs.UlimitName;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A room host as a task of Fargate: its file tree is read-only but for two folders, its user is
 * nobody's, and it is given two minutes to leave.
 */
final class HostTask extends Construct {
    /** What the service registers with the balancer. */
    static final String CONTAINER = "room-host";

    private static final String USER = "10001:10001";
    private static final int STOP_S = 120;
    private static final int OPEN_FILES = 65_536;

    private static final List<String> HEALTH =
            List.of(
                    "CMD",
                    "/opt/java/bin/java",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx16m",
                    "-XX:-UsePerfData",
                    "-cp",
                    "/opt/atrium/app/room-host-0.1.0.jar",
                    "dev.atrium.host.check.HealthCheck",
                    Integer.toString(NetworkStack.HOST_PORT));

    private final FargateTaskDefinition task;
    private final LogGroup log;

    HostTask(Construct scope, FunctionPlaces places, IRepository images) {
        super(scope, "task");
        Deployment deployment = places.deployment();
        HostSize size = deployment.stage().hosts();
        log =
                LogGroup.Builder.create(this, "log")
                        .logGroupName("/atrium/" + deployment.stage().name() + "/hosts")
                        .retention(NetworkStack.retention(deployment.stage().logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        task =
                FargateTaskDefinition.Builder.create(this, "definition")
                        .family(deployment.stage().stack("hosts"))
                        .cpu(size.cpu())
                        .memoryLimitMiB(size.memoryMib())
                        .runtimePlatform(
                                RuntimePlatform.builder()
                                        .cpuArchitecture(CpuArchitecture.ARM64)
                                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                                        .build())
                        .volumes(List.of(volume("tmp"), volume("keys")))
                        .build();
        Grants.of(Rights.shipped().of(Rights.HOST), places, this)
                .forEach(task::addToTaskRolePolicy);
        ContainerDefinition host = host(places, images);
        task.addToExecutionRolePolicy(
                PolicyStatement.Builder.create()
                        .actions(List.of("kms:Decrypt"))
                        .resources(
                                List.of(
                                        places.secrets().key().getKeyArn(),
                                        places.cache().key().getKeyArn()))
                        .build());
        host.addMountPoints(mounted("tmp", "/tmp"), mounted("keys", "/var/atrium"));
        collector(deployment.stage());
        Rules.except(
                task,
                "AwsSolutions-ECS2",
                "None of these variables is a secret: those are read from Secrets Manager.");
        Rules.except(
                task,
                "AwsSolutions-IAM5",
                "AWS adds six characters to a secret's name; keys of objects, ids of connections"
                        + " and of the stage's own tasks are not known before they are there; to"
                        + " log in to the registry has no resource.");
    }

    private static Volume volume(String name) {
        return Volume.builder().name(name).build();
    }

    private static MountPoint mounted(String volume, String path) {
        return MountPoint.builder()
                .sourceVolume(volume)
                .containerPath(path)
                .readOnly(false)
                .build();
    }

    private ContainerDefinition host(FunctionPlaces places, IRepository images) {
        return task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .image(
                                ContainerImage.fromEcrRepository(
                                        images, places.deployment().build()))
                        .essential(true)
                        .user(USER)
                        .readonlyRootFilesystem(true)
                        .stopTimeout(Duration.seconds(STOP_S))
                        .environment(variables(places))
                        .secrets(secrets(places))
                        .logging(
                                LogDriver.awsLogs(
                                        AwsLogDriverProps.builder()
                                                .logGroup(log)
                                                .streamPrefix("host")
                                                .build()))
                        .healthCheck(
                                HealthCheck.builder()
                                        .command(HEALTH)
                                        .interval(Duration.seconds(10))
                                        .timeout(Duration.seconds(5))
                                        .retries(3)
                                        .startPeriod(Duration.seconds(60))
                                        .build())
                        .ulimits(
                                List.of(
                                        Ulimit.builder()
                                                .name(UlimitName.NOFILE)
                                                .softLimit(OPEN_FILES)
                                                .hardLimit(OPEN_FILES)
                                                .build()))
                        .portMappings(
                                List.of(
                                        port(NetworkStack.HOST_PORT),
                                        port(NetworkStack.OPERATOR_PORT)))
                        .build());
    }

    /** Carries the host's metrics to CloudWatch. Rooms go on without it, and an alarm is raised. */
    private void collector(Stage stage) {
        Collector.Sidecar sidecar = Collector.of(stage);
        LogGroup metrics =
                LogGroup.Builder.create(this, "metrics-log")
                        .logGroupName(sidecar.logGroup())
                        .retention(NetworkStack.retention(stage.logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        task.addToTaskRolePolicy(
                PolicyStatement.Builder.create()
                        .actions(sidecar.actions())
                        .resources(List.of(metrics.getLogGroupArn()))
                        .build());
        task.addContainer(
                "collector",
                ContainerDefinitionOptions.builder()
                        .image(ContainerImage.fromRegistry(sidecar.image()))
                        .essential(false)
                        .cpu(sidecar.cpuUnits())
                        .memoryLimitMiB(sidecar.memoryMib())
                        .environment(sidecar.environment())
                        .logging(
                                LogDriver.awsLogs(
                                        AwsLogDriverProps.builder()
                                                .logGroup(log)
                                                .streamPrefix("collector")
                                                .build()))
                        .healthCheck(HealthCheck.builder().command(sidecar.healthCommand()).build())
                        .build());
    }

    private static PortMapping port(int number) {
        return PortMapping.builder().containerPort(number).build();
    }

    /** What a host is told that nobody need hide. */
    static Map<String, String> variables(FunctionPlaces places) {
        Deployment deployment = places.deployment();
        Map<String, String> variables = new TreeMap<>();
        variables.put("ATRIUM_DIRECT_URL", "wss://" + deployment.domain().rooms() + "/play");
        // Each task's own address, as ECS tells it.
        variables.put("ATRIUM_INTERNAL_URL", "ecs");
        variables.put("ATRIUM_OPERATOR_URL", "ecs");
        variables.put("ATRIUM_OPERATOR_BIND", "0.0.0.0");
        variables.put("ATRIUM_REGION", deployment.region());
        variables.put("ATRIUM_BUILD", deployment.build());
        variables.put("ATRIUM_TABLE_PREFIX", deployment.stage().tablePrefix());
        variables.put("ATRIUM_REDIS_CLUSTER", "1");
        variables.put("ATRIUM_ARCHIVE", "s3://" + places.data().archive().getBucketName());
        variables.put("ATRIUM_KEYS", "secretsmanager:" + SecretsStack.prefix(deployment.stage()));
        variables.put("ATRIUM_GATEWAY_ENDPOINT", "https://" + deployment.domain().socket());
        variables.put("ATRIUM_ORIGINS", deployment.domain().origin());
        variables.put(
                "ATRIUM_SEED_FUNCTION",
                FunctionPlan.of("seed.SeedHandler").aliasArn(places.data(), deployment.stage()));
        variables.put(
                "ATRIUM_TRUSTED_BALANCERS",
                places.network().vpc().getPublicSubnets().stream()
                        .map(ISubnet::getIpv4CidrBlock)
                        .collect(Collectors.joining(",")));
        return variables;
    }

    /** What hosts are told that nobody else may see, read by ECS when a task starts. */
    private Map<String, Secret> secrets(FunctionPlaces places) {
        Map<String, Secret> secrets = new TreeMap<>();
        secrets.put("ATRIUM_GATEWAY_KEY", secret(places.secrets().gatewayKey()));
        secrets.put("ATRIUM_OPERATOR_KEY", secret(places.secrets().operatorKey()));
        secrets.put("ATRIUM_REDIS_URI", secret(places.cache().address()));
        places.deployment()
                .sentrySecret()
                .map(
                        name ->
                                software.amazon.awscdk.services.secretsmanager.Secret
                                        .fromSecretNameV2(this, "sentry", name))
                .ifPresent(
                        dsn -> secrets.put(FaultReports.VARIABLE, Secret.fromSecretsManager(dsn)));
        return secrets;
    }

    /** By its ARN: a grant of the secret itself would change its key's policy, in its stack. */
    private Secret secret(ISecret secret) {
        return Secret.fromSecretsManager(
                software.amazon.awscdk.services.secretsmanager.Secret.fromSecretCompleteArn(
                        this, secret.getNode().getId(), secret.getSecretArn()));
    }

    FargateTaskDefinition definition() {
        return task;
    }

    LogGroup log() {
        return log;
    }
}
