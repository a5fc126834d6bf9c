package dev.atrium.host.front;

import dev.atrium.identity.LateSeat;
import dev.atrium.wire.ErrorCode;

import java.util.Optional;

/** Checks what players show. Pure computing, a tenth of a millisecond each. */
public interface Credentials {
    /** What a ticket says, or why it does not count. */
    sealed interface Admission {
        /**
         * It is ours and still good.
         *
         * @param roomId the room that it opens
         * @param playerId for whom
         * @param seat at which seat, if the match fixed it
         * @param late what to seat him by who comes while the room plays
         */
        record Admitted(
                String roomId, String playerId, Optional<Integer> seat, Optional<LateSeat> late)
                implements Admission {}

        /** It does not count. */
        record Denied(ErrorCode code) implements Admission {}
    }

    /** Checks a ticket. */
    Admission ticket(String ticket);

    /** Whose session token it is; nobody's if it is forged or expired. */
    Optional<String> playerOf(String sessionToken);
}
