package dev.atrium.functions.settle;

import dev.atrium.functions.stakes.Payday;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.settle.MatchState;
import dev.atrium.unsettled.DeadLetterBook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Settles one outcome, in this order: check it; pay its pot, if it has one and it may be paid; book
 * what its game keeps, first in DynamoDB and then on the board in Redis; count it for the day; ban
 * who has forfeited, if he is not; close the room; tell the players. It may end anywhere and be run
 * again, and others may run it at the same time: each step is done once, and the room is closed
 * only after all of them but the telling, which is tried again and may be heard twice. What cannot
 * be settled is a dead letter. Blocking and thread-safe.
 */
public final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final OutcomeCheck check;
    private final SettlementBook book;
    private final Pots pots;
    private final Notices notices;
    private final InstantSource clock;

    /** A settler of these parts. */
    public Settler(
            Evidence evidence,
            SettlementBook book,
            GameRecords records,
            Outside outside,
            InstantSource clock) {
        this.check = new OutcomeCheck(evidence, records);
        this.book = book;
        this.pots = outside.pots();
        this.notices = outside.notices();
        this.clock = clock;
    }

    /**
     * Whom settlement reaches beside its own tables.
     *
     * @param pots pays what was paid in
     * @param notices tells players
     */
    public record Outside(Pots pots, Notices notices) {
        /** Nobody plays for anything, and nobody is told. */
        public static final Outside NONE = new Outside(Pots.NONE, Notices.NONE);
    }

    /** Pays what a room's players have paid in. */
    public interface Pots {
        /** Nobody plays for anything. */
        Pots NONE =
                new Pots() {
                    @Override
                    public boolean has(String roomId) {
                        return false;
                    }

                    @Override
                    public boolean mayPay(Outcome outcome) {
                        return true;
                    }

                    @Override
                    public Payday.Result pay(Outcome outcome) {
                        return new Payday.Result.NoStakes();
                    }
                };

        /** Whether something was paid in for the room, or could have been. */
        boolean has(String roomId);

        /**
         * Whether a pot may be paid now; if not, it is on record as one that waits.
         *
         * @param outcome proven, of a room that has one
         */
        boolean mayPay(Outcome outcome);

        /**
         * Pays a pot; each part once, however often it is called.
         *
         * @param outcome proven, of a room that has one
         */
        Payday.Result pay(Outcome outcome);
    }

    /** What became of an outcome. */
    public enum Settled {
        /** Everything is booked, now or before. */
        DONE,
        /** It is not to be believed; nothing is booked, and that is on record. */
        REFUSED,
        /** It does not go on by itself, and that is on record; it may be tried again. */
        HALTED,
        /** Its pot waits for the end of a pause or for a release, and that is on record. */
        WAITING,
        /** Something that it is held against is not there yet; it is to be tried again. */
        LATER
    }

    /**
     * Settles an outcome.
     *
     * @throws IOException if the archive cannot be read now; the same may be tried again, as after
     *     any exception of a store
     */
    public Settled settle(OutcomeRow row) throws IOException {
        return settle(row, false);
    }

    /**
     * The same of an outcome whose dead letter is to be tried again: what was refused is checked
     * anew, and settled if it is believed now.
     *
     * @throws IOException as {@link #settle(OutcomeRow)}
     */
    public Settled settleAgain(OutcomeRow row) throws IOException {
        return settle(row, true);
    }

    /** Outcomes that could not be settled. */
    DeadLetterBook letters() {
        return book.letters();
    }

    /** Wall time. */
    long nowMs() {
        return clock.millis();
    }

    private Settled settle(OutcomeRow row, boolean again) throws IOException {
        Optional<RoomRow> room = book.room(row.roomId());
        if (room.isPresent() && room.get().settledAtMs() > 0) {
            // Whoever closed it may have died before the rest.
            return end(row);
        }
        Optional<SettlementRow> refusal = book.refusal(row.roomId());
        if (refusal.isPresent() && !again) {
            // Whoever refused it may have died before it had its letter.
            if (!book.letters().isKnown(row.roomId())) {
                letter(row.roomId(), String.valueOf(refusal.get().reason()));
            }
            return Settled.REFUSED;
        }
        boolean stakes =
                room.filter(there -> there.hasStakes() || pots.has(there.roomId())).isPresent();
        return switch (check.check(row, room, stakes)) {
            case OutcomeCheck.Result.Later later -> {
                LOG.warn("room {} is settled later: no {} yet", row.roomId(), later.missing());
                yield Settled.LATER;
            }
            case OutcomeCheck.Result.Refused refused -> refuse(row.roomId(), refused.reason());
            case OutcomeCheck.Result.Believed believed -> {
                if (refusal.isPresent() && !book.unrefuse(row.roomId())) {
                    yield Settled.REFUSED;
                }
                yield pay(believed.outcome()).orElseGet(() -> book(row, believed));
            }
        };
    }

    /** Empty if nothing stands in the way of the rest. */
    private Optional<Settled> pay(Outcome outcome) {
        String roomId = outcome.roomId();
        if (!pots.has(roomId)) {
            return Optional.empty();
        }
        if (!pots.mayPay(outcome)) {
            return Optional.of(Settled.WAITING);
        }
        if (!book.beginPot(roomId, clock.millis())) {
            LOG.error("room {} was refused before its pot was paid", roomId);
            return Optional.of(Settled.REFUSED);
        }
        return switch (pots.pay(outcome)) {
            case Payday.Result.Halted halted -> Optional.of(halt(roomId, halted.reason()));
            case Payday.Result.Paid paid -> {
                LOG.info("room {}: {} paid", roomId, paid.payouts().pot());
                yield Optional.empty();
            }
            case Payday.Result.GivenBack back -> {
                LOG.info("room {}: all entries went back", roomId);
                yield Optional.empty();
            }
            case Payday.Result.NoStakes none -> Optional.empty();
        };
    }

    private Settled refuse(String roomId, String reason) {
        // Where some have got theirs, to keep it from the others now would be half a settlement.
        if (book.hasBegun(roomId) || !book.refuse(roomId, reason, clock.millis())) {
            return halt(roomId, reason);
        }
        LOG.error("OUTCOME REFUSED: room {} is not settled: {}", roomId, reason);
        letter(roomId, reason);
        return Settled.REFUSED;
    }

    /** Opens the dead letter of what no time alone mends, and tells the players once. */
    private void letter(String roomId, String reason) {
        boolean first = book.letters().open(roomId).isEmpty();
        book.letters()
                .open(
                        roomId,
                        new DeadLetterBook.Cause(reason, "the outcome cannot be settled"),
                        clock.millis(),
                        DeadLetterBook.NEVER_MS);
        if (first) {
            book.room(roomId).ifPresent(notices::disputed);
        }
    }

    private Settled halt(String roomId, String reason) {
        LOG.error("SETTLEMENT HALTED: room {} is settled in part: {}", roomId, reason);
        book.halt(roomId, reason, clock.millis());
        letter(roomId, reason);
        return Settled.HALTED;
    }

    private Settled book(OutcomeRow row, OutcomeCheck.Result.Believed believed) {
        String roomId = believed.outcome().roomId();
        for (Records.Step step : believed.steps()) {
            switch (step.book(clock.millis())) {
                case DONE -> {}
                case NO_SUCH_PLAYER -> LOG.info("room {}: a player is gone for good", roomId);
                case REFUSED -> {
                    LOG.error("room {} was refused while it was settled", roomId);
                    return Settled.REFUSED;
                }
            }
        }
        book.banForfeits(believed.outcome(), believed.forfeits(), clock.millis());
        book.close(roomId, clock.millis());
        LOG.info("room {} is settled in {} steps", roomId, believed.steps().size());
        return end(row);
    }

    /** What comes after a room is closed, and may be done again: nothing waits, players know. */
    private Settled end(OutcomeRow row) {
        String roomId = row.roomId();
        book.letters().close(roomId, MatchState.SETTLED.wireName(), clock.millis());
        book.waiting().done(roomId);
        if (!book.isTold(roomId)) {
            notices.settled(row);
            book.told(roomId, clock.millis());
        }
        return Settled.DONE;
    }
}
