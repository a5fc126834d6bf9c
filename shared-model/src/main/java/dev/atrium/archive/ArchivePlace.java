package dev.atrium.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the archive is, as {@code ATRIUM_ARCHIVE} says: {@code s3://BUCKET}, {@code
 * s3://BUCKET/PREFIX}, or a folder.
 */
public sealed interface ArchivePlace {
    /** The environment variable. */
    String VARIABLE = "ATRIUM_ARCHIVE";

    /**
     * A folder of this machine.
     *
     * @param path made when it is first needed
     */
    record Folder(Path path) implements ArchivePlace {}

    /**
     * A bucket of S3.
     *
     * @param name of the bucket
     * @param prefix before every key: empty, or ends with a slash
     * @param endpoint of what takes S3's place, as {@code AWS_ENDPOINT_URL_S3} or {@code
     *     AWS_ENDPOINT_URL} say; S3 itself if neither is set. Buckets stand in its paths then,
     *     since a name such as {@code bucket.localhost} may lead nowhere
     */
    record Bucket(String name, String prefix, Optional<URI> endpoint) implements ArchivePlace {
        private static final Pattern ADDRESS =
                Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9_-]+)*)/?");
    }

    /**
     * Reads environment variables.
     *
     * @param variables gives a variable's value, or empty if it is not set
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    static ArchivePlace from(UnaryOperator<String> variables) {
        String value = variables.apply(VARIABLE);
        if (!value.matches("[A-Za-z0-9+.-]+:.*")) {
            return new Folder(Path.of(value.isEmpty() ? "archive" : value));
        }
        Matcher address = Bucket.ADDRESS.matcher(value);
        if (!address.matches()) {
            throw refused(VARIABLE, value, "s3://BUCKET, s3://BUCKET/PREFIX, or a folder");
        }
        String path = address.group(2);
        return new Bucket(
                address.group(1),
                path.isEmpty() ? "" : path.substring(1) + "/",
                endpoint(variables, "AWS_ENDPOINT_URL_S3")
                        .or(() -> endpoint(variables, "AWS_ENDPOINT_URL")));
    }

    private static Optional<URI> endpoint(UnaryOperator<String> variables, String name) {
        String value = variables.apply(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI endpoint = new URI(value);
            if (value.matches("https?://.*") && endpoint.getHost() != null) {
                return Optional.of(endpoint);
            }
        } catch (URISyntaxException e) {
            // Said below, like every other text that is no address.
        }
        throw refused(name, value, "an address that begins with http:// or https://");
    }

    private static IllegalArgumentException refused(String name, String value, String allowed) {
        return new IllegalArgumentException(name + "=" + value + " (allowed: " + allowed + ")");
    }

    /**
     * The archive there. Asks nobody yet.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if it is a bucket, and no region
     *     of AWS is configured
     */
    default Archive open() {
        return switch (this) {
            case Folder folder -> new FolderArchive(folder.path());
            case Bucket bucket -> S3Archive.in(bucket);
        };
    }
}
