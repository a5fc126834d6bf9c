package dev.atrium.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may do what. In the text of it, {@code rights.txt}, a line that begins with no space names
 * who; those below it, each indented, are an action and what it may be done with; after {@code #}
 * come remarks. Immutable.
 */
public final class Rights {
    /** Every room host. */
    public static final String HOST = "host";

    private static final String SHIPPED = "rights.txt";

    private final SortedMap<String, SortedSet<Right>> byWho;

    private Rights(SortedMap<String, SortedSet<Right>> byWho) {
        this.byWho = Collections.unmodifiableSortedMap(byWho);
    }

    /** The project's own. */
    public static Rights shipped() {
        return Shipped.RIGHTS;
    }

    /** Read once. */
    private static final class Shipped {
        static final Rights RIGHTS = read();

        private Shipped() {}

        private static Rights read() {
            try (InputStream text = Rights.class.getResourceAsStream(SHIPPED)) {
                if (text == null) {
                    throw new IllegalStateException(SHIPPED + " is not there");
                }
                return parse(new String(text.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads the text of them.
     *
     * @throws IllegalArgumentException with the line's number, if one is none, or there twice
     */
    static Rights parse(String text) {
        SortedMap<String, SortedSet<Right>> byWho = new TreeMap<>();
        SortedSet<Right> rights = new TreeSet<>();
        int number = 0;
        for (String written : text.lines().toList()) {
            number++;
            String line = written.replaceFirst("#.*", "").stripTrailing();
            try {
                if (line.isEmpty()) {
                    continue;
                }
                if (line.startsWith(" ")) {
                    add(rights, line.strip());
                } else {
                    rights = new TreeSet<>();
                    begin(byWho, line, rights);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return new Rights(byWho);
    }

    private static void begin(
            SortedMap<String, SortedSet<Right>> byWho, String who, SortedSet<Right> rights) {
        if (!who.matches("[A-Za-z][A-Za-z.]*")) {
            throw new IllegalArgumentException(who + " is neither a handler nor " + HOST);
        }
        if (byWho.put(who, rights) != null) {
            throw new IllegalArgumentException(who + " is there twice");
        }
    }

    private static void add(SortedSet<Right> rights, String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException(line + " is no action and what it is done with");
        }
        Right right = new Right(line.substring(0, space), line.substring(space).strip());
        if (!rights.add(right)) {
            throw new IllegalArgumentException(line + " is there twice");
        }
    }

    /**
     * What somebody may do.
     *
     * @param who a handler's class without {@code dev.atrium.functions.}, or {@link #HOST}
     * @return empty if he is not known
     */
    public SortedSet<Right> of(String who) {
        return Collections.unmodifiableSortedSet(byWho.getOrDefault(who, new TreeSet<>()));
    }

    /** Everybody's, by who. */
    public Map<String, SortedSet<Right>> all() {
        return byWho;
    }
}
