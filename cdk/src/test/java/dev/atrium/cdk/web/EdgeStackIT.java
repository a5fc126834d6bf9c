package dev.atrium.cdk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Deployments;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class EdgeStackIT {
    private static final String EDGE = "atrium-prod-edge";
    private static final Templates TEMPLATES = Templates.of(Stage.PROD);

    private static JsonNode firewall() {
        return TEMPLATES.only(EDGE, "AWS::WAFv2::WebACL");
    }

    private static List<JsonNode> rules() {
        return Templates.each(firewall().path("Rules")).toList();
    }

    /** A group, and what of it is done otherwise than it says. */
    private static Map<String, String> groups() {
        Map<String, String> groups = new TreeMap<>();
        for (JsonNode rule : rules()) {
            JsonNode group = rule.path("Statement").path("ManagedRuleGroupStatement");
            if (!group.isMissingNode()) {
                assertEquals("{\"None\":{}}", rule.path("OverrideAction").toString());
                assertEquals("AWS", group.path("VendorName").asText());
                groups.put(
                        group.path("Name").asText(), group.path("RuleActionOverrides").toString());
            }
        }
        return groups;
    }

    @Test
    void cloudFrontFindsItsCertificateAndFirewallWhereItLooks() {
        assertEquals("us-east-1", new EdgeStack(new App(), Deployments.of(Stage.DEV)).getRegion());
        assertEquals("CLOUDFRONT", firewall().path("Scope").asText());
        JsonNode certificate = TEMPLATES.only(EDGE, "AWS::CertificateManager::Certificate");
        assertEquals("play.example.com", certificate.path("DomainName").asText());
        assertEquals("DNS", certificate.path("ValidationMethod").asText());
        assertEquals(
                "Z0123456789ABC",
                certificate.path("DomainValidationOptions").path(0).path("HostedZoneId").asText());
    }

    @Test
    void firewallLetsPassWhatNoRuleRefuses() {
        assertEquals("{\"Allow\":{}}", firewall().path("DefaultAction").toString());
        assertEquals(
                Map.of(
                        "AWSManagedRulesAmazonIpReputationList",
                        "",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "",
                        "AWSManagedRulesCommonRuleSet",
                        "[{\"ActionToUse\":{\"Count\":{}},\"Name\":\"SizeRestrictions_BODY\"}]"),
                groups());
    }

    @Test
    void whoAsksTooOftenIsToldSoBeforeAnythingElseIsLookedAt() {
        JsonNode rule = rules().getFirst();
        JsonNode rate = rule.path("Statement").path("RateBasedStatement");

        assertEquals(0, rule.path("Priority").asInt());
        assertEquals("IP", rate.path("AggregateKeyType").asText());
        assertEquals(10_000, rate.path("Limit").asInt());
        assertEquals(300, rate.path("EvaluationWindowSec").asInt());
        JsonNode told = rule.path("Action").path("Block").path("CustomResponse");
        assertEquals(429, told.path("ResponseCode").asInt());
        assertEquals("retry-after", told.path("ResponseHeaders").path(0).path("Name").asText());
        assertEquals(
                rules().size(),
                rules().stream().map(r -> r.path("Priority").asInt()).distinct().count());
    }

    /** As long as the functions take them, and nothing that the firewall does not look into. */
    @Test
    void bodiesThatAreTooLongGoNoFurther() {
        JsonNode rule = rules().get(1);
        JsonNode size = rule.path("Statement").path("SizeConstraintStatement");

        assertEquals("body-size", rule.path("Name").asText());
        assertEquals(
                413,
                rule.path("Action")
                        .path("Block")
                        .path("CustomResponse")
                        .path("ResponseCode")
                        .asInt());
        assertEquals("GT", size.path("ComparisonOperator").asText());
        assertEquals(16_384, size.path("Size").asInt());
        assertEquals(
                "{\"Body\":{\"OversizeHandling\":\"MATCH\"}}",
                size.path("FieldToMatch").toString());
    }

    @Test
    void whatWasRefusedIsLoggedWithoutWhatSaysWhoSomebodyIs() {
        JsonNode log = TEMPLATES.only(EDGE, "AWS::Logs::LogGroup");
        assertTrue(log.path("LogGroupName").asText().startsWith("aws-waf-logs-"));
        assertEquals(90, log.path("RetentionInDays").asInt());
        JsonNode logging = TEMPLATES.only(EDGE, "AWS::WAFv2::LoggingConfiguration");
        assertEquals("DROP", logging.path("LoggingFilter").path("DefaultBehavior").asText());
        assertEquals(
                List.of("authorization", "cookie"),
                Templates.each(logging.path("RedactedFields"))
                        .map(field -> field.path("SingleHeader").path("Name").asText())
                        .toList());
        String destination = Templates.text(logging.path("LogDestinationConfigs").path(0));
        assertTrue(destination.contains(":logs:us-east-1:"), destination);
        assertFalse(destination.endsWith(":*"), destination);
        Templates.each(firewall().path("Rules"))
                .forEach(
                        rule ->
                                assertFalse(
                                        rule.path("VisibilityConfig")
                                                .path("SampledRequestsEnabled")
                                                .asBoolean(true)));
    }

    /** AWS has none for APIs of that kind, nor for network balancers. */
    @Test
    void noOtherStackHasAFirewall() {
        for (String stack : TEMPLATES.stacks()) {
            assertEquals(
                    stack.equals(EDGE) ? 1 : 0,
                    TEMPLATES.resources(stack, "AWS::WAFv2::WebACL").size(),
                    stack);
            assertTrue(
                    TEMPLATES.resources(stack, "AWS::WAFv2::WebACLAssociation").isEmpty(), stack);
        }
    }
}
