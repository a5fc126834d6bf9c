package dev.atrium.functions.match;

import dev.atrium.match.Entrant;
import dev.atrium.message.Message;

/**
 * Somebody of a party.
 *
 * @param playerId who
 * @param name shown to others
 * @param icon shown to others
 * @param warriors how many he enters, 1 to {@value Entrant#WARRIORS_MAX}
 * @param nonceHash of the nonce that he will enter the next match with; empty until he has told it
 */
record PartyMember(String playerId, String name, String icon, int warriors, String nonceHash)
        implements Message {
    /** Whether he can be queued. */
    boolean ready() {
        return !nonceHash.isEmpty();
    }

    /** As a ticket has him. */
    Entrant entrant() {
        return new Entrant(playerId, name, icon, warriors, nonceHash);
    }

    /** Once he was queued: a nonce is good for one match. */
    PartyMember spent() {
        return new PartyMember(playerId, name, icon, warriors, "");
    }
}
