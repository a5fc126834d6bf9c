package dev.atrium.game.arena;

import dev.atrium.game.Standings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who came where, by one order or another. Who is equal in all that it looks at shares a place. */
final class Ending {
    /**
     * First those with living warriors by their highest single hp, then the others by their last
     * fall, later is better, and among those who fell on one tick by hp before it. Behind all of
     * them those who forfeited, in the same order among themselves.
     */
    static final Comparator<Rank> LATEST_FALL =
            Comparator.<Rank, Boolean>comparing(rank -> rank.player.forfeited)
                    .thenComparing(Comparator.comparingInt(Rank::fallenTick).reversed())
                    .thenComparing(Comparator.comparingInt(Rank::hp).reversed());

    /** By eliminations, and those who forfeited behind all others. */
    static final Comparator<Rank> MOST_ELIMINATIONS =
            Comparator.<Rank, Boolean>comparing(rank -> rank.player.forfeited)
                    .thenComparing(Comparator.comparingInt(Rank::eliminations).reversed());

    private Ending() {}

    /**
     * How it ended.
     *
     * @param tick the last one
     * @param order of the players, best first
     */
    static Standings standings(Roster roster, int tick, String reason, Comparator<Rank> order) {
        List<Rank> ranks = new ArrayList<>();
        for (Player player : roster.players()) {
            ranks.add(rank(player, roster));
        }
        // Stable: those who tie stay in the order of seats.
        ranks.sort(order);
        List<Standings.Place> places = new ArrayList<>();
        int place = 1;
        for (int i = 0; i < ranks.size(); i++) {
            Rank rank = ranks.get(i);
            if (i > 0 && order.compare(ranks.get(i - 1), rank) != 0) {
                place = i + 1;
            }
            places.add(
                    new Standings.Place(
                            rank.player().seat, place, statistics(rank.player(), roster, tick)));
        }
        return new Standings(reason, places);
    }

    /** The same, with 1 as {@code forfeited} for each who did. */
    static Standings tellingForfeits(Standings standings, Roster roster) {
        List<Standings.Place> places = new ArrayList<>();
        for (Standings.Place place : standings.places()) {
            SortedMap<String, Long> statistics = new TreeMap<>(place.statistics());
            statistics.put("forfeited", roster.hasForfeited(place.seat()) ? 1L : 0L);
            places.add(new Standings.Place(place.seat(), place.place(), statistics));
        }
        return new Standings(standings.reason(), places);
    }

    /**
     * What a player is ranked by.
     *
     * @param fallenTick of his last warrior to fall, later than any tick if one lives
     * @param hp the highest of the living, or before the tick of the last fall
     * @param eliminations of all his warriors
     */
    record Rank(Player player, int fallenTick, int hp, int eliminations) {}

    private static Rank rank(Player player, Roster roster) {
        int lastFall = 0;
        int hp = 0;
        int eliminations = 0;
        for (Warrior warrior : roster.warriors()) {
            if (warrior.player != player) {
                continue;
            }
            eliminations += warrior.eliminations;
            int fall = warrior.living() ? Integer.MAX_VALUE : warrior.fallenTick;
            int counted = warrior.living() ? warrior.hp : warrior.hpBeforeFall;
            if (fall > lastFall) {
                lastFall = fall;
                hp = counted;
            } else if (fall == lastFall) {
                hp = Math.max(hp, counted);
            }
        }
        return new Rank(player, lastFall, hp, eliminations);
    }

    private static SortedMap<String, Long> statistics(Player player, Roster roster, int tick) {
        long eliminations = 0;
        long damageDealt = 0;
        long damageTaken = 0;
        long survivedTicks = 0;
        long bestHp = 0;
        for (Warrior warrior : roster.warriors()) {
            if (warrior.player == player) {
                eliminations += warrior.eliminations;
                damageDealt += warrior.damageDealt;
                damageTaken += warrior.damageTaken;
                survivedTicks += warrior.livedTicks + warrior.survivedTicks(tick);
                bestHp = Math.max(bestHp, warrior.hp);
            }
        }
        SortedMap<String, Long> statistics = new TreeMap<>();
        statistics.put("eliminations", eliminations);
        statistics.put("damageDealt", damageDealt);
        statistics.put("damageTaken", damageTaken);
        statistics.put("survivedTicks", survivedTicks);
        statistics.put("bestHp", bestHp);
        return statistics;
    }
}
