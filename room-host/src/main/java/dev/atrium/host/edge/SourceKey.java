package dev.atrium.host.edge;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What counts as one address: all of one in IPv4, and the network of 64 bits that a household gets
 * in IPv6, or each of its devices could take as many addresses as it likes.
 *
 * @param high the first 64 bits in IPv6; of IPv4, all of it
 * @param isVersion6 which of the two
 */
record SourceKey(long high, boolean isVersion6) {
    static SourceKey of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.capacity() == 4
                ? new SourceKey(bytes.getInt(), false)
                : new SourceKey(bytes.getLong(), true);
    }
}
