package dev.atrium.functions.stakes;

import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.EscrowLimits;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a deployment asks for entries.
 *
 * @param perWarrior by game, in the ledger's smallest unit, {@code ATRIUM_FEES}: such as {@code
 *     arena.blitz=100,arena.siege=250}; games that are not named are not played for stakes, and
 *     those that divide no pot cannot be named
 * @param playMoney that each player is given once, out of nothing, {@code ATRIUM_PLAY_MONEY}; 0 for
 *     none, as in every deployment whose money is worth something
 */
public record Fees(SortedMap<String, Long> perWarrior, long playMoney) {
    /** The environment variable of {@link #perWarrior}. */
    public static final String FEES = "ATRIUM_FEES";

    /** The environment variable of {@link #playMoney}. */
    public static final String PLAY_MONEY = "ATRIUM_PLAY_MONEY";

    /**
     * The games whose newest rules divide a pot. They are named here, and a test holds them to the
     * games: to load every game for its answer would take a tenth of each function's start.
     */
    static final SortedSet<String> WITH_POTS =
            Collections.unmodifiableSortedSet(new TreeSet<>(List.of("arena.blitz", "arena.siege")));

    /** Nothing is played for stakes. */
    public static final Fees NONE = new Fees(Collections.emptySortedMap(), 0);

    public Fees {
        perWarrior = Collections.unmodifiableSortedMap(new TreeMap<>(perWarrior));
        for (String game : perWarrior.keySet()) {
            if (!WITH_POTS.contains(game)) {
                // Taken all the same, it could never be paid out.
                throw refused(FEES, game, "games with a pot: " + String.join(", ", WITH_POTS));
            }
        }
        for (Long fee : perWarrior.values()) {
            if (fee < 1 || fee > EscrowLimits.FEE_MAX) {
                throw refused(FEES, fee.toString(), "fees of 1 to " + EscrowLimits.FEE_MAX);
            }
        }
        if (playMoney < 0 || playMoney > EscrowLimits.GRANT_MAX) {
            throw refused(PLAY_MONEY, Long.toString(playMoney), "0 to " + EscrowLimits.GRANT_MAX);
        }
    }

    /**
     * Reads the two variables.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static Fees parse(String fees, String playMoney) {
        TreeMap<String, Long> perWarrior = new TreeMap<>();
        for (String part : fees.isEmpty() ? new String[0] : fees.split(",")) {
            String[] words = part.split("=", -1);
            if (words.length != 2 || !words[0].matches("[a-z][a-z0-9.-]{0,63}")) {
                throw refused(FEES, fees, "game=fee, with commas between");
            }
            perWarrior.put(words[0], number(FEES, words[1]));
        }
        return new Fees(perWarrior, number(PLAY_MONEY, playMoney));
    }

    private static long number(String name, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw refused(name, text, "a whole number");
        }
        return Long.parseLong(text);
    }

    private static IllegalArgumentException refused(String name, String value, String allowed) {
        return new IllegalArgumentException(name + "=" + value + " (allowed: " + allowed + ")");
    }

    /** What entering a match of that game costs, if it is played for stakes. */
    public Optional<EntryTerms> of(String game) {
        return Optional.ofNullable(perWarrior.get(game)).map(fee -> new EntryTerms(game, fee));
    }
}
