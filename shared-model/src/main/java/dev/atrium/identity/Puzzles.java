package dev.atrium.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proofs of work: a puzzle costs its solver computing and its maker next to nothing, so that
 * signing up often is dear and signing up once is not. A puzzle is a text that tells all that is
 * checked later, with a MAC of the deployment (HMAC-SHA-256, RFC 2104): nothing is kept of it until
 * it is solved. The MAC also covers the network that it was made for, which the text does not show.
 * Its solution is a text for which the SHA-256 of {@code puzzle + ":" + solution} begins with as
 * many zero bits as the puzzle is difficult.
 *
 * <p>That each is used once is kept by whoever takes solutions, by {@link Verdict.Solved#id}. Pure
 * and thread-safe.
 */
public final class Puzzles {
    /** How long a puzzle may be solved: a slow phone's time, and not enough to collect many. */
    public static final Duration LIFETIME = Duration.ofMinutes(2);

    /** Length of the key. */
    public static final int KEY_BYTES = 32;

    /** The most zero bits that may be asked for: a minute of many machines. */
    public static final int DIFFICULTY_MAX = 32;

    /** Length of what tells one puzzle from another. */
    public static final int RANDOM_BYTES = 16;

    /** Any of ours is shorter; what is longer is not looked at. */
    public static final int CHARACTERS_MAX = 256;

    /** Of a solution. */
    public static final int SOLUTION_CHARACTERS_MAX = 32;

    private static final Pattern PURPOSES = Pattern.compile("[a-z-]{1,20}");

    private static final Pattern FORM =
            Pattern.compile(
                    "v1\\.([a-z-]{1,20})\\.([0-9]{1,2})\\.([0-9]{1,15})\\.([0-9a-f]{32})"
                            + "\\.([A-Za-z0-9_-]{43})");

    private static final Pattern SOLUTIONS =
            Pattern.compile("[0-9A-Za-z]{1," + SOLUTION_CHARACTERS_MAX + "}");

    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Puzzles of a deployment.
     *
     * @param key exactly {@value #KEY_BYTES} bytes
     */
    public Puzzles(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a puzzle's key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, MAC);
    }

    /**
     * A puzzle.
     *
     * @param text to be solved
     * @param difficulty zero bits that it takes
     * @param expiresAt until when it may be solved
     */
    public record Puzzle(String text, int difficulty, Instant expiresAt) {}

    /** What a solution is. */
    public sealed interface Verdict {
        /**
         * It is one.
         *
         * @param id tells the puzzle from all others: it must be used once
         * @param expiresAt from when nobody need remember that
         */
        record Solved(String id, Instant expiresAt) implements Verdict {}

        /** The puzzle is none of ours, or not for this or for that network. */
        record NotOurs() implements Verdict {}

        /** The puzzle's time is over. */
        record Expired() implements Verdict {}

        /** That does not solve it. */
        record NotSolved() implements Verdict {}
    }

    /**
     * Makes a puzzle.
     *
     * @param purpose what it opens: 1 to 20 small letters and dashes
     * @param network from which its solution must come
     * @param difficulty zero bits, 0 to {@value #DIFFICULTY_MAX}
     * @param random {@value #RANDOM_BYTES} bytes that nobody can foretell
     */
    public Puzzle make(String purpose, String network, int difficulty, byte[] random, Instant now) {
        if (!PURPOSES.matcher(purpose).matches()
                || difficulty < 0
                || difficulty > DIFFICULTY_MAX
                || random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException(
                    "no puzzle: " + purpose + ", " + difficulty + " bits, " + random.length);
        }
        Instant expiresAt = Instant.ofEpochMilli(now.plus(LIFETIME).toEpochMilli());
        String told =
                "v1."
                        + purpose
                        + "."
                        + difficulty
                        + "."
                        + expiresAt.toEpochMilli()
                        + "."
                        + HexFormat.of().formatHex(random);
        return new Puzzle(told + "." + mac(told, network), difficulty, expiresAt);
    }

    /**
     * Checks a solution. The MAC is compared in constant time, before anything else is believed.
     *
     * @param purpose what it is to open
     * @param network where it came from
     */
    public Verdict check(
            String purpose, String network, String puzzle, String solution, Instant now) {
        Matcher form = FORM.matcher(puzzle);
        if (puzzle.length() > CHARACTERS_MAX || !form.matches()) {
            return new Verdict.NotOurs();
        }
        String told = puzzle.substring(0, form.start(5) - 1);
        boolean ours = MessageDigest.isEqual(ascii(mac(told, network)), ascii(form.group(5)));
        if (!ours || !form.group(1).equals(purpose)) {
            return new Verdict.NotOurs();
        }
        Instant expiresAt = Instant.ofEpochMilli(Long.parseLong(form.group(3)));
        if (!now.isBefore(expiresAt)) {
            return new Verdict.Expired();
        }
        return isSolved(puzzle, Integer.parseInt(form.group(2)), solution)
                ? new Verdict.Solved(form.group(4), expiresAt)
                : new Verdict.NotSolved();
    }

    /** Whether that solves a puzzle. */
    static boolean isSolved(String puzzle, int difficulty, String solution) {
        return SOLUTIONS.matcher(solution).matches()
                && leadingZeroBits(sha256().digest(ascii(puzzle + ":" + solution))) >= difficulty;
    }

    /**
     * The first solution among the whole numbers from 0, in decimal, for tools that sign up:
     * 2<sup>difficulty</sup> hashes on average.
     */
    public static String solve(String puzzle, int difficulty) {
        MessageDigest beginning = sha256();
        beginning.update(ascii(puzzle + ":"));
        for (long number = 0; ; number++) {
            String solution = Long.toString(number);
            if (leadingZeroBits(continued(beginning, solution)) >= difficulty) {
                return solution;
            }
        }
    }

    private static byte[] continued(MessageDigest beginning, String end) {
        try {
            return ((MessageDigest) beginning.clone()).digest(ascii(end));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JVM's SHA-256 can be copied", e);
        }
    }

    /** How many bits are 0 before the first that is 1. */
    static int leadingZeroBits(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int zeros = 0;
        while (words.hasRemaining()) {
            int more = Long.numberOfLeadingZeros(words.getLong());
            zeros += more;
            if (more < Long.SIZE) {
                return zeros;
            }
        }
        return zeros;
    }

    private String mac(String told, String network) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] sum =
                    mac.doFinal(
                            ("atrium-puzzle\n" + told + "\n" + network)
                                    .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA-256", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
