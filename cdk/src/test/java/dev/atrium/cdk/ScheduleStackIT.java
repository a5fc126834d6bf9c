package dev.atrium.cdk;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Matcher;
import software.amazon.awscdk.assertions.Template;

import java.util.List;
import java.util.Map;

class ScheduleStackIT {
    private static Template of(Stage stage) {
        return Template.fromStack(
                new ScheduleStack(new App(), stage, StackProps.builder().build()));
    }

    @Test
    void sweeperIsCalledOnceAMinute() {
        Template template = of(Stage.DEV);
        template.resourceCountIs("AWS::Events::Rule", 1);
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
                                                                        "roomsweeper.*"),
                                                                "Arn")))))));
        template.hasResourceProperties(
                "AWS::Lambda::Permission",
                Map.of("Principal", "events.amazonaws.com", "Action", "lambda:InvokeFunction"));
    }

    @Test
    void sweeperIsTheFunctionOfThatStagesTables() {
        of(Stage.PROD)
                .hasResourceProperties(
                        "AWS::Lambda::Function",
                        Map.of(
                                "Handler",
                                "dev.atrium.functions.match.RoomSweeperHandler",
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
    void sweeperMayReadTheIndexAndWriteRooms() {
        List<String> actions = List.of("dynamodb:Query", "dynamodb:PutItem");
        Matcher statement = Match.objectLike(Map.of("Action", Match.arrayWith(actions)));
        Matcher policy = Match.objectLike(Map.of("Statement", Match.arrayWith(List.of(statement))));
        of(Stage.DEV).hasResourceProperties("AWS::IAM::Policy", Map.of("PolicyDocument", policy));
    }
}
