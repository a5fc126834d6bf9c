package dev.atrium.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who gets how much of a pot. The amounts make exactly the pot.
 *
 * @param pot in the smallest unit, 0 to {@link #POT_MAX}
 * @param players one for each who was ranked, in that order; some get 0
 * @param platform what the platform gets, 0 and more
 * @param burn what is burnt, with all that did not divide; 0 and more
 */
public record Payouts(long pot, List<Payout> players, long platform, long burn) {
    /** So that sums over thousands of pots still fit into 64 bits. */
    public static final long POT_MAX = 1_000_000_000_000_000L;

    /** Seats of the largest room. */
    public static final int PLAYERS_MAX = 100;

    public Payouts {
        players = List.copyOf(players);
        checkPot(pot);
        if (platform < 0 || burn < 0) {
            throw new IllegalArgumentException("an amount is 0 and more");
        }
        long sum = Math.addExact(platform, burn);
        for (Payout payout : players) {
            sum = Math.addExact(sum, payout.amount());
        }
        if (sum != pot) {
            throw new IllegalArgumentException("payouts of " + sum + " for a pot of " + pot);
        }
    }

    /**
     * Divides a pot. Platform and burn get their percent, rounded down; the places have the rest
     * together, but for what does not divide, which is burnt.
     *
     * <p>Who forfeited gets nothing and fills no place: who stands behind him moves up. Only if all
     * forfeited they are ranked as if none had. Those who tie pool the shares of the places that
     * they cover and get the same. A share whose place nobody fills goes to the filled ones in
     * proportion. Each amount is one division of whole numbers, rounded down once.
     *
     * @param pot in the smallest unit, 0 to {@link #POT_MAX}
     * @param ranked best first, 1 to {@value #PLAYERS_MAX} and each player once; those of one place
     *     in any order
     */
    public static Payouts of(long pot, Shares shares, List<Ranked> ranked) {
        checkPot(pot);
        checkRanked(ranked);
        Map<String, Long> amounts = amounts(pot, shares, inTheRunning(ranked));
        List<Payout> players =
                ranked.stream()
                        .map(r -> new Payout(r.playerId(), amounts.getOrDefault(r.playerId(), 0L)))
                        .toList();
        long platform = share(pot, shares.platform(), Shares.WHOLE);
        long paid = players.stream().mapToLong(Payout::amount).sum();
        return new Payouts(pot, players, platform, pot - platform - paid);
    }

    private static void checkPot(long pot) {
        if (pot < 0 || pot > POT_MAX) {
            throw new IllegalArgumentException("pot=" + pot + " (allowed: 0 to " + POT_MAX + ")");
        }
    }

    private static void checkRanked(List<Ranked> ranked) {
        if (ranked.isEmpty() || ranked.size() > PLAYERS_MAX) {
            throw new IllegalArgumentException(
                    ranked.size() + " players (allowed: 1 to " + PLAYERS_MAX + ")");
        }
        Set<String> players = new TreeSet<>();
        int last = 1;
        for (Ranked one : ranked) {
            if (!players.add(one.playerId())) {
                throw new IllegalArgumentException("a player is ranked twice");
            }
            if (one.place() < last) {
                throw new IllegalArgumentException("the best come first");
            }
            last = one.place();
        }
    }

    private static List<Ranked> inTheRunning(List<Ranked> ranked) {
        List<Ranked> left = ranked.stream().filter(one -> !one.forfeited()).toList();
        return left.isEmpty() ? ranked : left;
    }

    private static Map<String, Long> amounts(long pot, Shares shares, List<Ranked> running) {
        int all = shares.ofPlaces(0, shares.places().size());
        int filled = shares.ofPlaces(0, running.size());
        Map<String, Long> amounts = new TreeMap<>();
        for (List<Ranked> tied : ties(running)) {
            int first = amounts.size();
            int covered = shares.ofPlaces(first, first + tied.size());
            // The tied one's part of what is covered, of what is filled, of what places have.
            long each =
                    share(pot, (long) all * covered, (long) Shares.WHOLE * filled * tied.size());
            tied.forEach(one -> amounts.put(one.playerId(), each));
        }
        return amounts;
    }

    private static List<List<Ranked>> ties(List<Ranked> running) {
        List<List<Ranked>> ties = new ArrayList<>();
        int place = 0;
        for (Ranked one : running) {
            if (one.place() != place) {
                ties.add(new ArrayList<>());
                place = one.place();
            }
            ties.getLast().add(one);
        }
        return ties;
    }

    /**
     * {@code pot * of / parts}, rounded down, without the product: what the pot holds of whole
     * parts is multiplied apart from the rest, and {@code of} is never more than {@code parts}.
     */
    private static long share(long pot, long of, long parts) {
        long whole = Math.multiplyExact(pot / parts, of);
        long rest = Math.multiplyExact(pot % parts, of) / parts;
        return Math.addExact(whole, rest);
    }
}
