package dev.atrium.identity;

import dev.atrium.digest.Keccak256;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * An address on a chain that is like Ethereum: 20 bytes, written with the checksum of EIP-55, which
 * hides in the case of its letters.
 */
public final class EvmAddress {
    /** Length of an address. */
    public static final int BYTES = 20;

    private static final String PREFIX = "0x";
    private static final int CHARACTERS = PREFIX.length() + 2 * BYTES;

    /** A letter is upper-case where the hash has at least this digit. */
    private static final int UPPER_FROM = 8;

    private final byte[] bytes;

    private EvmAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * An address of these bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are not {@value #BYTES}
     */
    public static EvmAddress of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an address has 20 bytes");
        }
        return new EvmAddress(bytes.clone());
    }

    /**
     * What somebody wrote: {@code 0x} and 40 hex digits. Digits that are all of one case have no
     * checksum; if they are of both, it must be right.
     *
     * @return empty if it is no address, or one that was mistyped
     */
    public static Optional<EvmAddress> parse(String written) {
        if (written.length() != CHARACTERS || !written.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String digits = written.substring(PREFIX.length());
        String lower = digits.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        EvmAddress address = new EvmAddress(HexFormat.of().parseHex(lower));
        boolean ofOneCase = digits.equals(lower) || digits.equals(digits.toUpperCase(Locale.ROOT));
        return ofOneCase || written.equals(address.checksummed())
                ? Optional.of(address)
                : Optional.empty();
    }

    /** The address of a public key: the end of the hash of its two coordinates, 64 bytes. */
    static EvmAddress ofPublicKey(byte[] coordinates) {
        byte[] hash = Keccak256.of(coordinates);
        return new EvmAddress(Arrays.copyOfRange(hash, hash.length - BYTES, hash.length));
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** As rows name it: {@code 0x} and lower-case digits. */
    public String lowerCase() {
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    /** As people see it, with the checksum of EIP-55. */
    public String checksummed() {
        String digits = HexFormat.of().formatHex(bytes);
        byte[] hash = Keccak256.of(digits.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < digits.length(); i++) {
            int nibble = (i % 2 == 0 ? hash[i / 2] >>> 4 : hash[i / 2]) & 0xf;
            char digit = digits.charAt(i);
            text.append(nibble >= UPPER_FROM ? Character.toUpperCase(digit) : digit);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvmAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return checksummed();
    }
}
