package dev.atrium.cdk.check;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.rights.Right;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a role is granted, read back from the policies of a template. */
public final class GrantedRights {
    private static final Pattern TABLES = Pattern.compile("arn:.*:dynamodb:.*:table/(.+)");
    private static final Pattern SECRETS =
            Pattern.compile("arn:.*:secretsmanager:.*:secret:atrium/[a-z]+/(.+)-\\?{6}");

    /** What a role has beside its rights: its log, its traces, its key, its place in a network. */
    private static final Set<String> ALWAYS =
            Set.of(
                    "kms:Decrypt",
                    "logs:CreateLogStream",
                    "logs:PutLogEvents",
                    "xray:PutTelemetryRecords",
                    "xray:PutTraceSegments");

    /** On the queue of what is not delivered, by Lambda for the function. */
    private static final String LETTERS = "undelivered";

    private final List<Granted> all = new ArrayList<>();

    private GrantedRights() {}

    private record Granted(String action, String resource) {}

    /** Those of each role of a template, by its logical id. */
    public static Map<String, GrantedRights> byRole(JsonNode template) {
        Map<String, GrantedRights> byRole = new TreeMap<>();
        for (JsonNode resource : template.path("Resources")) {
            String type = resource.path("Type").asText();
            if (type.equals("AWS::IAM::Policy") || type.equals("AWS::IAM::ManagedPolicy")) {
                JsonNode properties = resource.path("Properties");
                for (JsonNode role : properties.path("Roles")) {
                    byRole.computeIfAbsent(role.path("Ref").asText(), r -> new GrantedRights())
                            .add(properties.path("PolicyDocument").path("Statement"));
                }
            }
        }
        return byRole;
    }

    private void add(JsonNode statements) {
        for (JsonNode statement : statements) {
            Templates.each(statement.path("Action"))
                    .forEach(
                            action ->
                                    Templates.each(statement.path("Resource"))
                                            .forEach(
                                                    resource ->
                                                            all.add(
                                                                    new Granted(
                                                                            action.asText(),
                                                                            Templates.text(
                                                                                    resource)))));
        }
    }

    /**
     * As rights.
     *
     * @param tablePrefix of the stage
     * @param others actions that are not looked at
     */
    public SortedSet<Right> rights(String tablePrefix, Set<String> others) {
        SortedSet<Right> rights = new TreeSet<>();
        for (Granted granted : all) {
            boolean letters =
                    granted.action().startsWith("sqs:") && granted.resource().contains(LETTERS);
            if (!ALWAYS.contains(granted.action())
                    && !others.contains(granted.action())
                    && !letters) {
                rights.add(new Right(granted.action(), resource(granted, tablePrefix)));
            }
        }
        return rights;
    }

    private static String resource(Granted granted, String tablePrefix) {
        Matcher table = TABLES.matcher(granted.resource());
        if (table.matches()) {
            String name = table.group(1);
            if (!name.startsWith(tablePrefix)) {
                throw new IllegalArgumentException(name + " is of another stage");
            }
            return name.substring(tablePrefix.length());
        }
        Matcher secret = SECRETS.matcher(granted.resource());
        if (secret.matches()) {
            return secret.group(1);
        }
        if (granted.action().equals("lambda:InvokeFunction")) {
            if (!granted.resource().endsWith(":function:" + tablePrefix + "seed:live")) {
                throw new IllegalArgumentException(granted.resource() + " is no seed");
            }
            return "seed.SeedHandler";
        }
        if (granted.resource().equals("*")) {
            throw new IllegalArgumentException(granted + " is a right to everything");
        }
        return Right.ONE;
    }
}
