package dev.atrium.localstack.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an image is, before it is written.
 *
 * @param name such as {@code atrium/room-host}
 * @param layers what changes seldom first
 * @param entryPoint the command, absolute
 * @param environment what is set in it; whoever starts it sets the rest
 * @param volumes what must be writable; everything else need not be
 * @param ports of TCP
 */
record ImageContents(
        String name,
        List<Layer> layers,
        List<String> entryPoint,
        Map<String, String> environment,
        Set<String> volumes,
        Set<Integer> ports) {
    /** Who runs in a container, and its group: nobody that a host system has. */
    static final String USER = "10001:10001";

    /** Where it begins; keys and archives lie there unless they are told to lie elsewhere. */
    static final String HOME = "/var/atrium";

    /** Where the runtime is. */
    static final String JAVA = "/opt/java";

    /** Where everything of Atrium's is. */
    static final String ATRIUM = "/opt/atrium";

    /**
     * One layer.
     *
     * @param name what it holds
     * @param files by the path that they have in a container
     * @param own empty folders that the user owns and nobody else looks into
     */
    record Layer(String name, Map<String, Path> files, Set<String> own) {}
}
