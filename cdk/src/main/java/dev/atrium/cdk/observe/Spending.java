package dev.atrium.cdk.observe;

import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * What a stage may cost in a month, in dollars: who is warned is told at four fifths of it, and
 * when AWS expects more than all. Counted is what bears the stage's tag.
 */
final class Spending {
    /** The source's figure for a thousand players at once; the others are made smaller. */
    private static final Map<String, Integer> DOLLARS =
            Map.of("dev", 150, "staging", 500, "prod", 960);

    private static final int SOON_PERCENT = 80;
    private static final int ALL_PERCENT = 100;

    private Spending() {}

    static int dollars(Stage stage) {
        return DOLLARS.getOrDefault(stage.name(), 0);
    }

    static void watch(Construct scope, Stage stage, String topicArn) {
        CfnBudget.Builder.create(scope, "budget")
                .budget(
                        BudgetDataProperty.builder()
                                .budgetName(stage.stack("monthly"))
                                .budgetType("COST")
                                .timeUnit("MONTHLY")
                                .budgetLimit(
                                        SpendProperty.builder()
                                                .amount(dollars(stage))
                                                .unit("USD")
                                                .build())
                                .costFilters(
                                        Map.of(
                                                "TagKeyValue",
                                                List.of("user:atrium:stage$" + stage.name())))
                                .build())
                .notificationsWithSubscribers(
                        List.of(
                                notice("ACTUAL", SOON_PERCENT, topicArn),
                                notice("FORECASTED", ALL_PERCENT, topicArn)))
                .build();
    }

    private static NotificationWithSubscribersProperty notice(
            String type, int percent, String topicArn) {
        return NotificationWithSubscribersProperty.builder()
                .notification(
                        NotificationProperty.builder()
                                .notificationType(type)
                                .comparisonOperator("GREATER_THAN")
                                .threshold(percent)
                                .thresholdType("PERCENTAGE")
                                .build())
                .subscribers(
                        List.of(
                                SubscriberProperty.builder()
                                        .subscriptionType("SNS")
                                        .address(topicArn)
                                        .build()))
                .build();
    }
}
