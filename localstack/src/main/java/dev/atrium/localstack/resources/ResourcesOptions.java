package dev.atrium.localstack.resources;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the command line of {@code localstack/resources} asks for.
 *
 * @param endpoint of the emulator, {@code AWS_ENDPOINT_URL}
 * @param region of whatever is made, {@code AWS_REGION}, us-east-1 if left out
 * @param accessKeyId who asks, {@code AWS_ACCESS_KEY_ID}, {@code test} if left out; emulators take
 *     it for the secret key too
 * @param prefix before the names of tables and queue
 * @param bucket of the archive
 * @param secrets before the names of secrets
 * @param kinds what to make
 */
record ResourcesOptions(
        URI endpoint,
        String region,
        String accessKeyId,
        String prefix,
        String bucket,
        String secrets,
        Set<Kind> kinds) {
    static final String USAGE =
            "usage: localstack/resources [--prefix atrium-] [--bucket atrium-archive]"
                    + " [--secrets atrium/local] [--only tables,bucket,secrets,queue]";

    /** Where it is asked. */
    static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /** A kind of resource. */
    enum Kind {
        /** In DynamoDB. */
        TABLES,
        /** In S3. */
        BUCKET,
        /** In Secrets Manager, empty. */
        SECRETS,
        /** In SQS, with its dead letters. */
        QUEUE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> refused("--only", label, "tables, bucket, secrets, queue"));
        }
    }

    /**
     * Reads arguments and environment variables.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static ResourcesOptions parse(List<String> arguments, Map<String, String> environment) {
        String prefix = "atrium-";
        String bucket = "atrium-archive";
        String secrets = "atrium/local";
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--prefix" ->
                        prefix = text(name, rest, "[a-z0-9-]{1,60}", "lower case, digits, -");
                case "--bucket" ->
                        bucket = text(name, rest, "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", "a bucket");
                case "--secrets" ->
                        secrets =
                                text(
                                        name,
                                        rest,
                                        "[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+){0,9}",
                                        "a prefix such as atrium/local");
                case "--only" ->
                        kinds =
                                Arrays.stream(value(name, rest).split(",", -1))
                                        .map(Kind::of)
                                        .collect(
                                                Collectors.toCollection(
                                                        () -> EnumSet.noneOf(Kind.class)));
                default -> throw new IllegalArgumentException("unknown " + name + "; " + USAGE);
            }
        }
        return new ResourcesOptions(
                endpoint(environment.getOrDefault(ENDPOINT, "")),
                environment.getOrDefault("AWS_REGION", "us-east-1"),
                environment.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                prefix,
                bucket,
                secrets,
                kinds);
    }

    /** AWS itself gets nothing from here, whatever somebody has set. */
    private static URI endpoint(String value) {
        try {
            URI endpoint = new URI(value);
            String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
            if (value.matches("https?://.+")
                    && endpoint.getHost() != null
                    && !host.endsWith("amazonaws.com")
                    && !host.endsWith("amazonaws.com.cn")) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // Said below, like every other text that is no address of an emulator.
        }
        throw refused(
                ENDPOINT, value, "an emulator's, such as http://127.0.0.1:4566; AWS has the CDK");
    }

    private static String text(String name, Iterator<String> rest, String pattern, String allowed) {
        String value = value(name, rest);
        if (!value.matches(pattern)) {
            throw refused(name, value, allowed);
        }
        return value;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " wants a value; " + USAGE);
        }
        return rest.next();
    }

    private static IllegalArgumentException refused(String name, String value, String allowed) {
        return new IllegalArgumentException(name + "=" + value + " (allowed: " + allowed + ")");
    }
}
