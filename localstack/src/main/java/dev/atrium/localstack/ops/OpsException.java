package dev.atrium.localstack.ops;

/** A command that was not carried out. */
final class OpsException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    OpsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Kebab-case: the host's, or {@code usage}, {@code no-stack}, {@code unavailable}. */
    String code() {
        return code;
    }
}
