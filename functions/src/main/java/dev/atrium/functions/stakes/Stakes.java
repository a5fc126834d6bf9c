package dev.atrium.functions.stakes;

import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.Entry;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.match.Entrant;
import dev.atrium.match.SiegeEntry;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Entries of matches that are played for stakes. Blocking and thread-safe. */
public final class Stakes {
    private static final Logger LOG = LoggerFactory.getLogger(Stakes.class);

    /** Names the one grant of play money. */
    private static final String WELCOME = "welcome";

    private final Fees fees;
    private final Escrow escrow;

    /** Those of a deployment. */
    public Stakes(Fees fees, Escrow escrow) {
        this.fees = fees;
        this.escrow = escrow;
    }

    /** What entering a match of that game costs, if it is played for stakes. */
    public Optional<EntryTerms> terms(String game) {
        return fees.of(game);
    }

    /** What a player has, his play money among it. */
    public long balance(String playerId) {
        if (fees.playMoney() > 0) {
            escrow.grant(playerId, WELCOME, fees.playMoney());
        }
        return escrow.balance(playerId);
    }

    /**
     * Whether somebody may queue for stakes; nothing is taken yet.
     *
     * @param game which he wants to play
     * @param warriors that he wants to enter
     * @throws WireException {@code no-stakes} or {@code insufficient-funds}
     */
    public void admit(String game, String playerId, int warriors) throws WireException {
        EntryTerms terms = terms(game).orElseThrow(() -> new WireException(ErrorCode.NO_STAKES));
        if (balance(playerId) < terms.amount(warriors)) {
            throw new WireException(ErrorCode.INSUFFICIENT_FUNDS);
        }
    }

    /** Opens the escrow of a room that is about to be placed. */
    public void open(String roomId, EntryTerms terms) {
        if (escrow.open(roomId, terms) == Escrow.Opening.OTHER_TERMS) {
            throw new IllegalStateException("room " + roomId + " has an escrow of other terms");
        }
    }

    /**
     * What became of the fees of a match.
     *
     * @param complete whether all have paid; if not, {@link #giveBack} is due
     * @param penniless who had not enough; of the others nobody is to blame if it is not complete
     */
    public record Collected(boolean complete, List<Entrant> penniless) {
        public Collected {
            penniless = List.copyOf(penniless);
        }
    }

    /** Takes the fees of a match's players, all at once. */
    public Collected collect(String roomId, List<Entrant> players) {
        boolean complete = true;
        List<Entrant> penniless = new ArrayList<>();
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Escrow.Entering>> entered = new ArrayList<>();
            for (Entrant player : players) {
                Callable<Escrow.Entering> entering =
                        () -> escrow.enter(roomId, player.playerId(), player.warriors());
                entered.add(everybody.submit(entering));
            }
            for (int i = 0; i < entered.size(); i++) {
                if (answer(entered.get(i)) instanceof Escrow.Entering.Refused refused) {
                    LOG.info("room {}: an entry is refused: {}", roomId, refused);
                    complete = false;
                    if (refused == Escrow.Entering.Refused.INSUFFICIENT_FUNDS) {
                        penniless.add(players.get(i));
                    }
                }
            }
        }
        return new Collected(complete, penniless);
    }

    /**
     * Takes the fee of one who is entered for a siege, once for his round. Its escrow is opened if
     * it is not yet.
     */
    public Escrow.Entering enter(String roomId, EntryTerms terms, SiegeEntry entry) {
        if (entry.round() > 0) {
            // Whoever took him out then may have died before that.
            withdraw(roomId, terms, entry.playerId(), entry.round() - 1);
        }
        Escrow.Entering entering = enter(roomId, entry);
        if (entering == Escrow.Entering.Refused.NOT_OPENED) {
            open(roomId, terms);
            return enter(roomId, entry);
        }
        return entering;
    }

    private Escrow.Entering enter(String roomId, SiegeEntry entry) {
        return escrow.enter(roomId, entry.playerId(), entry.round(), entry.warriors());
    }

    /**
     * Gives a player's fee for a siege back, if it was paid, and else keeps it from being paid.
     *
     * @param round of his entry
     */
    public void withdraw(String roomId, EntryTerms terms, String playerId, int round) {
        Escrow.Withdrawing withdrawing = escrow.withdraw(roomId, playerId, round);
        if (withdrawing == Escrow.Withdrawing.Refused.NOT_OPENED) {
            // Whoever is about to pay for him opens it; he must find that he comes too late.
            open(roomId, terms);
            withdrawing = escrow.withdraw(roomId, playerId, round);
        }
        if (withdrawing instanceof Escrow.Withdrawing.Refused refused) {
            LOG.info("room {}: nothing is withdrawn: {}", roomId, refused);
        }
    }

    private static Escrow.Entering answer(Future<Escrow.Entering> entered) {
        try {
            return entered.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while entries were taken", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an entry is not known to be taken", e.getCause());
        }
    }

    /**
     * Gives all entries of a room back: its match is not played, or void. May be repeated.
     *
     * @return false if the room has no escrow, or its match is paid out
     */
    public boolean giveBack(String roomId) {
        if (escrow.decide(roomId, Disposal.REFUNDED) != Escrow.Decision.DECIDED) {
            return false;
        }
        for (Entry entry : escrow.find(roomId).orElseThrow().entries()) {
            if (escrow.refund(roomId, entry.playerId()) instanceof Escrow.Refund.Refused refused) {
                throw new IllegalStateException(
                        "room " + roomId + ": an entry does not go back: " + refused);
            }
        }
        return escrow.close(roomId) == Escrow.Closing.CLOSED;
    }
}
