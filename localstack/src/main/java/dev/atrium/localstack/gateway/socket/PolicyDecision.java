package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an authorizer's IAM policy says about one resource: a deny wins, no word is a deny. */
final class PolicyDecision {

    private static final String INVOKE = "execute-api:Invoke";

    private PolicyDecision() {}

    /** Whether the policy lets its bearer invoke the resource. */
    static boolean allows(JsonNode policyDocument, String arn) {
        JsonNode statements = policyDocument.path("Statement");
        boolean allowed = false;
        for (JsonNode statement : statements.isObject() ? List.of(statements) : statements) {
            boolean concerns =
                    anyMatches(statement.path("Action"), INVOKE)
                            && anyMatches(statement.path("Resource"), arn);
            if (concerns && statement.path("Effect").asText().equals("Deny")) {
                return false;
            }
            allowed |= concerns && statement.path("Effect").asText().equals("Allow");
        }
        return allowed;
    }

    private static boolean anyMatches(JsonNode patterns, String value) {
        List<String> texts = new ArrayList<>();
        if (patterns.isTextual()) {
            texts.add(patterns.asText());
        }
        patterns.forEach(pattern -> texts.add(pattern.asText()));
        return texts.stream().anyMatch(pattern -> matches(pattern, value));
    }

    /** {@code *} is any run of characters, {@code ?} any one; actions know no case. */
    private static boolean matches(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return value.toLowerCase(Locale.ROOT).matches(regex.toString());
    }
}
