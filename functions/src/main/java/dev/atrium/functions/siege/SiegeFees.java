package dev.atrium.functions.siege;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.match.SiegeEntry;
import dev.atrium.schema.SiegeRow;

import java.util.Optional;

/**
 * What those pay who are entered for a siege, and what they have back; nothing is done for a siege
 * that costs nothing. Every call may be repeated. Blocking and thread-safe; {@link
 * dev.atrium.escrow.EscrowUnavailableException} if it is not known whether it is done.
 */
final class SiegeFees {
    /** Of a siege that costs nothing. */
    private static final Escrow.Entering FREE = new Escrow.Entering.Entered(0);

    private final Stakes stakes;
    private final Escrow escrow;

    SiegeFees(Stakes stakes, Escrow escrow) {
        this.stakes = stakes;
        this.escrow = escrow;
    }

    /** Those of a process. */
    static SiegeFees of(Functions functions) {
        return new SiegeFees(functions.stakes(), functions.escrow());
    }

    /** What entering a siege costs that nobody is registered for yet; 0 if nothing. */
    long perWarrior() {
        return stakes.terms(Sieges.GAME).map(EntryTerms::feePerWarrior).orElse(0L);
    }

    private static Optional<EntryTerms> terms(SiegeRow siege) {
        return siege.feePerWarrior() == 0
                ? Optional.empty()
                : Optional.of(new EntryTerms(Sieges.GAME, siege.feePerWarrior()));
    }

    /** Whether he has what it costs at this moment. */
    boolean canPay(SiegeRow siege, String playerId, int warriors) {
        return terms(siege)
                .map(terms -> stakes.balance(playerId) >= terms.amount(warriors))
                .orElse(true);
    }

    /** Takes the fee of an entry, once for its round. */
    Escrow.Entering take(SiegeRow siege, SiegeEntry entry) {
        return terms(siege).map(terms -> stakes.enter(siege.roomId(), terms, entry)).orElse(FREE);
    }

    /**
     * After a refusal: sees to it that the entry is not paid later by another who asked for the
     * same.
     *
     * @return false if another has paid it already; it stands then
     */
    boolean forgo(SiegeRow siege, SiegeEntry entry) {
        return switch (escrow.forgo(siege.roomId(), entry.playerId(), entry.round())) {
            case FORGONE -> true;
            case PAID -> false;
            case NOT_OPENED ->
                    throw new IllegalStateException("siege " + siege.slot() + " has no escrow");
        };
    }

    /** Gives the fee of a round back, or keeps it from being taken. */
    void giveBack(SiegeRow siege, String playerId, int round) {
        terms(siege).ifPresent(terms -> stakes.withdraw(siege.roomId(), terms, playerId, round));
    }

    /** The round that somebody may enter next of whom the siege does not know it any more. */
    int nextRound(SiegeRow siege, String playerId) {
        return terms(siege).map(_ -> escrow.nextRound(siege.roomId(), playerId)).orElse(0);
    }

    /** Gives all fees back. It is opened before, so that who is just paying finds it decided. */
    void giveAllBack(SiegeRow siege) {
        terms(siege)
                .ifPresent(
                        terms -> {
                            stakes.open(siege.roomId(), terms);
                            var _ = stakes.giveBack(siege.roomId());
                        });
    }
}
