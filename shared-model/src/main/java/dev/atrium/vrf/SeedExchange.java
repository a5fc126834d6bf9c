package dev.atrium.vrf;

import dev.atrium.message.Message;
import dev.atrium.message.WireName;

import java.util.List;
import java.util.Optional;

/** What room hosts and the one function that holds the key say to each other. */
public final class SeedExchange {
    /** The environment variable of hosts that names the function. */
    public static final String FUNCTION_VARIABLE = "ATRIUM_SEED_FUNCTION";

    private SeedExchange() {}

    /**
     * A host asks for the seed of a room.
     *
     * @param roomId which room
     * @param nonces of those who sit there now, by rising seat, to draw with if nobody has drawn
     *     before; left out to ask only whether somebody has
     */
    @WireName("seed-request")
    public record Request(String roomId, Optional<List<SeedProof.SeatNonce>> nonces)
            implements Message {
        public Request {
            nonces = nonces.map(List::copyOf);
        }
    }

    /**
     * The answer.
     *
     * @param proof of the room's only draw; none if it has not been drawn
     * @param refused why it is not drawn with these nonces: {@code room-missing}, {@code
     *     room-over}, {@code nonce-mismatch} or {@code malformed}; why its draw is not told: {@code
     *     key-retired}, since the key that drew was replaced and not kept; none if nothing is wrong
     */
    @WireName("seed-answer")
    public record Answer(Optional<SeedProof> proof, Optional<String> refused) implements Message {
        /** The room's draw. */
        public static Answer of(SeedProof proof) {
            return new Answer(Optional.of(proof), Optional.empty());
        }

        /** Nobody has drawn. */
        public static Answer none() {
            return new Answer(Optional.empty(), Optional.empty());
        }

        /** It is not drawn. */
        public static Answer refused(String why) {
            return new Answer(Optional.empty(), Optional.of(why));
        }
    }
}
