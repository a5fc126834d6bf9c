package dev.atrium.cdk.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.GrantedRights;
import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.observe.Collector;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.rights.Right;
import dev.atrium.rights.Rights;
import dev.atrium.scaling.ScalingNumbers;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

class HostsStackIT {
    private static final String STACK = "atrium-prod-hosts";

    private final Templates templates = Templates.of(Stage.PROD);

    private JsonNode task() {
        return templates.only(STACK, "AWS::ECS::TaskDefinition");
    }

    private JsonNode host() {
        return task().path("ContainerDefinitions")
                .valueStream()
                .filter(container -> container.path("Name").asText().equals("room-host"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHostIsATaskOfTheStagesSizeThatCanWriteNearlyNowhere() {
        assertEquals("2048", task().path("Cpu").asText());
        assertEquals("4096", task().path("Memory").asText());
        assertEquals("ARM64", task().path("RuntimePlatform").path("CpuArchitecture").asText());
        JsonNode host = host();
        assertTrue(host.path("ReadonlyRootFilesystem").asBoolean());
        assertEquals("10001:10001", host.path("User").asText());
        assertEquals(120, host.path("StopTimeout").asInt());
        Set<String> writable = new TreeSet<>();
        host.path("MountPoints").forEach(m -> writable.add(m.path("ContainerPath").asText()));
        assertEquals(Set.of("/tmp", "/var/atrium"), writable);
        assertTrue(
                host.path("HealthCheck").path("Command").toString().contains("HealthCheck"),
                host::toString);
        assertTrue(Templates.text(host.path("Image")).endsWith(":0.1.0"));
    }

    @Test
    void variablesAreAddressesAndNoSecrets() {
        Map<String, String> variables = new TreeMap<>();
        host().path("Environment")
                .forEach(
                        v ->
                                variables.put(
                                        v.path("Name").asText(), Templates.text(v.path("Value"))));
        assertEquals("wss://rooms.play.example.com/play", variables.get("ATRIUM_DIRECT_URL"));
        assertEquals("ecs", variables.get("ATRIUM_INTERNAL_URL"));
        assertEquals("https://ws.play.example.com", variables.get("ATRIUM_GATEWAY_ENDPOINT"));
        assertEquals("1", variables.get("ATRIUM_REDIS_CLUSTER"));
        assertEquals(
                "10.64.0.0/24,10.64.1.0/24,10.64.2.0/24",
                variables.get("ATRIUM_TRUSTED_BALANCERS"));
        assertTrue(
                variables.get("ATRIUM_SEED_FUNCTION").endsWith(":function:atrium-prod-seed:live"));
        Set<String> secrets = new TreeSet<>();
        host().path("Secrets").forEach(s -> secrets.add(s.path("Name").asText()));
        assertEquals(
                Set.of("ATRIUM_GATEWAY_KEY", "ATRIUM_OPERATOR_KEY", "ATRIUM_REDIS_URI"), secrets);
        assertFalse(variables.keySet().removeAll(secrets));
    }

    @Test
    void beforeAHostsMetricsReachCloudWatchACollectorAsksForThem() {
        JsonNode collector =
                task().path("ContainerDefinitions")
                        .valueStream()
                        .filter(container -> container.path("Name").asText().equals("collector"))
                        .findFirst()
                        .orElseThrow();
        Collector.Sidecar wanted = Collector.of(Stage.PROD);
        assertEquals(wanted.image(), collector.path("Image").asText());
        assertFalse(collector.path("Essential").asBoolean(), "rooms go on without it");
        assertEquals(wanted.memoryMib(), collector.path("Memory").asInt());
        assertEquals(
                wanted.environment().get("AOT_CONFIG_CONTENT"),
                collector.at("/Environment/0/Value").asText());
        Set<String> logs = new TreeSet<>();
        templates
                .resources(STACK, "AWS::Logs::LogGroup")
                .values()
                .forEach(log -> logs.add(log.at("/Properties/LogGroupName").asText()));
        assertTrue(logs.contains(wanted.logGroup()), logs.toString());
    }

    @Test
    void aTaskMayDoExactlyWhatHostsDo() {
        String role = task().path("TaskRoleArn").path("Fn::GetAtt").path(0).asText();
        SortedSet<Right> wanted = new TreeSet<>(Rights.shipped().of(Rights.HOST));
        wanted.removeIf(right -> right.action().equals("elasticache:Connect"));
        assertEquals(
                wanted,
                GrantedRights.byRole(templates.stack(STACK))
                        .get(role)
                        .rights("atrium-prod-", Set.of()));
    }

    @Test
    void aDeploymentThatFailsIsRolledBackAndEndsNoHostBeforeOthersRun() {
        JsonNode service = templates.only(STACK, "AWS::ECS::Service");
        JsonNode deployment = service.path("DeploymentConfiguration");
        assertTrue(deployment.path("DeploymentCircuitBreaker").path("Enable").asBoolean());
        assertTrue(deployment.path("DeploymentCircuitBreaker").path("Rollback").asBoolean());
        assertEquals(100, deployment.path("MinimumHealthyPercent").asInt());
        assertEquals(200, deployment.path("MaximumPercent").asInt());
        assertEquals(2, service.path("DesiredCount").asInt());
        assertEquals(1, service.path("LoadBalancers").size());
        assertEquals(
                "DISABLED",
                service.path("NetworkConfiguration")
                        .path("AwsvpcConfiguration")
                        .path("AssignPublicIp")
                        .asText());
    }

    @Test
    void scalingHasTheNumbersThatWereSimulated() {
        ScalingNumbers numbers = ScalingNumbers.PRODUCTION;
        JsonNode target = templates.only(STACK, "AWS::ApplicationAutoScaling::ScalableTarget");
        assertEquals(numbers.hostsMin(), target.path("MinCapacity").asInt());
        assertEquals(numbers.hostsMax(), target.path("MaxCapacity").asInt());
        Map<String, Integer> floors = new TreeMap<>();
        target.path("ScheduledActions")
                .forEach(
                        action ->
                                floors.put(
                                        action.path("Schedule").asText(),
                                        action.path("ScalableTargetAction")
                                                .path("MinCapacity")
                                                .asInt()));
        assertEquals(
                Map.of(
                        "cron(0 17 * * ? *)", numbers.floor().hosts(),
                        "cron(0 22 * * ? *)", numbers.hostsMin()),
                floors);
        Map<String, JsonNode> policies = new TreeMap<>();
        templates
                .resources(STACK, "AWS::ApplicationAutoScaling::ScalingPolicy")
                .values()
                .forEach(
                        policy ->
                                policies.put(
                                        policy.path("Properties").path("PolicyType").asText(),
                                        policy.path("Properties")));
        JsonNode tracking =
                policies.get("TargetTrackingScaling")
                        .path("TargetTrackingScalingPolicyConfiguration");
        assertEquals(
                numbers.tracking().targetPercent() / 100.0,
                tracking.path("TargetValue").asDouble());
        assertEquals(
                numbers.tracking().scaleInCooldownSeconds(),
                tracking.path("ScaleInCooldown").asInt());
        assertEquals(
                "atrium-prod",
                tracking.path("CustomizedMetricSpecification").path("Namespace").asText());
        assertEquals(
                "atrium_rooms_load_ratio",
                tracking.path("CustomizedMetricSpecification").path("MetricName").asText());
        JsonNode forecast =
                policies.get("PredictiveScaling").path("PredictiveScalingPolicyConfiguration");
        assertEquals("ForecastAndScale", forecast.path("Mode").asText());
        assertEquals(
                numbers.forecast().leadSeconds(), forecast.path("SchedulingBufferTime").asInt());
        assertEquals(
                numbers.forecast().filledPercent() / 100.0,
                forecast.path("MetricSpecifications").path(0).path("TargetValue").asDouble());
    }
}
