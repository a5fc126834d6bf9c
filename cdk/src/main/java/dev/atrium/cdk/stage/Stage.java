package dev.atrium.cdk.stage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One deployment of Atrium.
 *
 * @param name lower case, part of every physical name
 * @param keepsData whether tables and buckets outlive their stack and refuse to be deleted
 * @param network how far it is spread
 * @param cache what Redis runs on
 * @param hosts what rooms run on
 * @param webEverywhere whether the web client is kept near players all over the world, or in
 *     Europe, North America and Israel alone, which costs least
 * @param functionPercent of the functions' concurrency that is reserved, 1 to 100
 * @param logDays for how long logs are kept, one of the numbers that CloudWatch allows
 */
public record Stage(
        String name,
        boolean keepsData,
        NetworkSize network,
        CacheSize cache,
        HostSize hosts,
        boolean webEverywhere,
        int functionPercent,
        int logDays) {
    /** For trying things, small and cheap: deleting the stack deletes everything. */
    public static final Stage DEV =
            new Stage(
                    "dev",
                    false,
                    new NetworkSize(2, 1),
                    new CacheSize("cache.t4g.micro", 1, 0),
                    new HostSize(1, 2, 1_024, 2_048),
                    false,
                    10,
                    7);

    /** Of the shape of {@link #PROD}, at the least size: what works here works there. */
    public static final Stage STAGING =
            new Stage(
                    "staging",
                    false,
                    new NetworkSize(3, 1),
                    new CacheSize("cache.t4g.micro", 3, 1),
                    new HostSize(2, 10, 1_024, 2_048),
                    false,
                    100,
                    30);

    /** For players: what they own stays, whatever happens to the stack. */
    public static final Stage PROD =
            new Stage(
                    "prod",
                    true,
                    new NetworkSize(3, 3),
                    new CacheSize("cache.r7g.large", 3, 1),
                    new HostSize(2, 10, 2_048, 4_096),
                    true,
                    100,
                    90);

    private static final List<Stage> ALL = List.of(DEV, STAGING, PROD);

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

    /** The name of one of its stacks. */
    public String stack(String concern) {
        return "atrium-" + name + "-" + concern;
    }
}
