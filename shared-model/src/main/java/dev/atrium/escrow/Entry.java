package dev.atrium.escrow;

/**
 * What one player paid for one room.
 *
 * @param playerId who
 * @param warriors how many he entered with, 1 to {@link EscrowLimits#WARRIORS_MAX}
 * @param amount what he paid, in the smallest unit
 * @param refunded whether he has it back
 */
public record Entry(String playerId, int warriors, long amount, boolean refunded) {}
