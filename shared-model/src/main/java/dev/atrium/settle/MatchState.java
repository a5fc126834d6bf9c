package dev.atrium.settle;

import dev.atrium.room.RoomStatus;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a match is between its first player and its last unit of money. It is stored nowhere: it
 * follows from {@link MatchFacts}, so no two places can tell it differently. It moves as {@link
 * #next} says and in no other way; some of it may pass between two looks.
 */
public enum MatchState {
    /** Its players gather, and nothing is held for it. */
    OPEN,
    /** What its players pay in is held for it. */
    ESCROWED,
    /** A host plays it. */
    PLAYING,
    /** It has an outcome, which is being settled, or waits for its turn or for a release. */
    FINISHED,
    /** Everything is booked and paid. For good. */
    SETTLED,
    /** Nothing of it counts, and nothing is held for it any more. For good. */
    REFUNDED,
    /** It does not go on by itself: an operator has it tried again, or the stakes given back. */
    DISPUTED;

    /** What the match comes to next, one step on. */
    public Set<MatchState> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(ESCROWED, PLAYING, REFUNDED);
            case ESCROWED -> EnumSet.of(PLAYING, REFUNDED);
            case PLAYING -> EnumSet.of(FINISHED, REFUNDED);
            case FINISHED -> EnumSet.of(SETTLED, DISPUTED);
            case DISPUTED -> EnumSet.of(SETTLED, REFUNDED);
            case SETTLED, REFUNDED -> EnumSet.noneOf(MatchState.class);
        };
    }

    /** The state of a match of which that is so. */
    public static MatchState of(MatchFacts facts) {
        RoomStatus room = facts.room().orElse(RoomStatus.PLACED);
        return switch (room) {
            case PLACED -> facts.escrow().isEmpty() ? OPEN : ESCROWED;
            case PLAYING -> PLAYING;
            case VOID -> ofVoid(facts);
            case FINISHED -> ofFinished(facts);
        };
    }

    /** What is held is held until all of it went back, whatever the room is by then. */
    private static MatchState ofVoid(MatchFacts facts) {
        if (facts.givenBack()) {
            return REFUNDED;
        }
        return facts.begun() ? PLAYING : ESCROWED;
    }

    private static MatchState ofFinished(MatchFacts facts) {
        MatchFacts.SettlementFacts settlement = facts.settlement();
        if (settlement.settled()) {
            return SETTLED;
        }
        boolean disputed = settlement.refused() || settlement.waitsForPerson();
        if (!disputed) {
            return FINISHED;
        }
        // Without an escrow nothing but the refusal keeps the outcome from being settled later.
        boolean over = facts.escrow().isPresent() || settlement.refused();
        return settlement.refundOrdered() && over && facts.givenBack() ? REFUNDED : DISPUTED;
    }

    /** As documents and messages name it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
