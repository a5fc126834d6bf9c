package dev.atrium.message;

import java.text.Normalizer;
import java.util.Locale;
import java.util.PrimitiveIterator;

/**
 * What people write, as plain text: one line that looks the same wherever it is shown and hides
 * nothing. Markup stays what it is, text; whoever shows it escapes it. Pure and bounded by the
 * length of what comes in.
 */
public final class PlainText {
    /** Letters of some languages have two; more in a row is scribbling over other lines. */
    public static final int MARKS_MAX = 3;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int NEXT_LINE = 0x85;

    /** Leading words that tell no answer from another, each with the space behind it. */
    private static final String[] ARTICLES = {"a ", "an ", "the "};

    private PlainText() {}

    /**
     * The text in NFC on one line: white space of all kinds folded and trimmed; without control and
     * format characters, but for joiners between two characters; without code points that are
     * private, unassigned or half a pair; without marks that have no base, or more than {@value
     * #MARKS_MAX} in a row. What is plain already stays as it is.
     */
    public static String of(String raw) {
        String text = raw;
        String before;
        do {
            before = text;
            text = arranged(Normalizer.normalize(visible(before), Normalizer.Form.NFC));
            // Once is enough for all texts known; a record that is read back must be the same.
        } while (!text.equals(before));
        return text;
    }

    /**
     * The plain text of something that a player wrote.
     *
     * @param name of the field, for the error
     * @param most characters that it may have, in code points
     * @throws IllegalArgumentException if nothing is left of it, or more than that
     */
    public static String checked(String name, String raw, int most) {
        String text = of(raw);
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > most) {
            throw new IllegalArgumentException(
                    name + "=" + length + " characters (allowed: 1-" + most + ")");
        }
        return text;
    }

    /**
     * What makes two answers the same: the text without accents, case, punctuation and a leading
     * article. Accents are marks that any script may bear; the two that make other sounds of
     * Japanese letters are none. Where that leaves nothing, the text in lower case.
     *
     * @param text plain already
     */
    public static String key(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder letters = new StringBuilder(decomposed.length());
        PrimitiveIterator.OfInt characters = decomposed.codePoints().iterator();
        while (characters.hasNext()) {
            int character = characters.nextInt();
            if (isSpace(character)) {
                appendSpace(letters);
            } else if (!isAccent(character)
                    && !isPunctuation(character)
                    && Character.getType(character) != Character.FORMAT) {
                letters.appendCodePoint(character);
            }
        }
        String key = withoutArticle(folded(letters.toString().strip()));
        return key.isEmpty() ? folded(text) : key;
    }

    /** By way of capitals, so that ß and ss are the same. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String withoutArticle(String text) {
        for (String article : ARTICLES) {
            if (text.startsWith(article)) {
                return text.substring(article.length());
            }
        }
        return text;
    }

    /** Drops what cannot be seen, one character at a time; white space becomes spaces. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        PrimitiveIterator.OfInt characters = text.codePoints().iterator();
        while (characters.hasNext()) {
            int character = characters.nextInt();
            if (isSpace(character)) {
                visible.append(' ');
            } else if (isJoiner(character) || !isHidden(character)) {
                visible.appendCodePoint(character);
            }
        }
        return visible.toString();
    }

    /** Drops what is not where it belongs: spaces, joiners and marks too many. */
    private static String arranged(String text) {
        StringBuilder arranged = new StringBuilder(text.length());
        int joiner = 0;
        int marks = 0;
        PrimitiveIterator.OfInt characters = text.codePoints().iterator();
        while (characters.hasNext()) {
            int character = characters.nextInt();
            boolean based = !arranged.isEmpty() && arranged.charAt(arranged.length() - 1) != ' ';
            if (character == ' ') {
                appendSpace(arranged);
                joiner = 0;
                marks = 0;
            } else if (isJoiner(character)) {
                // Kept back until something comes that it joins.
                joiner = based ? character : 0;
            } else if (!isMark(character) || (based && marks < MARKS_MAX)) {
                marks = isMark(character) ? marks + 1 : 0;
                if (joiner != 0) {
                    arranged.appendCodePoint(joiner);
                    joiner = 0;
                }
                arranged.appendCodePoint(character);
            }
        }
        return arranged.toString().strip();
    }

    private static void appendSpace(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    /** White space of all kinds, and the letters and symbols that are blank. */
    private static boolean isSpace(int character) {
        return switch (character) {
            case NEXT_LINE, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> Character.isWhitespace(character) || Character.isSpaceChar(character);
        };
    }

    private static boolean isJoiner(int character) {
        return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    private static boolean isAccent(int character) {
        boolean voice = character == 0x3099 || character == 0x309A;
        return isMark(character)
                && !voice
                && Character.UnicodeScript.of(character) == Character.UnicodeScript.INHERITED;
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }
}
