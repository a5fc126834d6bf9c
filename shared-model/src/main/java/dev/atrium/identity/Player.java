package dev.atrium.identity;

import dev.atrium.message.PlainText;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A player as sessions and tickets name him.
 *
 * @param playerId {@code p-} and 24 hex digits
 * @param name 1 to 20 characters, normalised
 * @param icon one of {@link #ICONS}
 * @param kind how he signs in
 */
public record Player(String playerId, String name, String icon, Kind kind) {
    /** The icons that clients know. */
    public static final List<String> ICONS =
            List.of("fox", "owl", "bear", "wolf", "lion", "hawk", "boar", "stag", "hare", "crow");

    /** A name's length at most, in characters. */
    public static final int NAME_CHARACTERS_MAX = 20;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 12;

    /** How somebody signs in. */
    public enum Kind {
        /** Without a wallet. */
        GUEST,
        /** With a Solana wallet. */
        SOLANA,
        /** With a wallet of a chain that is like Ethereum. */
        EVM
    }

    public Player {
        requireIcon(icon);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > NAME_CHARACTERS_MAX) {
            throw new IllegalArgumentException("name (allowed: 1-20 characters)");
        }
    }

    /**
     * Lets every icon of the list pass.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static void requireIcon(String icon) {
        if (!ICONS.contains(icon)) {
            throw new IllegalArgumentException("icon (allowed: " + String.join(", ", ICONS) + ")");
        }
    }

    /** A new id, of 96 random bits. */
    public static String drawId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return "p-" + HexFormat.of().formatHex(bytes);
    }

    /** Whether {@code text} could be an id. */
    public static boolean isId(String text) {
        return text.matches("p-[0-9a-f]{" + 2 * ID_BYTES + "}");
    }

    /**
     * A name as it is kept: {@link PlainText}, in which nothing is blank or scribbles over others.
     *
     * @throws IllegalArgumentException if nothing is left of it or it is too long
     */
    public static String normaliseName(String typed) {
        String name = PlainText.of(typed);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > NAME_CHARACTERS_MAX) {
            throw new IllegalArgumentException("name (allowed: 1-20 characters)");
        }
        return name;
    }
}
