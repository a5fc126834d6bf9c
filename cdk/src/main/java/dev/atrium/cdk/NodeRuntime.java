package dev.atrium.cdk;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Node.js that the CDK's library runs in. Without one the library fails with a stack trace of
 * its own; this says what to install instead.
 */
public final class NodeRuntime {
    /** The oldest major version that is tried here. */
    static final int MAJOR_MIN = 20;

    private static final String REMEDY =
            "install version %d or newer (Debian: apt-get install nodejs)".formatted(MAJOR_MIN);

    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\.\\d.*");

    /** Node answers in far less; one that does not is no runtime. */
    private static final int ANSWER_TIMEOUT_SECONDS = 20;

    private NodeRuntime() {}

    /**
     * What is wrong with the Node.js of an environment, in one line.
     *
     * @param environment {@code JSII_NODE}, the executable the library takes, or else {@code PATH}
     * @return empty if there is one and it is new enough
     */
    public static Optional<String> problem(Map<String, String> environment) {
        return find(environment)
                .map(NodeRuntime::problemOf)
                .orElse(Optional.of("Node.js is missing: " + REMEDY));
    }

    private static Optional<Path> find(Map<String, String> environment) {
        String named = environment.getOrDefault("JSII_NODE", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path node = Path.of(folder, "node");
            if (!folder.isEmpty() && Files.isExecutable(node)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemOf(Path node) {
        String version = versionOf(node);
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return Optional.of("Node.js does not start: " + REMEDY);
        }
        return Integer.parseInt(matcher.group(1)) >= MAJOR_MIN
                ? Optional.empty()
                : Optional.of("Node.js " + version + " is too old: " + REMEDY);
    }

    /** What it prints as its version; empty if it does not. */
    private static String versionOf(Path node) {
        try {
            Process process =
                    new ProcessBuilder(node.toString(), "--version")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                if (!process.waitFor(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    return "";
                }
                return new String(process.getInputStream().readNBytes(64), StandardCharsets.UTF_8)
                        .strip();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
