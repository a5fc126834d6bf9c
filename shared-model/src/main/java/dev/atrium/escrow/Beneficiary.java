package dev.atrium.escrow;

/** Who is paid out of an escrow. */
public sealed interface Beneficiary {
    /**
     * A player.
     *
     * @param playerId who
     */
    record PlayerAccount(String playerId) implements Beneficiary {
        public PlayerAccount {
            EscrowLimits.checkId(playerId);
        }
    }

    /** Who runs the deployment. */
    record Platform() implements Beneficiary {}

    /** Nobody, ever again. */
    record Burn() implements Beneficiary {}
}
