package dev.atrium.host.operator;

/** The port of operators, as annotations name it. */
final class OperatorPort {
    /** Set beside the listener in {@code application.yml}. */
    static final String NUMBER = "${atrium.operator.port}";

    private OperatorPort() {}
}
