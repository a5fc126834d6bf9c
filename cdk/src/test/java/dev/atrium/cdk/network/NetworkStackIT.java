package dev.atrium.cdk.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

class NetworkStackIT {
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String INGRESS = "AWS::EC2::SecurityGroupIngress";

    private static Template of(Stage stage) {
        return Template.fromStack(
                new NetworkStack(new App(), stage, "eu-north-1", StackProps.builder().build()));
    }

    @Test
    void everyZoneHasEachKindOfSubnetAndEveryStageItsWaysOut() {
        for (Stage stage : Stage.all()) {
            Template template = of(stage);
            template.resourceCountIs("AWS::EC2::Subnet", 3 * stage.network().zones());
            template.resourceCountIs("AWS::EC2::NatGateway", stage.network().natGateways());
        }
        Set<Object> zones = new TreeSet<>();
        of(Stage.PROD)
                .findResources("AWS::EC2::Subnet")
                .values()
                .forEach(subnet -> zones.add(properties(subnet).get("AvailabilityZone")));
        assertEquals(Set.of("eu-north-1a", "eu-north-1b", "eu-north-1c"), zones);
    }

    @SuppressWarnings("unchecked") // As templates are.
    private static Map<String, Object> properties(Map<String, Object> resource) {
        return (Map<String, Object>) resource.get("Properties");
    }

    @Test
    void nothingGetsAnAddressOfTheInternetByItself() {
        assertTrue(
                of(Stage.PROD)
                        .findResources(
                                "AWS::EC2::Subnet",
                                Map.of("Properties", Map.of("MapPublicIpOnLaunch", true)))
                        .isEmpty());
    }

    @Test
    void onlyPlayersComeInFromOutsideAndOnlyByTls() {
        Template template = of(Stage.PROD);
        List<Map<String, Object>> open =
                template
                        .findResources(
                                GROUP,
                                Map.of(
                                        "Properties",
                                        Map.of("SecurityGroupIngress", Match.anyValue())))
                        .values()
                        .stream()
                        .map(NetworkStackIT::properties)
                        .toList();
        assertEquals(1, open.size());
        template.hasResourceProperties(
                GROUP,
                Map.of(
                        "GroupDescription",
                        "Players come in here",
                        "SecurityGroupIngress",
                        List.of(
                                Map.of(
                                        "CidrIp", "0.0.0.0/0",
                                        "Description", "Players, by TLS",
                                        "FromPort", 443,
                                        "IpProtocol", "tcp",
                                        "ToPort", 443))));
        assertTrue(
                template.findResources(
                                INGRESS, Map.of("Properties", Map.of("CidrIp", Match.anyValue())))
                        .isEmpty());
    }

    @Test
    void whoMayTalkToWhomIsThisAndNothingElse() {
        Template template = of(Stage.PROD);
        Map<String, Integer> rules =
                Map.of(
                        "Players, and what the gateway sends", NetworkStack.HOST_PORT,
                        "From host to host", NetworkStack.HOST_PORT,
                        "Operators", NetworkStack.OPERATOR_PORT);
        rules.forEach(
                (description, port) ->
                        template.hasResourceProperties(
                                INGRESS, Map.of("Description", description, "ToPort", port)));
        // Redis is reached by hosts and by functions.
        template.resourcePropertiesCountIs(
                INGRESS, Map.of("ToPort", NetworkStack.CACHE_PORT, "Description", "Redis"), 2);
        template.resourceCountIs(INGRESS, rules.size() + 2);
    }

    @Test
    void tablesAndArchiveAreReachedWithoutLeavingTheNetwork() {
        of(Stage.DEV).resourceCountIs("AWS::EC2::VPCEndpoint", 2);
        of(Stage.DEV)
                .allResourcesProperties(
                        "AWS::EC2::VPCEndpoint", Map.of("VpcEndpointType", "Gateway"));
    }

    @Test
    void logsAreKeptForATimeThatCloudWatchKnows() {
        for (Stage stage : Stage.all()) {
            of(stage)
                    .hasResourceProperties(
                            "AWS::Logs::LogGroup", Map.of("RetentionInDays", stage.logDays()));
        }
        assertThrows(IllegalArgumentException.class, () -> NetworkStack.retention(8));
    }
}
