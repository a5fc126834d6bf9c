package dev.atrium.cdk.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;

class BalancerStackIT {
    private static final String STACK = "atrium-prod-balancer";

    private final Templates templates = Templates.of(Stage.PROD);

    private Map<Integer, JsonNode> listeners() {
        Map<Integer, JsonNode> byPort = new TreeMap<>();
        templates
                .resources(STACK, "AWS::ElasticLoadBalancingV2::Listener")
                .values()
                .forEach(
                        listener ->
                                byPort.put(
                                        listener.path("Properties").path("Port").asInt(),
                                        listener.path("Properties")));
        return byPort;
    }

    @Test
    void playersComeByTlsAndTheGatewayByItsLink() {
        Map<Integer, JsonNode> listeners = listeners();
        assertEquals(2, listeners.size());
        JsonNode players = listeners.get(443);
        assertEquals("TLS", players.path("Protocol").asText());
        assertTrue(players.path("SslPolicy").asText().contains("TLS13"), players::toString);
        assertEquals(1, players.path("Certificates").size());
        assertEquals("TCP", listeners.get(8_081).path("Protocol").asText());
        assertEquals(
                "off",
                templates
                        .only(STACK, "AWS::ElasticLoadBalancingV2::LoadBalancer")
                        .path("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
                        .asText());
    }

    @Test
    void hostsAreToldWhoseConnectionItIsAndAreAskedHowTheyAre() {
        JsonNode hosts = templates.only(STACK, "AWS::ElasticLoadBalancingV2::TargetGroup");
        assertEquals("ip", hosts.path("TargetType").asText());
        assertEquals("/health", hosts.path("HealthCheckPath").asText());
        assertEquals("HTTP", hosts.path("HealthCheckProtocol").asText());
        Map<String, String> attributes = new TreeMap<>();
        hosts.path("TargetGroupAttributes")
                .forEach(a -> attributes.put(a.path("Key").asText(), a.path("Value").asText()));
        assertEquals("true", attributes.get("proxy_protocol_v2.enabled"));
        assertEquals("false", attributes.get("preserve_client_ip.enabled"));
        assertEquals("120", attributes.get("deregistration_delay.timeout_seconds"));
    }

    @Test
    void roomsHaveANameAndACertificateOfTheDomain() {
        JsonNode certificate = templates.only(STACK, "AWS::CertificateManager::Certificate");
        assertEquals("rooms.play.example.com", certificate.path("DomainName").asText());
        assertEquals("DNS", certificate.path("ValidationMethod").asText());
        JsonNode name = templates.only(STACK, "AWS::Route53::RecordSet");
        assertEquals("rooms.play.example.com.", name.path("Name").asText());
    }
}
