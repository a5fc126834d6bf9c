package dev.atrium.identity;

import dev.atrium.message.PlainText;
import dev.atrium.words.LookAlike;

import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that one player has and no other. Whether it has a forbidden word in it is another
 * question. Pure.
 *
 * @param text as it is shown: 3 to 20 letters, digits, spaces and {@code _ - .}
 * @param key of those that look like it: two players' names differ in it
 */
public record UserName(String text, String key) {
    /** What a player is called who is no more. */
    public static final String DELETED = "deleted player";

    /** At least so many characters. */
    public static final int CHARACTERS_MIN = 3;

    private static final int TYPED_CHARACTERS_MAX = 200;

    private static final Pattern FORM =
            Pattern.compile(
                    "[\\p{L}\\p{N} _.-]{"
                            + CHARACTERS_MIN
                            + ","
                            + Player.NAME_CHARACTERS_MAX
                            + "}");

    /** Whoever had these could speak for those who run the place. */
    private static final Set<String> RESERVED =
            Set.of(
                    "admin",
                    "administrator",
                    "atrium",
                    "everybody",
                    "guest",
                    "host",
                    "moderator",
                    "nobody",
                    "official",
                    "operator",
                    "player",
                    "robot",
                    "root",
                    "staff",
                    "support",
                    "system",
                    LookAlike.key(DELETED));

    /**
     * What somebody typed, in NFKC and as {@link PlainText}; empty if a user name cannot be that.
     */
    public static Optional<UserName> read(String typed) {
        if (typed.length() > TYPED_CHARACTERS_MAX) {
            return Optional.empty();
        }
        String text = PlainText.of(Normalizer.normalize(typed, Normalizer.Form.NFKC));
        String key = LookAlike.key(text);
        return FORM.matcher(text).matches() && !key.isEmpty() && !RESERVED.contains(key)
                ? Optional.of(new UserName(text, key))
                : Optional.empty();
    }
}
