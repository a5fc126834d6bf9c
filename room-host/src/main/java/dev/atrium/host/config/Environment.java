package dev.atrium.host.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Environment variables with their types and ranges. */
public final class Environment {
    private static final Set<String> HTTP = Set.of("http", "https");

    private final Map<String, String> variables;

    /** Those of a process, or of a test. */
    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** A variable, or {@code otherwise} if it is not set or empty. */
    public String text(String name, String otherwise) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** A whole number within a range. */
    public int number(String name, int otherwise, int least, int most) {
        String value = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the message is the same.
        }
        throw refused(name, value, least + "-" + most);
    }

    /** An absolute address. */
    public URI uri(String name, String otherwise) {
        String value = text(name, otherwise);
        try {
            URI uri = new URI(value);
            if (uri.isAbsolute() && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through: the message is the same.
        }
        throw refused(name, value, "an absolute address");
    }

    /** An absolute address of HTTP: who asks there by another scheme never gets so far. */
    public URI httpUri(String name, String otherwise) {
        URI uri = uri(name, otherwise);
        if (!HTTP.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw refused(name, uri.toString(), "an absolute address, http or https");
        }
        return uri;
    }

    /** As {@link #httpUri}, if it is set. */
    public Optional<URI> httpUriIfSet(String name) {
        return text(name, "").isEmpty() ? Optional.empty() : Optional.of(httpUri(name, ""));
    }

    /** A secret that must be set and is never shown. */
    public String secret(String name, int charactersMin) {
        String value = text(name, "");
        if (value.length() < charactersMin) {
            throw refused(name, "…", "at least " + charactersMin + " characters");
        }
        return value;
    }

    /** As {@link #secret}, or empty if it is not set. */
    public String secretIfSet(String name, int charactersMin) {
        return text(name, "").isEmpty() ? "" : secret(name, charactersMin);
    }

    /** One of a few words. */
    public String choice(String name, String otherwise, List<String> allowed) {
        String value = text(name, otherwise);
        if (!allowed.contains(value)) {
            throw refused(name, value, String.join(", ", allowed));
        }
        return value;
    }

    static IllegalArgumentException refused(String name, String value, String allowed) {
        return new IllegalArgumentException(name + "=" + value + " (allowed: " + allowed + ")");
    }
}
