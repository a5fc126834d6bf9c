package dev.atrium.words;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text as people read it: accents, widths, fonts and case aside, and letters of other alphabets as
 * the Latin ones that they look like. What is no letter stays as it is.
 */
final class Letters {
    /** Stands where a capital follows a small letter, as in "NiceName", and for every emoji. */
    static final char BREAK = '\u0001';

    /** Letters that have no decomposition. */
    private static final String UNDIVIDED = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=t ħ=h ı=i ŋ=n ȷ=j";

    private static final String CYRILLIC = "а=a е=e о=o р=p с=c у=y х=x і=i ѕ=s ј=j к=k м=m т=t";

    private static final String GREEK = "α=a ε=e ι=i κ=k ν=v ο=o ρ=p τ=t υ=u χ=x";

    private static final Map<Integer, String> ALIKE =
            Stream.of(UNDIVIDED, CYRILLIC, GREEK)
                    .flatMap(pairs -> Stream.of(pairs.split(" ", -1)))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    pair -> pair.codePointAt(0), pair -> pair.substring(2)));

    private Letters() {}

    /** Whether the text has a small letter with a capital behind it. */
    static boolean hasHumps(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (isHump(text.charAt(i - 1), text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Folds text.
     *
     * @param humps whether a {@link #BREAK} is put where words in it seem to be joined
     */
    static String fold(String text, boolean humps) {
        String plain =
                Normalizer.isNormalized(text, Normalizer.Form.NFKD)
                        ? text
                        : Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(plain.length() + 8);
        int before = ' ';
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (isInvisible(c)) {
                continue;
            }
            if (humps && isHump(before, c)) {
                folded.append(BREAK);
            }
            append(folded, c);
            before = c;
        }
        return folded.toString();
    }

    private static void append(StringBuilder folded, int c) {
        if (c < 0x80) {
            folded.append((char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
            return;
        }
        if (c > Character.MAX_VALUE && !Character.isLetter(c)) {
            folded.append(BREAK);
            return;
        }
        int small = Character.toLowerCase(c);
        String alike = ALIKE.get(small);
        if (alike == null) {
            folded.appendCodePoint(small);
        } else {
            folded.append(alike);
        }
    }

    /** Marks that a letter wears, and what is only there to part letters unseen. */
    private static boolean isInvisible(int c) {
        if (c < 0x80) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }

    private static boolean isHump(int before, int c) {
        return Character.isLowerCase(before) && Character.isUpperCase(c);
    }
}
