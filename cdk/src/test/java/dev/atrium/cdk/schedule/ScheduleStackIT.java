package dev.atrium.cdk.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.function.FunctionPlan;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

class ScheduleStackIT {
    private static final String STACK = "atrium-dev-schedules";
    private static final String RULE = "AWS::Events::Rule";

    private final Templates templates = Templates.of(Stage.DEV);

    private Set<String> calledBy(String expression) {
        Set<String> called = new TreeSet<>();
        for (JsonNode rule : templates.resources(STACK, RULE).values()) {
            if (rule.path("Properties").path("ScheduleExpression").asText().equals(expression)) {
                called.add(target(rule));
            }
        }
        return called;
    }

    /** The function's construct, as the import of its alias names it. */
    private static String target(JsonNode rule) {
        JsonNode targets = rule.path("Properties").path("Targets");
        assertEquals(1, targets.size());
        JsonNode target = targets.path(0);
        assertTrue(target.path("DeadLetterConfig").has("Arn"), target::toString);
        assertEquals(1, target.path("RetryPolicy").path("MaximumRetryAttempts").asInt());
        return Templates.text(target.path("Arn"))
                .replaceFirst(".*ExportsOutputRef([a-z]+)live.*", "$1");
    }

    @Test
    void whatRunsByItselfIsCalledOnceAMinute() {
        Set<String> wanted = new TreeSet<>();
        for (String handler : ScheduleStack.EVERY_MINUTE.values()) {
            wanted.add(FunctionPlan.of(handler).name().replace("-", ""));
        }
        assertEquals(wanted, calledBy("rate(1 minute)"));
    }

    @Test
    void questionsAreLoadedAfterADeploymentAndOnceAnHour() {
        assertEquals(Set.of("questionloader"), calledBy("rate(1 hour)"));
        JsonNode rule =
                templates.resources(STACK, RULE).values().stream()
                        .filter(r -> r.path("Properties").has("EventPattern"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("questionloader", target(rule));
        JsonNode pattern = rule.path("Properties").path("EventPattern");
        assertEquals("aws.cloudformation", pattern.path("source").path(0).asText());
        assertEquals(
                "[\"CREATE_COMPLETE\",\"UPDATE_COMPLETE\"]",
                pattern.path("detail").path("status-details").path("status").toString());
    }
}
