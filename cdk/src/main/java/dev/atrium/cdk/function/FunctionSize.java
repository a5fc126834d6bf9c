package dev.atrium.cdk.function;

import dev.atrium.cdk.stage.Stage;

/**
 * How long a function may take, and how many run at once.
 *
 * @param timeoutS 1 to 900
 * @param atOnce reserved for it on every stage but {@code dev}, 1 and more
 */
public record FunctionSize(int timeoutS, int atOnce) {
    private static final int TIMEOUT_S_MAX = 900;

    public FunctionSize {
        if (timeoutS < 1 || timeoutS > TIMEOUT_S_MAX || atOnce < 1) {
            throw new IllegalArgumentException(
                    "timeoutS=" + timeoutS + ", atOnce=" + atOnce + " (1-900, 1 and more)");
        }
    }

    /** How many are reserved on a stage. */
    public int atOnce(Stage stage) {
        return Math.max(1, atOnce * stage.functionPercent() / 100);
    }
}
