package dev.atrium.localstack.benchmark;

import dev.atrium.vrf.RoomDraw;
import dev.atrium.vrf.VrfProof;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.vrf.VrfSecretKey;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the seed of a match of ten costs who draws it and who verifies it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VrfBenchmark {
    private static final int SEATS = 10;

    private final VrfSecretKey secretKey = VrfSecretKey.of(new byte[VrfSecretKey.SECRET_BYTES]);
    private final VrfPublicKey publicKey = secretKey.publicKey();
    private final byte[] alpha;
    private final VrfProof proof;

    /** A key and a room. */
    public VrfBenchmark() {
        TreeMap<Integer, String> nonces = new TreeMap<>();
        for (int seat = 0; seat < SEATS; seat++) {
            nonces.put(seat, "5a".repeat(32));
        }
        alpha = new RoomDraw("0123456789abcdef".repeat(2), "arena.blitz", 1, nonces).alpha();
        proof = secretKey.prove(alpha);
    }

    /** The function that holds the key. */
    @Benchmark
    public VrfProof prove() {
        return secretKey.prove(alpha);
    }

    /** Settlement, or anyone. */
    @Benchmark
    public Optional<byte[]> verify() {
        return publicKey.verify(alpha, proof);
    }
}
