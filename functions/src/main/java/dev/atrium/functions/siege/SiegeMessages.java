package dev.atrium.functions.siege;

import dev.atrium.match.Entrant;
import dev.atrium.match.SiegeSlots;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;

/** The lobby's messages about sieges, as the protocol names them. */
public final class SiegeMessages {
    private SiegeMessages() {}

    /**
     * Registers for a siege.
     *
     * @param slot its start, wall time in ms
     * @param warriors how many he enters, 1 to 5
     * @param nonceHash lower-case hex SHA-256 of the nonce that {@code enter} will carry
     */
    public record RegisterSiege(long slot, int warriors, String nonceHash) implements Message {
        public RegisterSiege {
            if (warriors < 1 || warriors > SiegeSlots.WARRIORS_PER_PLAYER_MAX) {
                throw new IllegalArgumentException("The field warriors must be 1 to 5.");
            }
            if (!Entrant.isNonceHash(nonceHash)) {
                throw new IllegalArgumentException(
                        "The field nonceHash must be 64 lower-case hex digits.");
            }
        }
    }

    /**
     * He is registered.
     *
     * @param slot for which siege
     * @param warriors with how many
     * @param startsAt wall time in ms
     * @param registered how many players are, he among them
     */
    public record SiegeRegistered(long slot, int warriors, long startsAt, int registered)
            implements Message {}

    /** Is registered no longer. */
    public record CancelRegistration(long slot) implements Message {}

    /** He is registered no longer, and has his fee back. */
    public record RegistrationCancelled(long slot) implements Message {}

    /**
     * A siege does not take place, for all or for him, and the fee is back.
     *
     * @param slot which
     * @param reason {@code not-enough-players}, {@code no-capacity}, {@code maintenance}, {@code
     *     too-late}, {@code room-void} or {@code not-paid}
     */
    public record SiegeCancelled(long slot, String reason) implements Message {}

    /**
     * A siege to come.
     *
     * @param slot its start, wall time in ms
     * @param registered how many players
     * @param warriors how many theirs are, at most 100
     * @param feePerWarrior in the ledger's smallest unit; 0 if it costs nothing
     */
    public record SiegeToCome(long slot, int registered, int warriors, long feePerWarrior)
            implements Message {}

    /**
     * A siege that runs and can still be entered.
     *
     * @param slot its start as it was planned, wall time in ms
     * @param roomId its room
     * @param registered how many players, late ones among them
     * @param warriors how many theirs are, at most 100
     * @param feePerWarrior in the ledger's smallest unit; 0 if it costs nothing
     * @param lateUntil wall time in ms until when one may enter late
     */
    public record SiegeRunning(
            long slot,
            String roomId,
            int registered,
            int warriors,
            long feePerWarrior,
            long lateUntil)
            implements Message {}

    /**
     * What sieges there are.
     *
     * @param periodMs between two starts
     * @param running the one that can still be entered, if there is one
     * @param next those to come, the next first
     */
    public record SiegeList(long periodMs, Optional<SiegeRunning> running, List<SiegeToCome> next)
            implements Message {}
}
