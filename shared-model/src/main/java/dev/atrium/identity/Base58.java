package dev.atrium.identity;

import java.math.BigInteger;

/** Base58 in Bitcoin's alphabet, as Solana writes keys and signatures. Stateless. */
public final class Base58 {
    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);

    /** Signatures need 88; what is longer is refused before any arithmetic. */
    private static final int CHARACTERS_MAX = 128;

    private Base58() {}

    /** The text of these bytes. */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        BigInteger value = new BigInteger(1, bytes);
        while (value.signum() > 0) {
            BigInteger[] parts = value.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            value = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append(ALPHABET.charAt(0));
        }
        return text.reverse().toString();
    }

    /**
     * The bytes of that text.
     *
     * @throws IllegalArgumentException if it is not Base58, or too long
     */
    public static byte[] decode(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException("too long for Base58");
        }
        BigInteger value = BigInteger.ZERO;
        int zeros = 0;
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not Base58");
            }
            leading &= digit == 0;
            zeros += leading ? 1 : 0;
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] number = value.signum() == 0 ? new byte[0] : value.toByteArray();
        int skip = number.length > 0 && number[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + number.length - skip];
        System.arraycopy(number, skip, bytes, zeros, number.length - skip);
        return bytes;
    }
}
