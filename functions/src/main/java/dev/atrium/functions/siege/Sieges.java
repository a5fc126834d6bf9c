package dev.atrium.functions.siege;

import dev.atrium.escrow.Escrow;
import dev.atrium.escrow.EscrowLimits;
import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.message.Message;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

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

    /** Players who are forgotten at once, when too many have cancelled. */
    private static final int FORGOTTEN_AT_ONCE = 10;

    private final SiegeSlots slots;
    private final SiegeBook book;
    private final SiegeFees fees;
    private final InstantSource clock;

    Sieges(SiegeSlots slots, SiegeBook book, SiegeFees fees, InstantSource clock) {
        this.slots = slots;
        this.book = book;
        this.fees = fees;
        this.clock = clock;
    }

    /** Those of a process. */
    static Sieges of(Functions functions) {
        return new Sieges(
                functions.config().sieges(),
                bookOf(functions),
                SiegeFees.of(functions),
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
        SiegeRow siege =
                book.find(asked.slot()).orElseGet(() -> book.open(asked.slot(), fees.perWarrior()));
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
            Optional<SiegeRow> entered = tryEntering(siege, entry);
            if (entered.isPresent()) {
                pay(entered.get(), entry);
                return entered.get();
            }
            siege = again(siege);
        }
        throw new WireException(ErrorCode.BUSY);
    }

    /** Empty if it is to be tried again with the siege as it is then. */
    private Optional<SiegeRow> tryEntering(SiegeRow siege, SiegeEntry entry) {
        if (SiegeBook.isCrowded(siege, entry.playerId())) {
            forgetSome(siege);
            return Optional.empty();
        }
        return book.enter(siege, entry, during(entry));
    }

    private SiegeEntry entry(SiegeRow siege, Wish wish) throws WireException {
        if (siege.status() != wish.during()) {
            throw new WireException(wish.late() ? ErrorCode.NO_SIEGE : ErrorCode.UNKNOWN_SLOT);
        }
        Caller caller = wish.caller();
        if (siege.warriors() + wish.warriors() > SiegeSlots.WARRIORS_MAX) {
            throw new WireException(ErrorCode.SIEGE_FULL);
        }
        int round = round(siege, caller.playerId());
        if (round >= EscrowLimits.ROUNDS_MAX) {
            throw new WireException(
                    ErrorCode.RATE_LIMITED, "You have changed your mind too often for this siege.");
        }
        if (!fees.canPay(siege, caller.playerId(), wish.warriors())) {
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

    /** Which of his entries it is. Of those who were forgotten the ledger still knows it. */
    private int round(SiegeRow siege, String playerId) {
        @Nullable Long cancelled = siege.cancelled().get(playerId);
        if (cancelled != null) {
            return Math.toIntExact(cancelled);
        }
        return siege.forgotten() == 0 ? 0 : fees.nextRound(siege, playerId);
    }

    /**
     * Makes room among those who have cancelled. What they paid goes back before, if it has not:
     * afterwards nobody knows that it is due.
     */
    private void forgetSome(SiegeRow siege) {
        List<String> some =
                siege.cancelled().keySet().stream()
                        .filter(playerId -> !siege.entries().containsKey(playerId))
                        .limit(FORGOTTEN_AT_ONCE)
                        .toList();
        for (String playerId : some) {
            for (int round = 0; round < siege.cancelled().getOrDefault(playerId, 0L); round++) {
                fees.giveBack(siege, playerId, round);
            }
        }
        var _ = book.forget(siege, some);
    }

    private void pay(SiegeRow siege, SiegeEntry entry) throws WireException {
        switch (fees.take(siege, entry)) {
            case Escrow.Entering.Entered entered -> {}
            case Escrow.Entering.Refused refused -> {
                ErrorCode code = code(siege, entry, refused);
                // Who asked for the same at the same time may have paid since: then it is paid.
                if (fees.forgo(siege, entry)) {
                    // If it starts at this moment, he is registered and has no part in it.
                    var _ = book.cancel(siege, entry, during(entry));
                    throw new WireException(code);
                }
            }
        }
    }

    private static SiegeStatus during(SiegeEntry entry) {
        return entry.late() ? SiegeStatus.STARTED : SiegeStatus.OPEN;
    }

    private static ErrorCode code(
            SiegeRow siege, SiegeEntry entry, Escrow.Entering.Refused refused) {
        return switch (refused) {
            case INSUFFICIENT_FUNDS -> ErrorCode.INSUFFICIENT_FUNDS;
            // He has cancelled meanwhile; late, his unpaid round was given up: he may ask again.
            case WITHDRAWN -> entry.late() ? ErrorCode.BUSY : ErrorCode.NOT_REGISTERED;
            case CLOSED -> entry.late() ? ErrorCode.NO_SIEGE : ErrorCode.UNKNOWN_SLOT;
            case FULL -> ErrorCode.SIEGE_FULL;
            case NOT_OPENED, OTHER_WARRIORS, NOT_WITHDRAWN ->
                    throw new IllegalStateException("siege " + siege.slot() + ": " + refused);
        };
    }

    /**
     * {@code cancel-registration}: takes the caller out and gives his fee back, as long as the
     * siege is open, whatever the time is: one that nobody starts must not keep what was paid.
     */
    Optional<Message> cancel(Caller caller, ClientMessage message) throws WireException {
        SiegeMessages.CancelRegistration asked = message.as(SiegeMessages.CancelRegistration.class);
        Optional<SiegeRow> found = book.find(asked.slot());
        if (found.isEmpty()) {
            throw new WireException(
                    slots.isAhead(asked.slot(), clock.millis())
                            ? ErrorCode.NOT_REGISTERED
                            : ErrorCode.UNKNOWN_SLOT);
        }
        SiegeRow siege = found.get();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (siege.status() != SiegeStatus.OPEN) {
                throw new WireException(ErrorCode.UNKNOWN_SLOT);
            }
            Optional<SiegeEntry> entry = SiegeBook.entryOf(siege, caller.playerId());
            if (entry.isEmpty()) {
                return cancelledBefore(siege, caller.playerId());
            }
            Optional<SiegeRow> cancelled = book.cancel(siege, entry.get(), SiegeStatus.OPEN);
            if (cancelled.isPresent()) {
                fees.giveBack(siege, caller.playerId(), entry.get().round());
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
        fees.giveBack(siege, playerId, Math.toIntExact(times - 1));
        return Optional.of(new SiegeMessages.RegistrationCancelled(siege.startsAtMs()));
    }

    private SiegeRow again(SiegeRow siege) {
        return book.find(siege.startsAtMs())
                .orElseThrow(() -> new IllegalStateException("siege " + siege.slot() + " is gone"));
    }

    /** The latest siege that can still be entered late, however late it started itself. */
    Optional<SiegeRow> running() {
        long nowMs = clock.millis();
        return book.due(nowMs).stream()
                .filter(siege -> isRunning(siege, nowMs))
                .findFirst()
                .flatMap(siege -> book.find(siege.startsAtMs()))
                .filter(siege -> isRunning(siege, nowMs));
    }

    /** Whether it has started and can still be entered late. */
    static boolean isRunning(SiegeRow siege, long nowMs) {
        return siege.status() == SiegeStatus.STARTED
                && nowMs < siege.startedAtMs() + SiegeSlots.LATE_MS;
    }

    /** What sieges there are. */
    SiegeMessages.SiegeList list() {
        long fee = fees.perWarrior();
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
