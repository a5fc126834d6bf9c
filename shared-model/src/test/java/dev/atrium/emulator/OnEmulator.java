package dev.atrium.emulator;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.Optional;

/**
 * Skips every test, with the reason, where there is no {@link Emulator}. Found by JUnit in the
 * executions of the build that are named {@code emulator}, which run the suites of the stores and
 * of settlement once more; nowhere else, for nowhere else JUnit looks for extensions.
 */
public final class OnEmulator implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // Once for a class is enough; its methods follow it.
        Optional<String> missing =
                context.getTestMethod().isPresent() ? Optional.empty() : Emulator.start();
        return missing.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("an emulator answers"));
    }
}
