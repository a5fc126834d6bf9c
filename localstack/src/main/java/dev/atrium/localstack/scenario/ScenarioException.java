package dev.atrium.localstack.scenario;

/** Something did not go as a scenario must. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What. */
    public ScenarioException(String message) {
        super(message);
    }

    /** What, and why. */
    public ScenarioException(String message, Throwable cause) {
        super(message, cause);
    }
}
