package dev.atrium.localstack.gateway.api;

/** Where the value of a mapped header comes from; each is one of AWS's mapping expressions. */
public sealed interface HeaderSource {

    /** {@code context.connectionId}. */
    record ConnectionId() implements HeaderSource {}

    /** {@code context.requestId}: a new one for every message. */
    record RequestId() implements HeaderSource {}

    /** {@code context.routeKey}. */
    record RouteKey() implements HeaderSource {}

    /** {@code context.eventType}: CONNECT, MESSAGE or DISCONNECT. */
    record EventType() implements HeaderSource {}

    /** {@code context.authorizer.<key>}: {@code principalId}, or a key of the context it gave. */
    record AuthorizerValue(String key) implements HeaderSource {}

    /** {@code '<value>'}: the same for all. */
    record StaticValue(String value) implements HeaderSource {}

    /**
     * Reads AWS's notation, so that one definition can serve here and in a template.
     *
     * @throws IllegalArgumentException for an expression that is none of the above
     */
    static HeaderSource parse(String expression) {
        String authorizer = "context.authorizer.";
        if (expression.startsWith(authorizer) && expression.length() > authorizer.length()) {
            return new AuthorizerValue(expression.substring(authorizer.length()));
        }
        if (expression.length() >= 2 && expression.startsWith("'") && expression.endsWith("'")) {
            return new StaticValue(expression.substring(1, expression.length() - 1));
        }
        return switch (expression) {
            case "context.connectionId" -> new ConnectionId();
            case "context.requestId" -> new RequestId();
            case "context.routeKey" -> new RouteKey();
            case "context.eventType" -> new EventType();
            default -> throw new IllegalArgumentException("no such mapping: " + expression);
        };
    }
}
