package dev.atrium.rights;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That one action may be done with one thing.
 *
 * @param action of IAM, such as {@code dynamodb:GetItem}
 * @param resource for DynamoDB a table's name without a prefix, or {@code TABLE/index/NAME}; for
 *     secrets a purpose, such as {@code sessions} or {@code sessions.pub}; for functions one of
 *     them; else {@value #ONE}
 */
public record Right(String action, String resource) implements Comparable<Right> {
    /** Of services of which a deployment has one thing. */
    public static final String ONE = "-";

    /** What the actions of DynamoDB begin with. */
    public static final String DYNAMO = "dynamodb:";

    private static final Pattern ACTIONS = Pattern.compile("[a-z0-9-]+:[A-Z][A-Za-z]+");
    private static final Pattern INDEXES = Pattern.compile("([a-z-]+)/index/([a-z-]+)");
    private static final Pattern NAMES = Pattern.compile("[a-z][a-z.-]*");

    public Right {
        if (!ACTIONS.matcher(action).matches()) {
            throw new IllegalArgumentException(action + " is no action of IAM");
        }
        boolean known =
                action.startsWith(DYNAMO)
                        ? isTableOrIndex(resource)
                        : resource.equals(ONE) || NAMES.matcher(resource).matches();
        if (!known) {
            throw new IllegalArgumentException(resource + " is nothing for " + action);
        }
    }

    private static boolean isTableOrIndex(String resource) {
        Matcher index = INDEXES.matcher(resource);
        if (!index.matches()) {
            return table(resource).isPresent();
        }
        return table(index.group(1)).stream()
                .flatMap(table -> table.indexes().stream())
                .anyMatch(known -> known.name().equals(index.group(2)));
    }

    private static Optional<TableDefinition<?>> table(String name) {
        return Tables.all().stream()
                .<TableDefinition<?>>map(table -> table)
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    /** Whether it is with a table or an index. */
    public boolean isOfDynamo() {
        return action.startsWith(DYNAMO);
    }

    @Override
    public int compareTo(Right other) {
        int byAction = action.compareTo(other.action);
        return byAction == 0 ? resource.compareTo(other.resource) : byAction;
    }
}
