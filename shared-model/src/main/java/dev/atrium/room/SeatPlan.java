package dev.atrium.room;

import dev.atrium.game.Seat;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A seat as the match fixed it, before anybody entered.
 *
 * @param index the seat
 * @param playerId who may take it; a bot's id starts with {@code bot-}
 * @param name shown to others
 * @param icon shown to others
 * @param bot whether a house bot plays it
 * @param options of this seat, such as {@code warriors}
 * @param nonceHash lower-case hex SHA-256 of the nonce that the first {@code enter} must carry;
 *     empty for a bot
 */
public record SeatPlan(
        int index,
        String playerId,
        String name,
        String icon,
        boolean bot,
        SortedMap<String, String> options,
        String nonceHash) {

    /** The option that says what each warrior of a seat cost, in the ledger's smallest unit. */
    public static final String FEE = "fee";

    /** This seat with one more option. */
    public SeatPlan with(String option, long value) {
        TreeMap<String, String> more = new TreeMap<>(options);
        more.put(option, Long.toString(value));
        return new SeatPlan(index, playerId, name, icon, bot, more, nonceHash);
    }

    /**
     * What the game sees as that seat.
     *
     * @param nonceHash of who has it
     */
    public static SeatPlan of(Seat seat, String nonceHash) {
        return new SeatPlan(
                seat.index(),
                seat.playerId(),
                seat.name(),
                seat.icon(),
                seat.bot(),
                seat.options(),
                nonceHash);
    }

    /** The seat as the game sees it. */
    public Seat seat() {
        return new Seat(index, playerId, name, icon, bot, options);
    }
}
