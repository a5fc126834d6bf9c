package dev.atrium.archive;

import java.util.regex.Pattern;

/** What a key of the archive may look like: nothing that could lead elsewhere. */
final class ArchiveKey {
    private static final Pattern ALLOWED =
            Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*(\\.[a-z0-9]+)?");

    private ArchiveKey() {}

    /**
     * The key itself.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String require(String key) {
        if (!ALLOWED.matcher(key).matches()) {
            throw new IllegalArgumentException("no archive key: " + key);
        }
        return key;
    }
}
