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
 */
public record Watched(
        List<String> functions, Optional<String> httpApi, Optional<String> socketApi) {
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
        return new Watched(functions, Optional.empty(), Optional.empty());
    }

    /** Those that settle, as far as they are there. */
    List<String> settling() {
        return functions.stream()
                .filter(name -> name.equals(SETTLEMENT) || name.equals(RECONCILER))
                .toList();
    }
}
