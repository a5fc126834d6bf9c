package dev.atrium.localstack.restore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code localstack/copy-tables} asks for.
 *
 * @param from before the names of the tables that were restored
 * @param to before the names of the deployment's tables
 * @param fromEndpoint where the restored ones are, if not where the deployment's are
 */
record RestoreOptions(String from, String to, Optional<URI> fromEndpoint) {
    static final String USAGE =
            "usage: localstack/copy-tables --from PREFIX --to PREFIX [--from-endpoint URL]";

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static RestoreOptions parse(List<String> arguments) {
        String from = "";
        String to = "";
        Optional<URI> endpoint = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--from" -> from = prefix(name, rest);
                case "--to" -> to = prefix(name, rest);
                case "--from-endpoint" -> endpoint = Optional.of(endpoint(name, rest));
                default -> throw new IllegalArgumentException("unknown " + name + "; " + USAGE);
            }
        }
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException(
                    (from.isEmpty() ? "--from" : "--to") + " is missing; " + USAGE);
        }
        if (from.equals(to) && endpoint.isEmpty()) {
            throw new IllegalArgumentException(
                    "--from=" + from + " and --to are the same tables; " + USAGE);
        }
        return new RestoreOptions(from, to, endpoint);
    }

    private static String prefix(String name, Iterator<String> rest) {
        String value = value(name, rest);
        if (!value.matches("[A-Za-z0-9_.-]{1,60}")) {
            throw refused(name, value, "1-60 letters, digits, - . _");
        }
        return value;
    }

    private static URI endpoint(String name, Iterator<String> rest) {
        String value = value(name, rest);
        try {
            URI uri = new URI(value);
            if (value.matches("https?://.+") && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, like every other text that is no address.
        }
        throw refused(name, value, "http://HOST:PORT");
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
