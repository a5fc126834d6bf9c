package dev.atrium.functions.settle;

import dev.atrium.functions.stakes.Payday;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Settles one outcome, in this order: check it; pay its pot, if it has one; book what its game
 * keeps, first in DynamoDB and then on the board in Redis; ban who has forfeited, if he is not;
 * close the room. It may end anywhere and be run again, and others may run it at the same time:
 * each step is done once, and the room is closed only after all of them. Blocking and thread-safe.
 */
public final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final OutcomeCheck check;
    private final SettlementBook book;
    private final Pots pots;
    private final InstantSource clock;

    /** A settler of these parts. */
    public Settler(
            Evidence evidence,
            SettlementBook book,
            GameRecords records,
            Pots pots,
            InstantSource clock) {
        this.check = new OutcomeCheck(evidence, records);
        this.book = book;
        this.pots = pots;
        this.clock = clock;
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
                    public Payday.Result pay(Outcome outcome) {
                        return new Payday.Result.NoStakes();
                    }
                };

        /** Whether something was paid in for the room, or could have been. */
        boolean has(String roomId);

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
        Optional<RoomRow> room = book.room(row.roomId());
        if (room.isPresent() && room.get().settledAtMs() > 0) {
            return Settled.DONE;
        }
        if (book.refusal(row.roomId()).isPresent()) {
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
            case OutcomeCheck.Result.Believed believed ->
                    pay(believed.outcome()).orElseGet(() -> book(believed));
        };
    }

    /** Empty if nothing stands in the way of the rest. */
    private Optional<Settled> pay(Outcome outcome) {
        String roomId = outcome.roomId();
        if (!pots.has(roomId)) {
            return Optional.empty();
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
        return Settled.REFUSED;
    }

    private Settled halt(String roomId, String reason) {
        LOG.error("SETTLEMENT HALTED: room {} is settled in part: {}", roomId, reason);
        book.halt(roomId, reason, clock.millis());
        return Settled.HALTED;
    }

    private Settled book(OutcomeCheck.Result.Believed believed) {
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
        return Settled.DONE;
    }
}
