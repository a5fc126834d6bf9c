package dev.atrium.game.party;

import dev.atrium.message.Message;

import java.util.Optional;

/**
 * A question with its two secrets.
 *
 * @param id of the pool, 1 to 40 lower-case letters, digits and hyphens
 * @param text what is asked, 1 to {@value #TEXT_MAX} characters
 * @param correctAnswer 1 to {@value #ANSWER_MAX} characters
 * @param robotAnswer what a robot would say, 1 to {@value #ANSWER_MAX} characters
 * @param type what it shows
 * @param imageUrl where its picture is, a path that begins with {@code /}; a picture's alone
 * @param imageAlt what is to be seen, for those who do not see it, without the answer; a picture's
 *     alone, 1 to {@value #TEXT_MAX} characters
 * @param difficulty how hard it is meant to be
 */
public record Question(
        String id,
        String text,
        String correctAnswer,
        String robotAnswer,
        QuestionType type,
        Optional<String> imageUrl,
        Optional<String> imageAlt,
        Difficulty difficulty)
        implements Message {
    /** Characters of a question's text, and of what its picture shows. */
    public static final int TEXT_MAX = 200;

    /** Characters of an answer, a player's too. */
    public static final int ANSWER_MAX = 100;

    private static final int ID_MAX = 40;
    private static final int URL_MAX = 120;

    public Question {
        requireLength("id", id, ID_MAX);
        requireLength("text", text, TEXT_MAX);
        requireLength("correctAnswer", correctAnswer, ANSWER_MAX);
        requireLength("robotAnswer", robotAnswer, ANSWER_MAX);
        imageUrl.ifPresent(url -> requireLength("imageUrl", url, URL_MAX));
        imageAlt.ifPresent(alt -> requireLength("imageAlt", alt, TEXT_MAX));
        boolean shown = type == QuestionType.PICTURE;
        if (imageUrl.isPresent() != shown || imageAlt.isPresent() != shown) {
            throw new IllegalArgumentException("imageUrl and imageAlt (allowed: a picture's)");
        }
    }

    private static void requireLength(String name, String value, int most) {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > most) {
            throw new IllegalArgumentException(
                    name + "=" + length + " characters (allowed: 1-" + most + ")");
        }
    }
}
