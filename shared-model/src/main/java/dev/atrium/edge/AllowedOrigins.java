package dev.atrium.edge;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The web pages that may speak to Atrium, by their origin (RFC 6454): one list for HTTP, for the
 * gateway's sockets and for direct ones. Browsers say on every socket and on every request across
 * origins where the page came from; who is no browser says nothing and is let in, for a list could
 * not keep him out anyway. There is no wildcard: a list that lets everybody in protects nobody.
 */
public final class AllowedOrigins {
    /** The variable that holds the list, its entries separated by commas. */
    public static final String VARIABLE = "ATRIUM_ORIGINS";

    /** Where the local stack serves its pages, under both of its names. */
    public static final String LOCAL = "http://localhost:8080,http://127.0.0.1:8080";

    /** More are a mistake. */
    private static final int ORIGINS_MAX = 64;

    private static final int CHARACTERS_MAX = 256;

    private final Set<String> origins;

    private AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Reads a list: {@code https://play.example,http://localhost:8080}. An empty one lets no page
     * in.
     *
     * @throws IllegalArgumentException {@code ATRIUM_ORIGINS=value (allowed: …)}
     */
    public static AllowedOrigins parse(String list) {
        Set<String> origins = new LinkedHashSet<>();
        for (String part : list.split(",", -1)) {
            String origin = part.strip();
            if (!origin.isEmpty()) {
                origins.add(checked(origin));
            }
        }
        if (origins.size() > ORIGINS_MAX) {
            throw refused(origins.size() + " origins");
        }
        return new AllowedOrigins(origins);
    }

    /** As browsers write one: scheme, host, and a port where it is not the scheme's own. */
    private static String checked(String origin) {
        try {
            URI uri = new URI(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && origin.length() <= CHARACTERS_MAX) {
                String written = uri.getScheme() + "://" + uri.getHost() + port(uri);
                if (written.equals(origin) && origin.equals(origin.toLowerCase(Locale.ROOT))) {
                    return origin;
                }
            }
        } catch (URISyntaxException e) {
            // Falls through: the message is the same.
        }
        throw refused(origin);
    }

    private static String port(URI uri) {
        int own = "http".equals(uri.getScheme()) ? 80 : 443;
        return uri.getPort() == -1 || uri.getPort() == own ? "" : ":" + uri.getPort();
    }

    private static IllegalArgumentException refused(String value) {
        return new IllegalArgumentException(
                VARIABLE
                        + "="
                        + value
                        + " (allowed: up to "
                        + ORIGINS_MAX
                        + " of http(s)://host[:port] in lower case, separated by commas)");
    }

    /**
     * Whether a request may pass.
     *
     * @param origin its {@code Origin} header; null if it has none
     */
    public boolean admits(@Nullable String origin) {
        return origin == null || origins.contains(origin);
    }

    /** The origins, in the order given. */
    public List<String> all() {
        return List.copyOf(origins);
    }

    @Override
    public String toString() {
        return String.join(",", origins);
    }
}
