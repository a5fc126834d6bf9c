package dev.atrium.localstack.ops;

import dev.atrium.localstack.observe.ScrapeTargets;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a deployment's operators' ports are, and the key to them. A local stack leaves both in its
 * folder, beside its other keys.
 *
 * @param key never shown
 * @param urls of hosts, one at least; any of them knows the others
 */
public record OpsAccess(String key, List<URI> urls) {
    private static final String FILE = "operators";
    private static final String OWNER = "stack.pid";
    private static final String URL = "ATRIUM_OPERATOR_URL";
    private static final String KEY = "ATRIUM_OPERATOR_KEY";

    public OpsAccess {
        urls = List.copyOf(urls);
    }

    @Override
    public String toString() {
        return "OpsAccess" + urls;
    }

    /**
     * Leaves it in a stack's folder, for its owner's eyes; and for Prometheus, without the key,
     * where hosts show their metrics.
     */
    public void writeTo(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> lines = new ArrayList<>(List.of(key));
        urls.forEach(url -> lines.add(url.toString()));
        Files.write(file, lines, StandardCharsets.UTF_8);
        new ScrapeTargets(urls).writeTo(folder);
    }

    private static OpsAccess readFrom(Path folder) throws OpsException {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(FILE), StandardCharsets.UTF_8);
            List<URI> urls = lines.stream().skip(1).map(URI::create).toList();
            if (!urls.isEmpty()) {
                return new OpsAccess(lines.getFirst(), urls);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Falls through: the message is the same.
        }
        throw new OpsException("no-stack", "no stack runs in " + folder);
    }

    /**
     * The deployment that is meant: the one of the environment, of that folder, or the only stack
     * that runs here.
     *
     * @param data as {@code localstack/up} was given it
     * @param temporary where stacks without one have their folders
     */
    static OpsAccess find(Map<String, String> environment, Optional<Path> data, Path temporary)
            throws OpsException {
        if (data.isPresent()) {
            return readFrom(data.get());
        }
        String urls = environment.getOrDefault(URL, "");
        if (!urls.isEmpty()) {
            return named(urls, environment.getOrDefault(KEY, ""));
        }
        List<Path> running = runningIn(temporary);
        if (running.size() != 1) {
            throw new OpsException(
                    "no-stack",
                    (running.isEmpty() ? "no stack runs here" : "several stacks run here")
                            + ": name one by --data DIR, or by "
                            + URL
                            + " and "
                            + KEY);
        }
        return readFrom(running.getFirst());
    }

    private static OpsAccess named(String urls, String key) throws OpsException {
        if (key.isEmpty()) {
            throw new OpsException("unauthorized", KEY + " is not set");
        }
        List<URI> addresses = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            addresses.add(
                    address(url)
                            .orElseThrow(
                                    () ->
                                            new OpsException(
                                                    "usage",
                                                    URL
                                                            + "="
                                                            + url
                                                            + " (allowed: http://HOST:PORT, with"
                                                            + " commas)")));
        }
        return new OpsAccess(key, addresses);
    }

    private static Optional<URI> address(String url) {
        try {
            return Optional.of(new URI(url))
                    .filter(uri -> url.matches("https?://[^/]+/?") && uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<Path> runningIn(Path temporary) throws OpsException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(f -> f.getFileName().toString().startsWith("atrium-"))
                    .filter(f -> Files.isReadable(f.resolve(FILE)))
                    .filter(OpsAccess::runs)
                    .toList();
        } catch (IOException e) {
            throw new OpsException("no-stack", temporary + " cannot be read");
        }
    }

    private static boolean runs(Path folder) {
        try {
            long pid = Long.parseLong(Files.readString(folder.resolve(OWNER)).strip());
            return ProcessHandle.of(pid).isPresent();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }
}
