package dev.atrium.cdk;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One deployment of Atrium.
 *
 * @param name lower case, part of every physical name
 * @param keepsData whether tables and buckets outlive their stack and refuse to be deleted
 */
public record Stage(String name, boolean keepsData) {
    /** For trying things: deleting the stack deletes everything. */
    public static final Stage DEV = new Stage("dev", false);

    /** For players: what they own stays, whatever happens to the stack. */
    public static final Stage PROD = new Stage("prod", true);

    private static final List<Stage> ALL = List.of(DEV, PROD);

    /** All there are. */
    public static List<Stage> all() {
        return ALL;
    }

    /**
     * The stage of that name.
     *
     * @throws IllegalArgumentException if there is none, with the names that are allowed
     */
    public static Stage named(String name) {
        return ALL.stream()
                .filter(stage -> stage.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "stage=%s (allowed: %s)".formatted(name, names())));
    }

    private static String names() {
        return ALL.stream().map(Stage::name).collect(Collectors.joining(", "));
    }

    /** What the names of this stage's tables begin with: {@code ATRIUM_TABLE_PREFIX}. */
    public String tablePrefix() {
        return "atrium-" + name + "-";
    }
}
