package dev.atrium.host.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of operators, {@code ATRIUM_OPERATOR_KEY}: one key, whose operator goes by the name
 * {@code operator}, or several as {@code name:key,name:key}. Without one nobody is let in.
 * Immutable; shows no key.
 */
public final class OperatorKeys {
    private static final String VARIABLE = "ATRIUM_OPERATOR_KEY";
    private static final String NAMELESS = "operator";
    private static final int CHARACTERS_MIN = 16;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Map<String, byte[]> keys;

    private OperatorKeys(Map<String, byte[]> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads the variable.
     *
     * @throws IllegalArgumentException without showing a key
     */
    public static OperatorKeys parse(String text) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            String name = colon < 0 ? NAMELESS : entry.substring(0, colon);
            byte[] key = entry.substring(colon + 1).getBytes(UTF_8);
            boolean good = NAME.matcher(name).matches() && key.length >= CHARACTERS_MIN;
            if (!good || keys.put(name, key) != null) {
                throw Environment.refused(
                        VARIABLE,
                        "…",
                        "a key or name:key,name:key, each key at least "
                                + CHARACTERS_MIN
                                + " characters, each name once and in lower case");
            }
        }
        return new OperatorKeys(keys);
    }

    /** Whose key that is. Compared in constant time with each. */
    public Optional<String> nameOf(String shown) {
        byte[] bytes = shown.getBytes(UTF_8);
        Optional<String> name = Optional.empty();
        for (Map.Entry<String, byte[]> key : keys.entrySet()) {
            if (MessageDigest.isEqual(key.getValue(), bytes)) {
                name = Optional.of(key.getKey());
            }
        }
        return name;
    }

    @Override
    public String toString() {
        return "OperatorKeys[" + keys.size() + "]";
    }
}
