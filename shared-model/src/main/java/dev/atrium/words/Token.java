package dev.atrium.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Letters in a row.
 *
 * @param text folded
 * @param apart whether white space or an apostrophe stands before it, or nothing: if not, it may be
 *     the rest of a word that something was put into
 */
record Token(String text, boolean apart) {
    private static final String DIGITS = "013456789";
    private static final String DIGITS_READ = "oieasgtbg";

    /** Are read as letters wherever they stand. */
    private static final String SIGNS = "@$€";

    private static final String SIGNS_READ = "ase";

    /** Are read as letters between two others, since they end sentences, too. */
    private static final String STROKES = "!|¡";

    private static final String APOSTROPHES = "'’‘`´";

    /** How digits and signs are read. */
    enum Reading {
        /** As the letters that they look like; 1 as I. */
        LETTERS,
        /** The same; 1 as L. */
        LETTERS_WITH_L,
        /** As what stands between words. */
        SEPARATORS
    }

    /** Whether the text is another one in that reading. */
    static boolean differs(String folded, Reading reading) {
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            boolean stroke = c == '1' || STROKES.indexOf(c) >= 0;
            boolean any = stroke || DIGITS.indexOf(c) >= 0 || SIGNS.indexOf(c) >= 0;
            if (reading == Reading.LETTERS_WITH_L ? stroke : any) {
                return true;
            }
        }
        return false;
    }

    /** The letters of a folded text, in that reading. */
    static List<Token> read(String folded, Reading reading) {
        List<Token> tokens = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean apart = true;
        int digits = 0;
        for (int i = 0; i <= folded.length(); i++) {
            char c = i < folded.length() ? folded.charAt(i) : ' ';
            char letter = letter(folded, i, c, reading);
            if (letter != 0) {
                text.append(letter);
                digits += Character.isDigit(c) ? 1 : 0;
                continue;
            }
            if (!text.isEmpty()) {
                // "A55" is a road, and "1455" a year.
                if (2 * digits <= text.length()) {
                    tokens.add(new Token(text.toString(), apart));
                    apart = false;
                }
                text.setLength(0);
                digits = 0;
            }
            apart |= Character.isWhitespace(c) || APOSTROPHES.indexOf(c) >= 0;
        }
        return tokens;
    }

    /** What is read there, or 0 if it is no letter. */
    private static char letter(String folded, int at, char c, Reading reading) {
        if (isLetter(c)) {
            return c;
        }
        if (reading == Reading.SEPARATORS || at >= folded.length()) {
            return 0;
        }
        char stroke = reading == Reading.LETTERS_WITH_L ? 'l' : 'i';
        if (c == '1') {
            return stroke;
        }
        int digit = DIGITS.indexOf(c);
        if (digit >= 0) {
            return DIGITS_READ.charAt(digit);
        }
        int sign = SIGNS.indexOf(c);
        if (sign >= 0) {
            return SIGNS_READ.charAt(sign);
        }
        boolean between =
                at > 0
                        && at + 1 < folded.length()
                        && isLetter(folded.charAt(at - 1))
                        && isLetter(folded.charAt(at + 1));
        return between && STROKES.indexOf(c) >= 0 ? stroke : 0;
    }

    /** Of characters in two halves only letters are left by {@link Letters}. */
    private static boolean isLetter(char c) {
        return Character.isLetter(c) || Character.isSurrogate(c);
    }

    /** Whether it is one letter alone, as in "a b c". */
    boolean isSingle() {
        return text.length() == 1;
    }
}
