package dev.atrium.cdk.schedule;

import dev.atrium.cdk.function.FunctionsStack;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs by itself and is no host: each once a minute but for the loader of questions, which is
 * called after each deployment of this stack and once an hour. What is called twice at once, or not
 * at all for a minute, does no harm.
 */
public final class ScheduleStack extends Stack {
    /** Called once a minute, by the name of the rule. */
    static final Map<String, String> EVERY_MINUTE =
            Map.of(
                    "matchmaker", "match.MatchmakerHandler",
                    "room-sweeper", "placement.RoomSweeperHandler",
                    "room-code-sweeper", "party.RoomCodeSweeperHandler",
                    "deletion-sweeper", "account.DeletionSweeperHandler",
                    "siege-schedule", "siege.SiegeScheduleHandler",
                    "escrow-reconciler", "settle.EscrowReconcilerHandler",
                    "seasons", "season.SeasonHandler");

    /** Called after a deployment. */
    static final String QUESTION_LOADER = "question.QuestionLoaderHandler";

    /** What comes later is as good as what the next minute brings; EventBridge's least. */
    private static final int AGE_MAX_S = 60;

    private static final int TRIES = 1;
    private static final List<String> DEPLOYED = List.of("CREATE_COMPLETE", "UPDATE_COMPLETE");

    private final FunctionsStack functions;

    /**
     * The schedules of a stage.
     *
     * @param scope the app
     * @param stage names them
     * @param functions what is called
     * @param props account and region
     */
    public ScheduleStack(Construct scope, Stage stage, FunctionsStack functions, StackProps props) {
        super(scope, stage.stack("schedules"), props);
        this.functions = functions;
        new TreeMap<>(EVERY_MINUTE)
                .forEach(
                        (name, handler) ->
                                calls(
                                        rule(name, handler)
                                                .scheduleExpression("rate(1 minute)")
                                                .build(),
                                        handler));
        questionLoader();
    }

    /**
     * Loading what is there already writes nothing. The hour is for a deployment that the rule did
     * not hear of, such as the one that made it.
     */
    private void questionLoader() {
        calls(
                rule("after-deployment", QUESTION_LOADER).eventPattern(deployed()).build(),
                QUESTION_LOADER);
        calls(
                rule("every-hour", QUESTION_LOADER).scheduleExpression("rate(1 hour)").build(),
                QUESTION_LOADER);
    }

    private Map<String, Object> deployed() {
        return new TreeMap<>(
                Map.of(
                        "source", List.of("aws.cloudformation"),
                        "detail-type", List.of("CloudFormation Stack Status Change"),
                        "detail",
                                new TreeMap<>(
                                        Map.of(
                                                "stack-id", List.of(functions.getStackId()),
                                                "status-details", Map.of("status", DEPLOYED)))));
    }

    private CfnRule.Builder rule(String name, String handler) {
        return CfnRule.Builder.create(this, name)
                .state("ENABLED")
                .targets(
                        List.of(
                                CfnRule.TargetProperty.builder()
                                        .id("function")
                                        .arn(functions.aliasArn(handler))
                                        .retryPolicy(
                                                CfnRule.RetryPolicyProperty.builder()
                                                        .maximumEventAgeInSeconds(AGE_MAX_S)
                                                        .maximumRetryAttempts(TRIES)
                                                        .build())
                                        .deadLetterConfig(
                                                CfnRule.DeadLetterConfigProperty.builder()
                                                        .arn(functions.undelivered().getQueueArn())
                                                        .build())
                                        .build()));
    }

    private void calls(CfnRule rule, String handler) {
        CfnPermission.Builder.create(this, rule.getNode().getId() + "-calls")
                .action("lambda:InvokeFunction")
                .functionName(functions.aliasArn(handler))
                .principal("events.amazonaws.com")
                .sourceArn(rule.getAttrArn())
                .build();
    }
}
