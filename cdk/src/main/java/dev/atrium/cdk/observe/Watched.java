package dev.atrium.cdk.observe;

import java.util.List;
import java.util.Optional;

/**
 * What there is to watch in a stage beside its hosts. Names alone, so that this stack needs nothing
 * of the others but that they were deployed before it.
 *
 * @param functions the functions' names without the stage, such as {@code settlement}: what they
 *     and their logs are called follows from them
 * @param httpApi the id of the HTTP API, once there is one
 * @param socketApi the id of the WebSocket API, once there is one
 * @param redis the id of Redis's replication group, once there is one
 * @param balancer what is before the hosts, once it is
 */
public record Watched(
        List<String> functions,
        Optional<String> httpApi,
        Optional<String> socketApi,
        Optional<String> redis,
        Optional<Balancer> balancer) {
    /**
     * The balancer before the hosts, as CloudWatch names it.
     *
     * @param name such as {@code net/NAME/NUMBER}
     * @param hosts the group of targets that hosts are in, such as {@code targetgroup/NAME/NUMBER}
     */
    public record Balancer(String name, String hosts) {}

    /** Settles outcomes as they are written. */
    public static final String SETTLEMENT = "settlement";

    /** Looks at outcomes that wait, once a minute. */
    public static final String RECONCILER = "escrow-reconciler";

    /** In the order of their names. */
    public Watched {
        functions = functions.stream().sorted().toList();
    }

    /** Functions alone. */
    public static Watched functions(List<String> functions) {
        return new Watched(
                functions, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Those that settle, as far as they are there. */
    List<String> settling() {
        return functions.stream()
                .filter(name -> name.equals(SETTLEMENT) || name.equals(RECONCILER))
                .toList();
    }
}
