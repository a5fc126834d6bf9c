package dev.atrium.cdk.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ScheduleStackIT {
    private static Template of(Stage stage) {
        return Template.fromStack(
                new ScheduleStack(new App(), stage, StackProps.builder().build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"roomsweeper", "roomcodesweeper", "deletionsweeper"})
    void sweeperIsCalledOnceAMinute(String function) {
        Template template = of(Stage.DEV);
        template.resourceCountIs("AWS::Events::Rule", 5);
        template.hasResourceProperties(
                "AWS::Events::Rule",
                Map.of(
                        "ScheduleExpression",
                        "rate(1 minute)",
                        "State",
                        "ENABLED",
                        "Targets",
                        List.of(
                                Match.objectLike(
                                        Map.of(
                                                "Arn",
                                                Map.of(
                                                        "Fn::GetAtt",
                                                        List.of(
                                                                Match.stringLikeRegexp(
                                                                        function + ".*"),
                                                                "Arn")))))));
        template.hasResourceProperties(
                "AWS::Lambda::Permission",
                Map.of(
                        "Principal",
                        "events.amazonaws.com",
                        "Action",
                        "lambda:InvokeFunction",
                        "FunctionName",
                        Map.of(
                                "Fn::GetAtt",
                                List.of(Match.stringLikeRegexp(function + ".*"), "Arn"))));
    }

    @Test
    void questionsAreLoadedAfterADeploymentAndOnceAnHour() {
        Template template = of(Stage.DEV);
        Map<String, Object> toTheLoader =
                Map.of(
                        "Targets",
                        List.of(
                                Match.objectLike(
                                        Map.of(
                                                "Arn",
                                                Map.of(
                                                        "Fn::GetAtt",
                                                        List.of(
                                                                Match.stringLikeRegexp(
                                                                        "questionloader.*"),
                                                                "Arn"))))));
        Map<String, Object> afterDeployment = new HashMap<>(toTheLoader);
        afterDeployment.put(
                "EventPattern",
                Map.of(
                        "source",
                        List.of("aws.cloudformation"),
                        "detail-type",
                        List.of("CloudFormation Stack Status Change"),
                        "detail",
                        Map.of(
                                "stack-id",
                                List.of(Map.of("Ref", "AWS::StackId")),
                                "status-details",
                                Map.of("status", List.of("CREATE_COMPLETE", "UPDATE_COMPLETE")))));
        template.hasResourceProperties("AWS::Events::Rule", afterDeployment);
        Map<String, Object> everyHour = new HashMap<>(toTheLoader);
        everyHour.put("ScheduleExpression", "rate(1 hour)");
        template.hasResourceProperties("AWS::Events::Rule", everyHour);
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of("Handler", "dev.atrium.functions.question.QuestionLoaderHandler"));
        assertEquals(1, statements("dynamodb:BatchWriteItem", "atrium-dev-questions]").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ScheduleStack.SWEEPER,
                ScheduleStack.CODE_SWEEPER,
                ScheduleStack.DELETION_SWEEPER
            })
    void sweeperIsTheFunctionOfThatStagesTables(String handler) {
        of(Stage.PROD)
                .hasResourceProperties(
                        "AWS::Lambda::Function",
                        Map.of(
                                "Handler",
                                handler,
                                "Runtime",
                                "java25",
                                "ReservedConcurrentExecutions",
                                1,
                                "Environment",
                                Map.of(
                                        "Variables",
                                        Match.objectLike(
                                                Map.of("ATRIUM_TABLE_PREFIX", "atrium-prod-")))));
    }

    @Test
    void theSweeperOfCodesKnowsRedis() {
        of(Stage.DEV)
                .hasResourceProperties(
                        "AWS::Lambda::Function",
                        Map.of(
                                "Handler",
                                ScheduleStack.CODE_SWEEPER,
                                "Environment",
                                Map.of(
                                        "Variables",
                                        Match.objectLike(
                                                Map.of(
                                                        "ATRIUM_REDIS_URI",
                                                        Map.of("Ref", "RedisUri"))))));
    }

    @Test
    void sweepersMayReadTheIndexesAndWriteWhatTheySweep() {
        for (TableDefinition<?> swept :
                List.of(Tables.ROOMS, Tables.CONNECTIONS, Tables.ROOM_CODES)) {
            String table = swept.name();
            String name = "atrium-dev-" + table;
            // Deletions close sockets.
            int writers = table.equals("connections") ? 2 : 1;
            assertEquals(
                    writers,
                    statements("dynamodb:PutItem", name + "]").size(),
                    "writes to " + table);
            int readers = table.equals("rooms") ? 2 : writers;
            for (TableDefinition.Index index : swept.indexes()) {
                String named = name + "/index/" + index.name() + "]";
                assertEquals(readers, statements("dynamodb:Query", named).size(), named);
            }
        }
        assertEquals(1, statements("dynamodb:BatchGetItem", "atrium-dev-room-codes]").size());
    }

    /** Statements that allow an action on something that ends so. */
    private static List<Map<String, Object>> statements(String action, String resourceEnd) {
        Template template = of(Stage.DEV);
        // What does not fit into a role's own policy is put into one that is attached to it.
        return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(type -> template.findResources(type).values().stream())
                .flatMap(policy -> list(map(map(policy, "Properties"), "PolicyDocument")))
                .filter(statement -> "Allow".equals(statement.get("Effect")))
                .filter(statement -> String.valueOf(statement.get("Action")).contains(action))
                // {Fn::Join=[, [arn:, {Ref=…}, …, :table/NAME/index/INDEX]]}
                .filter(s -> String.valueOf(s.get("Resource")).contains(":table/" + resourceEnd))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> list(Map<String, Object> document) {
        return ((List<Map<String, Object>>) document.get("Statement")).stream();
    }
}
