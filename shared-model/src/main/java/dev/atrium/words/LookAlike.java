package dev.atrium.words;

/** What makes two names the same to somebody who reads them. Pure and thread-safe. */
public final class LookAlike {
    private LookAlike() {}

    /**
     * The letters and digits of a name as the word filter reads them: without case, accents, widths
     * and fonts, with letters of other alphabets as the Latin ones that they look like; and without
     * what stands between them. Names of one key look like one another. Empty if there is neither
     * letter nor digit in it.
     */
    public static String key(String name) {
        String folded = Letters.fold(name, false);
        StringBuilder key = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.toString();
    }
}
