package dev.atrium.host.edge;

import io.netty.util.NetUtil;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A range of addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, {@code fd00::/8}; one
 * address without a length.
 */
public final class AddressRange {
    private final byte[] address;
    private final int bits;

    private AddressRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Reads one. No name is looked up.
     *
     * @throws IllegalArgumentException if it is none, or has bits set behind its length
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte @Nullable [] address =
                NetUtil.createByteArrayFromIpAddressString(
                        slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw refused(text);
        }
        int bits = slash < 0 ? address.length * 8 : length(text, slash, address.length * 8);
        AddressRange range = new AddressRange(address, bits);
        if (!Arrays.equals(range.masked(address), address)) {
            throw refused(text);
        }
        return range;
    }

    /** Several, separated by commas; none of an empty text. */
    public static List<AddressRange> parseList(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(AddressRange::parse)
                .toList();
    }

    private static int length(String text, int slash, int most) {
        try {
            int bits = Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                return bits;
            }
        } catch (NumberFormatException e) {
            // Falls through: the message is the same.
        }
        throw refused(text);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(text + " is no range such as 10.0.0.0/8");
    }

    /** Whether an address lies in it. One of IPv6 that stands for one of IPv4 is that one. */
    public boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        return other.length == address.length && Arrays.equals(masked(other), address);
    }

    private byte[] masked(byte[] full) {
        byte[] kept = full.clone();
        for (int i = 0; i < kept.length; i++) {
            int left = Math.clamp(bits - i * 8L, 0, 8);
            kept[i] &= (byte) (0xff << (8 - left));
        }
        return kept;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(address) + "/" + bits;
    }
}
