package dev.atrium.cdk.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import java.util.Collection;

/** What is priced one by one is as many as the templates have. */
class PricedPartsIT {
    private static final Templates TEMPLATES = Templates.of(Stage.PROD);

    private static Collection<JsonNode> resources(String stack, String type) {
        return TEMPLATES.resources("atrium-prod-" + stack, type).values();
    }

    /** One that looks at a metric by its name has no list of them. */
    private static long metrics(JsonNode alarm) {
        long listed =
                alarm.at("/Properties/Metrics")
                        .valueStream()
                        .filter(metric -> metric.has("MetricStat"))
                        .count();
        return Math.max(1, listed);
    }

    @Test
    void alarmsArePaidByTheirMetrics() {
        assertEquals(
                CostModel.ALARM_METRICS,
                resources("observability", "AWS::CloudWatch::Alarm").stream()
                        .mapToLong(PricedPartsIT::metrics)
                        .sum());
        assertEquals(
                CostModel.COMPOSITE_ALARMS,
                resources("observability", "AWS::CloudWatch::CompositeAlarm").size());
    }

    @Test
    void theFirewallIsPaidByItsRules() {
        JsonNode firewall =
                resources("edge", "AWS::WAFv2::WebACL").iterator().next().path("Properties");
        assertEquals(CostModel.FIREWALL_RULES, firewall.path("Rules").size());
    }
}
