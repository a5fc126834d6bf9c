package dev.atrium.localstack.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of an image as a container would see them, from the tar alone, and its entry point. */
final class ContainerTree {
    /**
     * Mounts as an engine would: all of it is read-only, its volumes are empty and its user's, and
     * nothing that lies there is run, unless {@code $2} says so. Then the user runs the rest.
     */
    private static final String CONTAINER =
            """
            set -e
            PATH=/usr/sbin:/usr/bin:/sbin:/bin
            tree=$1 run=$2; shift 2
            mkdir -p "$tree/proc" "$tree/dev"
            mount --bind "$tree" "$tree"
            mount -o remount,bind,ro,nosuid,nodev "$tree"
            own="nosuid,nodev,$run,mode=700,uid=10001,gid=10001"
            mount -t tmpfs -o "$own" tmpfs "$tree/tmp"
            mount -t tmpfs -o "$own" tmpfs "$tree/var/atrium"
            mount --bind /proc "$tree/proc"
            mount --bind /dev "$tree/dev"
            cd "$tree/var/atrium"
            exec /usr/sbin/chroot --userspec=10001:10001 --groups=10001 "$tree" "$@"
            """;

    private final Path root;
    private final JsonNode config;
    private final Map<String, Long> layers;

    private ContainerTree(Path root, JsonNode config, Map<String, Long> layers) {
        this.root = root;
        this.config = config;
        this.layers = layers;
    }

    /** Unpacks an image into a new folder. */
    static ContainerTree unpack(Path tar, Path folder) throws IOException {
        Path layout = Files.createDirectories(folder.resolve("layout"));
        Path root = Files.createDirectories(folder.resolve("tree"));
        JavaRuntime.output(List.of("tar", "-xf", tar.toString(), "-C", layout.toString()));
        ObjectMapper json = new ObjectMapper();
        JsonNode index = json.readTree(layout.resolve("index.json").toFile());
        JsonNode manifest = json.readTree(blob(layout, index.path("manifests").path(0)).toFile());
        Map<String, Long> layers = new TreeMap<>();
        for (JsonNode layer : manifest.path("layers")) {
            long before = bytes(root);
            JavaRuntime.output(
                    List.of(
                            "tar",
                            "-xzpf",
                            blob(layout, layer).toString(),
                            "--numeric-owner",
                            "-C",
                            root.toString()));
            layers.put(layers.size() + " packed " + layer.path("size"), bytes(root) - before);
        }
        JsonNode config = json.readTree(blob(layout, manifest.path("config")).toFile());
        return new ContainerTree(root, config.path("config"), layers);
    }

    private static Path blob(Path layout, JsonNode descriptor) {
        return layout.resolve("blobs")
                .resolve(descriptor.path("digest").asText().replace(':', '/'));
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    /** Bytes of files, unpacked, of each layer. */
    Map<String, Long> layers() {
        return layers;
    }

    /** Whether there is a file in that place. */
    boolean has(String place) {
        return Files.isRegularFile(root.resolve(place.substring(1)));
    }

    String user() {
        return config.path("User").asText();
    }

    /**
     * What could be written or would change who runs, though it should not; empty if all is well.
     */
    List<String> loose() throws IOException {
        List<String> loose = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> !file.equals(root)).toList()) {
                int mode = (Integer) Files.getAttribute(file, "unix:mode");
                int owner = (Integer) Files.getAttribute(file, "unix:uid");
                String place = "/" + root.relativize(file);
                boolean volume = config.path("Volumes").has(place);
                if ((mode & 06022) != 0 || owner != (volume ? 10_001 : 0)) {
                    loose.add("%s %o of %d".formatted(place, mode, owner));
                }
            }
        }
        return loose;
    }

    /**
     * Starts a command in it: without rights, of the image's user, with nothing to write but the
     * volumes. Wants to be called by root.
     *
     * @param run whether what lies in volumes may be run
     */
    Process start(List<String> command, boolean run, Map<String, String> more, Path log)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", CONTAINER));
        all.addAll(List.of("container", root.toString(), run ? "exec" : "noexec"));
        all.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        for (JsonNode variable : config.path("Env")) {
            String[] parts = variable.asText().split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        builder.environment().putAll(more);
        return builder.start();
    }

    /** The image's own. */
    List<String> entryPoint() {
        List<String> command = new ArrayList<>();
        config.path("Entrypoint").forEach(part -> command.add(part.asText()));
        return command;
    }
}
