package dev.atrium.game;

import dev.atrium.state.StateHash;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: equal if they are the same, shown in hex. */
final class CanonicalBytes {
    private final byte[] bytes;

    /** Wraps bytes that nobody writes any more. */
    CanonicalBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** All that a room is, without its seed. */
    static CanonicalBytes of(RoomMachine room) {
        return new CanonicalBytes(room.snapshot());
    }

    StateHash hash() {
        return StateHash.of(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
