package dev.atrium.match;

import dev.atrium.message.Message;

/**
 * One who is registered for a siege, or entered it late.
 *
 * @param playerId who
 * @param name shown to others
 * @param icon shown to others
 * @param warriors how many he enters, 1 to {@value SiegeSlots#WARRIORS_PER_PLAYER_MAX}
 * @param nonceHash lower-case hex SHA-256 of the nonce that he will enter with
 * @param round how often he has cancelled before, which his fee goes by
 * @param late whether he came after the start
 * @param registeredAtMs wall time
 */
public record SiegeEntry(
        String playerId,
        String name,
        String icon,
        int warriors,
        String nonceHash,
        int round,
        boolean late,
        long registeredAtMs)
        implements Message {
    public SiegeEntry {
        if (warriors < 1 || warriors > SiegeSlots.WARRIORS_PER_PLAYER_MAX) {
            throw new IllegalArgumentException(
                    "warriors (allowed: 1-" + SiegeSlots.WARRIORS_PER_PLAYER_MAX + ")");
        }
        if (!Entrant.isNonceHash(nonceHash)) {
            throw new IllegalArgumentException("nonceHash (allowed: 64 lower-case hex digits)");
        }
    }

    /** Whether that is what was asked for before, and is only asked again. */
    public boolean isSame(int otherWarriors, String otherNonceHash, boolean otherLate) {
        return warriors == otherWarriors && nonceHash.equals(otherNonceHash) && late == otherLate;
    }
}
