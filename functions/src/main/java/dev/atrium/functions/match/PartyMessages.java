package dev.atrium.functions.match;

import dev.atrium.match.Entrant;
import dev.atrium.match.WaitingTicket;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;

/** The lobby's messages about people who queue together, as the protocol names them. */
public final class PartyMessages {
    private PartyMessages() {}

    /**
     * Makes a party of which the sender is the leader.
     *
     * @param nonceHash of the nonce for his next match; he is not ready without
     * @param warriors how many he enters; 1, if left out
     */
    public record CreateParty(Optional<String> nonceHash, Optional<Integer> warriors)
            implements Message {
        public CreateParty {
            require(nonceHash, warriors);
        }
    }

    /**
     * Joins a party; who is in it already says so what he plays with next.
     *
     * @param code as its leader told it
     */
    public record JoinParty(String code, Optional<String> nonceHash, Optional<Integer> warriors)
            implements Message {
        public JoinParty {
            require(nonceHash, warriors);
        }
    }

    private static void require(Optional<String> nonceHash, Optional<Integer> warriors) {
        if (nonceHash.isPresent() && !Entrant.isNonceHash(nonceHash.get())) {
            throw new IllegalArgumentException(
                    "The field nonceHash must be 64 lower-case hex digits.");
        }
        if (warriors.isPresent() && (warriors.get() < 1 || warriors.get() > Entrant.WARRIORS_MAX)) {
            throw new IllegalArgumentException(
                    "The field warriors must be 1 to " + Entrant.WARRIORS_MAX + ".");
        }
    }

    /** Leaves the party that one is in. */
    public record LeaveParty() implements Message {}

    /**
     * How a party stands; told to all of it whenever something has changed.
     *
     * @param code by which others join
     * @param leader who queues for all
     * @param members who is in it, the leader first; at most {@value WaitingTicket#PLAYERS_MAX}
     */
    public record Party(String code, String leader, List<Member> members) implements Message {}

    /**
     * Somebody of a party.
     *
     * @param ready whether he can be queued
     */
    public record Member(String playerId, String name, String icon, int warriors, boolean ready)
            implements Message {
        static Member of(PartyMember member) {
            return new Member(
                    member.playerId(),
                    member.name(),
                    member.icon(),
                    member.warriors(),
                    member.ready());
        }
    }

    /** The receiver is in no party any more. */
    public record PartyLeft(String code) implements Message {}
}
