package dev.atrium.host.front;

import dev.atrium.identity.Ticket;
import dev.atrium.wire.ErrorCode;

import java.util.Optional;

/** Checks what players show. Pure computing, a tenth of a millisecond each. */
public interface Credentials {
    /** What a ticket says, or why it does not count. */
    sealed interface Admission {
        /**
         * It is ours and still good.
         *
         * @param ticket what it says
         * @param issuedAtMs wall time at which it was made
         */
        record Admitted(Ticket ticket, long issuedAtMs) implements Admission {}

        /** It does not count. */
        record Denied(ErrorCode code) implements Admission {}
    }

    /** Checks a ticket. */
    Admission ticket(String ticket);

    /**
     * Who somebody is beside what a ticket says.
     *
     * @param playerId who
     * @param issuedAtMs wall time at which what proves it was made
     */
    record SignedIn(String playerId, long issuedAtMs) {}

    /** Whose session token it is; nobody's if it is forged or expired. */
    Optional<SignedIn> signedIn(String sessionToken);
}
