package dev.atrium.cdk.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

class ObservabilityStackIT {
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final Contacts SOMEBODY =
            new Contacts(Optional.of("https://pager.example/x"), Optional.of("ops@example.org"));
    private static final Watched WATCHED =
            new Watched(
                    List.of("guest", Watched.SETTLEMENT, Watched.RECONCILER),
                    Optional.of("http-id"),
                    Optional.of("socket-id"),
                    Optional.of("redis"),
                    Optional.of(new Watched.Balancer("net/hosts/1", "targetgroup/hosts/2")));

    private static ObservabilityStack stack(Stage stage, Contacts contacts) {
        return new ObservabilityStack(
                new App(), stage, WATCHED, contacts, StackProps.builder().build());
    }

    private static Template of(Stage stage) {
        return Template.fromStack(stack(stage, SOMEBODY));
    }

    private static Map<String, Object> topic(Severity severity) {
        return Map.of("Ref", Match.stringLikeRegexp("topics" + severity.label() + ".*"));
    }

    @Test
    void everyAlarmOfThePageIsThereWithItsTopicAndItsChapter() {
        Template template = of(Stage.PROD);
        List<AlarmRule> rules = Alarms.of(Stage.PROD, WATCHED);
        for (AlarmRule rule : rules) {
            String subject = rule.subject().isEmpty() ? "" : "-" + rule.subject();
            template.hasResourceProperties(
                    ALARM,
                    Map.of(
                            "AlarmName",
                            "atrium-prod-" + rule.name() + subject,
                            "AlarmActions",
                            List.of(topic(rule.severity())),
                            "OKActions",
                            List.of(topic(rule.severity())),
                            "AlarmDescription",
                            Match.stringLikeRegexp(".*runbook\\.md#" + rule.name()),
                            "Threshold",
                            rule.limit().value(),
                            "EvaluationPeriods",
                            rule.window().of(),
                            "DatapointsToAlarm",
                            rule.window().bad(),
                            "TreatMissingData",
                            rule.missingIsBad() ? "breaching" : "notBreaching"));
        }
        template.resourceCountIs(ALARM, rules.size() + 2 * ServiceLevel.BURNS.size());
    }

    @Test
    void aHostsMetricIsLookedAtInTheStagesNamespace() {
        of(Stage.PROD)
                .hasResourceProperties(
                        ALARM,
                        Map.of(
                                "AlarmName", "atrium-prod-redis-down",
                                "Namespace", "atrium-prod",
                                "MetricName", "atrium_store_up",
                                "Statistic", "Minimum",
                                "ComparisonOperator", "LessThanThreshold",
                                "Period", 60,
                                "Dimensions",
                                        List.of(
                                                Map.of("Name", "service", "Value", "room-host"),
                                                Map.of("Name", "store", "Value", "redis"))));
    }

    @Test
    void hostsAreCountedByWhatTheirCollectorsSendInAMinute() {
        of(Stage.PROD)
                .hasResourceProperties(
                        ALARM,
                        Map.of(
                                "AlarmName",
                                "atrium-prod-host-down",
                                "Metrics",
                                Match.arrayWith(
                                        List.of(
                                                Match.objectLike(
                                                        Map.of("Expression", "m0 / 3"))))));
    }

    @Test
    void aShareOfNothingIsNone() {
        of(Stage.PROD)
                .hasResourceProperties(
                        ALARM,
                        Map.of(
                                "AlarmName",
                                "atrium-prod-error-rate",
                                "Metrics",
                                Match.arrayWith(
                                        List.of(
                                                Match.objectLike(
                                                        Map.of(
                                                                "Expression",
                                                                "IF(FILL(m0, 0) >= 5 AND FILL(m1,"
                                                                        + " 0) > 0, FILL(m0, 0) /"
                                                                        + " FILL(m1, 0), 0)"))))));
    }

    @Test
    void theServiceLevelTellsSomebodyOnlyIfBothWindowsBurn() {
        Template template = of(Stage.PROD);
        for (ServiceLevel.Burn burn : ServiceLevel.BURNS) {
            template.hasResourceProperties(
                    "AWS::CloudWatch::CompositeAlarm",
                    Map.of(
                            "AlarmName",
                            "atrium-prod-" + burn.name(),
                            "AlarmActions",
                            List.of(topic(burn.severity())),
                            "AlarmRule",
                            Match.objectLike(
                                    Map.of(
                                            "Fn::Join",
                                            List.of(
                                                    "",
                                                    Match.arrayWith(
                                                            List.of(
                                                                    "(ALARM(\"",
                                                                    "\") AND ALARM(\"")))))));
            for (String window : List.of("long", "short")) {
                template.hasResourceProperties(
                        ALARM,
                        Map.of(
                                "AlarmName",
                                "atrium-prod-" + burn.name() + "-" + window,
                                "AlarmActions",
                                Match.absent()));
            }
        }
        template.resourceCountIs("AWS::CloudWatch::CompositeAlarm", ServiceLevel.BURNS.size());
    }

    @Test
    void topicsAreEncryptedAndTakeNothingInTheClearAndNothingOfOtherAccounts() {
        Template template = of(Stage.PROD);
        for (Severity severity : Severity.values()) {
            template.hasResourceProperties(
                    "AWS::SNS::Topic",
                    Map.of(
                            "TopicName",
                            "atrium-prod-" + severity.label(),
                            "KmsMasterKeyId",
                            Match.anyValue()));
        }
        Map<String, Object> overTls =
                Map.of(
                        "Effect",
                        "Deny",
                        "Condition",
                        Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        Map<String, Object> account = Map.of("Ref", "AWS::AccountId");
        Map<String, Object> ofThisAccount =
                Map.of(
                        "Action",
                        "sns:Publish",
                        "Condition",
                        Map.of("StringEquals", Map.of("aws:SourceAccount", account)));
        template.resourcePropertiesCountIs(
                "AWS::SNS::TopicPolicy",
                Map.of(
                        "PolicyDocument",
                        Map.of(
                                "Statement",
                                Match.arrayWith(
                                        List.of(
                                                Match.objectLike(overTls),
                                                Match.objectLike(ofThisAccount))))),
                2);
        template.hasResourceProperties("AWS::KMS::Key", Map.of("EnableKeyRotation", true));
    }

    @Test
    void whoIsNamedIsSubscribed() {
        Template template = of(Stage.PROD);
        template.hasResourceProperties(
                "AWS::SNS::Subscription",
                Map.of("Protocol", "https", "Endpoint", "https://pager.example/x"));
        template.hasResourceProperties(
                "AWS::SNS::Subscription",
                Map.of("Protocol", "email", "Endpoint", "ops@example.org"));
        Template quiet = Template.fromStack(stack(Stage.DEV, Contacts.NOBODY));
        quiet.resourceCountIs("AWS::SNS::Subscription", 0);
    }

    /** With an error the command line deploys nothing. */
    @Test
    void prodThatWouldTellNobodyIsNotDeployed() {
        Annotations.fromStack(stack(Stage.PROD, Contacts.NOBODY))
                .hasError("*", Match.stringLikeRegexp(".*give -c page=ADDRESS.*"));
        Annotations.fromStack(stack(Stage.PROD, Contacts.NOBODY))
                .hasError("*", Match.stringLikeRegexp(".*give -c warn=ADDRESS.*"));
        Annotations.fromStack(stack(Stage.PROD, SOMEBODY))
                .hasNoError("*", Match.stringLikeRegexp(".*"));
        Annotations.fromStack(stack(Stage.DEV, Contacts.NOBODY))
                .hasNoError("*", Match.stringLikeRegexp(".*"));
    }

    @Test
    void linesOfLogsAreCountedWhereTheyAreWritten() {
        Template template = of(Stage.DEV);
        template.hasResourceProperties(
                "AWS::Logs::MetricFilter",
                Map.of(
                        "LogGroupName",
                        "/atrium/dev/functions/settlement",
                        "FilterPattern",
                        LogMetric.DEAD_LETTERS.pattern(),
                        "MetricTransformations",
                        List.of(
                                Match.objectLike(
                                        Map.of(
                                                "MetricName",
                                                "DeadLetters",
                                                "MetricNamespace",
                                                "atrium-dev",
                                                "MetricValue",
                                                "1")))));
        // Errors of three functions and the hosts, dead letters of the two that settle.
        template.resourceCountIs("AWS::Logs::MetricFilter", 3 + 1 + 2);
    }

    /** Else those that CloudWatch does not take would be left out in silence. */
    @Test
    void aQueryOverManyLogsIsAskedInParts() {
        List<String> many = IntStream.range(0, 60).mapToObj(i -> "function-" + i).toList();
        Template template =
                Template.fromStack(
                        new ObservabilityStack(
                                new App(),
                                Stage.DEV,
                                Watched.functions(many),
                                SOMEBODY,
                                StackProps.builder().build()));
        Set<String> asked = new TreeSet<>();
        for (JsonNode query :
                new ObjectMapper()
                        .<JsonNode>valueToTree(
                                template.findResources("AWS::Logs::QueryDefinition"))) {
            JsonNode logs = query.at("/Properties/LogGroupNames");
            assertTrue(logs.size() <= 50, query.toString());
            if (query.at("/Properties/Name").asText().contains("errors-by-fingerprint")) {
                logs.forEach(log -> asked.add(log.asText()));
            }
        }
        assertEquals(1 + many.size(), asked.size());
    }

    @Test
    void savedQueriesGoThroughTheLogsTheyAreAbout() {
        Template template = of(Stage.DEV);
        template.resourceCountIs("AWS::Logs::QueryDefinition", SavedQuery.ALL.size());
        template.hasResourceProperties(
                "AWS::Logs::QueryDefinition",
                Map.of(
                        "Name",
                        "atrium/dev/errors-by-fingerprint",
                        "LogGroupNames",
                        Match.arrayWith(
                                List.of("/atrium/dev/hosts", "/atrium/dev/functions/guest")),
                        "QueryString",
                        Match.stringLikeRegexp("[\\s\\S]*by fingerprint[\\s\\S]*")));
    }

    @Test
    void aStageHasAsManyDashboardsAsCostNothingAndTheyShowWhatIsThere() throws Exception {
        Template template = of(Stage.DEV);
        Map<String, Map<String, Object>> boards =
                template.findResources("AWS::CloudWatch::Dashboard");
        assertEquals(3, boards.size());
        String text = new ObjectMapper().writeValueAsString(boards);
        for (String name :
                List.of("atrium_room_lateness_recent_seconds", "RoomsFinished", "DeadLetters")) {
            assertTrue(text.contains(name), name);
        }
        assertTrue(text.contains("atrium-dev-guest"), "functions by their names");
    }

    @Test
    void whatAStageMayCostIsWatched() {
        for (Stage stage : Stage.all()) {
            of(stage)
                    .hasResourceProperties(
                            "AWS::Budgets::Budget",
                            Map.of(
                                    "Budget",
                                    Match.objectLike(
                                            Map.of(
                                                    "BudgetLimit",
                                                    Map.of(
                                                            "Amount",
                                                            Spending.dollars(stage),
                                                            "Unit",
                                                            "USD"),
                                                    "CostFilters",
                                                    Map.of(
                                                            "TagKeyValue",
                                                            List.of(
                                                                    "user:atrium:stage$"
                                                                            + stage.name()))))));
            assertTrue(Spending.dollars(stage) > 0);
        }
    }

    @Test
    void noMetricIsAskedForTwiceInOneAlarmAndNoAlarmForTooMany() throws Exception {
        JsonNode alarms = new ObjectMapper().valueToTree(of(Stage.PROD).findResources(ALARM));
        for (JsonNode alarm : alarms) {
            long metrics =
                    alarm.path("Properties")
                            .path("Metrics")
                            .valueStream()
                            .filter(metric -> metric.has("MetricStat"))
                            .count();
            assertTrue(metrics <= 10, alarm.toString());
        }
        assertFalse(alarms.isEmpty());
    }

    @Test
    void itBreaksNoRule() {
        for (Stage stage : Stage.all()) {
            ObservabilityStack stack = stack(stage, SOMEBODY);
            Rules.apply(stack);
            Annotations.fromStack(stack).hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        }
    }
}
