package dev.atrium.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What people read from a screen and type to find a room: four characters of an alphabet in which
 * no two look alike. It is no secret and no id: another room has the same code another day.
 *
 * @param value {@value #LENGTH} characters of {@value #ALPHABET}
 */
public record RoomCode(String value) {
    /** Without I, L, O and U, and without 0 and 1. */
    public static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /** So many characters: 810,000 codes. */
    public static final int LENGTH = 4;

    /** What somebody typed for a code is looked at so far: four with a separator each, and more. */
    public static final int TYPED_CHARACTERS_MAX = 16;

    /** Of {@link #READ_AS}, in the same order. */
    private static final String DIGITS = "23456789";

    /** The letters that people read in {@link #DIGITS}. */
    private static final String READ_AS = "ZEASGTBG";

    /** A rule that refuses more than that leaves no codes. */
    private static final int DRAWS_MAX = 1_000;

    public RoomCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException(
                    "a room code is " + LENGTH + " characters of " + ALPHABET);
        }
    }

    /**
     * A code that spells nothing rude.
     *
     * @param random where from; whoever guesses codes must not be able to guess its next
     * @param rude whether a word, in upper case, is one that nobody should read from a screen
     * @throws IllegalStateException if {@code rude} objects to everything
     */
    public static RoomCode draw(RandomGenerator random, Predicate<String> rude) {
        for (int i = 0; i < DRAWS_MAX; i++) {
            RoomCode code = draw(random);
            if (code.readings().stream().noneMatch(rude)) {
                return code;
            }
        }
        throw new IllegalStateException("every code is rude");
    }

    private static RoomCode draw(RandomGenerator random) {
        char[] drawn = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            drawn[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new RoomCode(new String(drawn));
    }

    /**
     * What people may read in it: the whole and each three in a row, as it stands and with digits
     * taken for the letters that they look like, and with V taken for U, which the alphabet has
     * not.
     */
    List<String> readings() {
        String letters = digitsAsLetters(value);
        List<String> read = new ArrayList<>();
        for (String whole :
                List.of(value, letters, value.replace('V', 'U'), letters.replace('V', 'U'))) {
            read.add(whole);
            read.add(whole.substring(1));
            read.add(whole.substring(0, LENGTH - 1));
        }
        return read;
    }

    private static String digitsAsLetters(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            int digit = DIGITS.indexOf(letters[i]);
            letters[i] = digit < 0 ? letters[i] : READ_AS.charAt(digit);
        }
        return new String(letters);
    }

    /**
     * The code that somebody typed: lower case is taken for upper case, and spaces and hyphens are
     * passed over. Other characters are not guessed at.
     *
     * @return empty if it is none
     */
    public static Optional<RoomCode> parse(String typed) {
        if (typed.length() > TYPED_CHARACTERS_MAX) {
            return Optional.empty();
        }
        String code =
                typed.codePoints()
                        .filter(c -> !isSeparator(c))
                        .map(c -> c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return isCode(code) ? Optional.of(new RoomCode(code)) : Optional.empty();
    }

    private static boolean isCode(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static boolean isSeparator(int character) {
        int type = Character.getType(character);
        return character == '\t'
                || type == Character.DASH_PUNCTUATION
                || type == Character.SPACE_SEPARATOR;
    }

    @Override
    public String toString() {
        return value;
    }
}
