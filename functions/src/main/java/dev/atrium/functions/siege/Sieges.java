package dev.atrium.functions.siege;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowLimits;
import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.message.Message;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Registrations for sieges. Blocking and thread-safe.
 *
 * <p>The siege's item says who is registered; his fee follows from that. So a registration is
 * written first and paid then, and a cancellation is written first and the fee goes back then;
 * whoever repeats what he asked for has the second step done if it was not. What a process that
 * dies between the two leaves behind is put right when the siege starts: whoever is registered pays
 * then at the latest, or has no part in it; and an entry of who is not goes back with the
 * settlement, as those of all who had no part do.
 */
final class Sieges {
    /** The game that sieges are. */
    static final String GAME = "arena.siege";

    /** Others change the same siege in the same moment so often at most. */
    private static final int ATTEMPTS_MAX = 10;

    private static final int LISTED = 6;

    private final SiegeSlots slots;
    private final SiegeBook book;
    private final Stakes stakes;
    private final InstantSource clock;

    Sieges(SiegeSlots slots, SiegeBook book, Stakes stakes, InstantSource clock) {
        this.slots = slots;
        this.book = book;
        this.stakes = stakes;
        this.clock = clock;
    }

    /** Those of a process. */
    static Sieges of(Functions functions) {
        return new Sieges(
                functions.config().sieges(),
                bookOf(functions),
                functions.stakes(),
                functions.clock());
    }

    /** The book of a process. */
    static SiegeBook bookOf(Functions functions) {
        return new SiegeBook(functions.dynamo(), functions.stores().table(Tables.SIEGES));
    }

    /** {@code register-siege}: enters the caller and takes his fee. */
    Optional<Message> register(Caller caller, ClientMessage message) throws WireException {
        SiegeMessages.RegisterSiege asked = message.as(SiegeMessages.RegisterSiege.class);
        if (!slots.isAhead(asked.slot(), clock.millis())) {
            throw new WireException(ErrorCode.UNKNOWN_SLOT);
        }
        long fee = stakes.terms(GAME).map(EntryTerms::feePerWarrior).orElse(0L);
        SiegeRow siege = book.find(asked.slot()).orElseGet(() -> book.open(asked.slot(), fee));
        Wish wish = new Wish(caller, asked.warriors(), asked.nonceHash(), false);
        SiegeRow entered = enter(siege, wish);
        return Optional.of(
                new SiegeMessages.SiegeRegistered(
                        asked.slot(),
                        asked.warriors(),
                        entered.startsAtMs(),
                        entered.entries().size()));
    }

    /**
     * What somebody wants.
     *
     * @param late after the start
     */
    record Wish(Caller caller, int warriors, String nonceHash, boolean late) {
        SiegeStatus during() {
            return late ? SiegeStatus.STARTED : SiegeStatus.OPEN;
        }
    }

    /**
     * Enters somebody and takes his fee, once for however often he asks for the same.
     *
     * @return the siege with his entry
     * @throws WireException why not; nothing is taken then
     */
    SiegeRow enter(SiegeRow found, Wish wish) throws WireException {
        SiegeRow siege = found;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<SiegeEntry> before = SiegeBook.entryOf(siege, wish.caller().playerId());
            if (before.isPresent()) {
                if (!before.get().isSame(wish.warriors(), wish.nonceHash(), wish.late())) {
                    throw new WireException(ErrorCode.ALREADY_REGISTERED);
                }
                pay(siege, before.get());
                return siege;
            }
            SiegeEntry entry = entry(siege, wish);
            Optional<SiegeRow> entered = book.enter(siege, entry, wish.during());
            if (entered.isPresent()) {
                pay(entered.get(), entry);
                return entered.get();
            }
            siege = again(siege);
        }
        throw new WireException(ErrorCode.BUSY);
    }

    private SiegeEntry entry(SiegeRow siege, Wish wish) throws WireException {
        if (siege.status() != wish.during()) {
            throw new WireException(wish.late() ? ErrorCode.NO_SIEGE : ErrorCode.UNKNOWN_SLOT);
        }
        Caller caller = wish.caller();
        int round = Math.toIntExact(siege.cancelled().getOrDefault(caller.playerId(), 0L));
        if (siege.warriors() + wish.warriors() > SiegeSlots.WARRIORS_MAX
                || (round == 0 && siege.cancelled().size() >= SiegeBook.CANCELLED_MAX)) {
            throw new WireException(ErrorCode.SIEGE_FULL);
        }
        if (round >= EscrowLimits.ROUNDS_MAX) {
            throw new WireException(
                    ErrorCode.RATE_LIMITED, "You have changed your mind too often for this siege.");
        }
        Optional<EntryTerms> terms = terms(siege);
        if (terms.isPresent()
                && stakes.balance(caller.playerId()) < terms.get().amount(wish.warriors())) {
            throw new WireException(ErrorCode.INSUFFICIENT_FUNDS);
        }
        return new SiegeEntry(
                caller.playerId(),
                caller.name(),
                caller.icon(),
                wish.warriors(),
                wish.nonceHash(),
                round,
                wish.late(),
                clock.millis());
    }

    /** What entering that siege costs, if anything. */
    static Optional<EntryTerms> terms(SiegeRow siege) {
        return siege.feePerWarrior() == 0
                ? Optional.empty()
                : Optional.of(new EntryTerms(GAME, siege.feePerWarrior()));
    }

    private void pay(SiegeRow siege, SiegeEntry entry) throws WireException {
        Optional<EntryTerms> terms = terms(siege);
        if (terms.isEmpty()) {
            return;
        }
        switch (stakes.enter(siege.roomId(), terms.get(), entry)) {
            case Escrow.Entering.Entered entered -> {}
            case Escrow.Entering.Refused refused -> {
                cancelUnpaid(siege, entry);
                throw new WireException(
                        switch (refused) {
                            case INSUFFICIENT_FUNDS -> ErrorCode.INSUFFICIENT_FUNDS;
                            case WITHDRAWN -> ErrorCode.NOT_REGISTERED;
                            case CLOSED ->
                                    entry.late() ? ErrorCode.NO_SIEGE : ErrorCode.UNKNOWN_SLOT;
                            case FULL -> ErrorCode.SIEGE_FULL;
                            case NOT_OPENED, OTHER_WARRIORS, NOT_WITHDRAWN ->
                                    throw new IllegalStateException(
                                            "siege " + siege.slot() + ": " + refused);
                        });
            }
        }
    }

    /** If it starts at this moment, that decides what becomes of who has not paid. */
    private void cancelUnpaid(SiegeRow siege, SiegeEntry entry) {
        SiegeStatus during = entry.late() ? SiegeStatus.STARTED : SiegeStatus.OPEN;
        if (book.cancel(siege, entry, during).isPresent()) {
            giveBack(siege, entry.playerId(), entry.round());
        }
    }

    /** {@code cancel-registration}: takes the caller out and gives his fee back. */
    Optional<Message> cancel(Caller caller, ClientMessage message) throws WireException {
        SiegeMessages.CancelRegistration asked = message.as(SiegeMessages.CancelRegistration.class);
        boolean ahead = slots.isAhead(asked.slot(), clock.millis());
        SiegeRow siege =
                book.find(asked.slot())
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ahead
                                                        ? ErrorCode.NOT_REGISTERED
                                                        : ErrorCode.UNKNOWN_SLOT));
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (!ahead || siege.status() != SiegeStatus.OPEN) {
                throw new WireException(ErrorCode.UNKNOWN_SLOT);
            }
            Optional<SiegeEntry> entry = SiegeBook.entryOf(siege, caller.playerId());
            if (entry.isEmpty()) {
                return cancelledBefore(siege, caller.playerId());
            }
            Optional<SiegeRow> cancelled = book.cancel(siege, entry.get(), SiegeStatus.OPEN);
            if (cancelled.isPresent()) {
                giveBack(siege, caller.playerId(), entry.get().round());
                return Optional.of(new SiegeMessages.RegistrationCancelled(asked.slot()));
            }
            siege = again(siege);
        }
        throw new WireException(ErrorCode.BUSY);
    }

    /** He asks again, perhaps because his fee did not come back the first time. */
    private Optional<Message> cancelledBefore(SiegeRow siege, String playerId)
            throws WireException {
        long times = siege.cancelled().getOrDefault(playerId, 0L);
        if (times == 0) {
            throw new WireException(ErrorCode.NOT_REGISTERED);
        }
        giveBack(siege, playerId, Math.toIntExact(times - 1));
        return Optional.of(new SiegeMessages.RegistrationCancelled(siege.startsAtMs()));
    }

    private void giveBack(SiegeRow siege, String playerId, int round) {
        terms(siege).ifPresent(terms -> stakes.withdraw(siege.roomId(), terms, playerId, round));
    }

    private SiegeRow again(SiegeRow siege) {
        return book.find(siege.startsAtMs())
                .orElseThrow(() -> new IllegalStateException("siege " + siege.slot() + " is gone"));
    }

    /** The siege that can still be entered late. */
    Optional<SiegeRow> running() {
        long nowMs = clock.millis();
        return book.find(slots.latest(nowMs))
                .filter(siege -> siege.status() == SiegeStatus.STARTED)
                .filter(siege -> nowMs < siege.startedAtMs() + SiegeSlots.LATE_MS);
    }

    /** What sieges there are. */
    SiegeMessages.SiegeList list() {
        long fee = stakes.terms(GAME).map(EntryTerms::feePerWarrior).orElse(0L);
        List<SiegeMessages.SiegeToCome> next =
                slots.next(clock.millis(), LISTED).stream()
                        .map(slot -> book.find(slot).map(this::toCome).orElse(empty(slot, fee)))
                        .toList();
        return new SiegeMessages.SiegeList(
                slots.periodMs(),
                running()
                        .map(
                                siege ->
                                        new SiegeMessages.SiegeRunning(
                                                siege.startsAtMs(),
                                                siege.roomId(),
                                                siege.entries().size(),
                                                siege.warriors(),
                                                siege.feePerWarrior(),
                                                siege.startedAtMs() + SiegeSlots.LATE_MS)),
                next);
    }

    private static SiegeMessages.SiegeToCome empty(long slot, long fee) {
        return new SiegeMessages.SiegeToCome(slot, 0, 0, fee);
    }

    private SiegeMessages.SiegeToCome toCome(SiegeRow siege) {
        return new SiegeMessages.SiegeToCome(
                siege.startsAtMs(),
                siege.entries().size(),
                siege.warriors(),
                siege.feePerWarrior());
    }
}
