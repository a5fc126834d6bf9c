package dev.atrium.game.arena;

import dev.atrium.game.Standings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When it is over, and who came where: first those with living warriors by their highest single hp,
 * then the others by their last fall, later is better, and among those who fell on one tick by hp
 * before it. Behind all of them those who forfeited, in the same order among themselves. Who is
 * equal in all this shares a place.
 */
final class Ending {
    private Ending() {}

    /** Whether it is over after the step of {@code tick}. */
    static boolean reached(ArenaMode mode, Roster roster, int tick) {
        return roster.playersLiving() <= 1 || tick >= mode.time().lengthTicks();
    }

    /** How it ended, once {@link #reached}. */
    static Standings standings(Roster roster, int tick) {
        List<Rank> ranks = new ArrayList<>();
        for (Player player : roster.players()) {
            ranks.add(rank(player, roster));
        }
        // Stable: those who tie stay in the order of seats.
        ranks.sort(Rank.BEST_FIRST);
        List<Standings.Place> places = new ArrayList<>();
        int place = 1;
        for (int i = 0; i < ranks.size(); i++) {
            Rank rank = ranks.get(i);
            if (i > 0 && Rank.BEST_FIRST.compare(ranks.get(i - 1), rank) != 0) {
                place = i + 1;
            }
            places.add(
                    new Standings.Place(
                            rank.player().seat, place, statistics(rank.player(), roster, tick)));
        }
        return new Standings(reason(roster), places);
    }

    private static String reason(Roster roster) {
        return switch (roster.playersLiving()) {
            case 0 -> "all-fallen";
            case 1 -> "last-standing";
            default -> "time";
        };
    }

    /**
     * What a player is ranked by.
     *
     * @param fallenTick of his last warrior to fall, later than any tick if one lives
     * @param hp the highest of the living, or before the tick of the last fall
     */
    private record Rank(Player player, int fallenTick, int hp) {
        static final Comparator<Rank> BEST_FIRST =
                Comparator.<Rank, Boolean>comparing(rank -> rank.player.forfeited)
                        .thenComparing(Comparator.comparingInt(Rank::fallenTick).reversed())
                        .thenComparing(Comparator.comparingInt(Rank::hp).reversed());
    }

    private static Rank rank(Player player, Roster roster) {
        int lastFall = 0;
        int hp = 0;
        for (Warrior warrior : roster.warriors()) {
            if (warrior.player != player) {
                continue;
            }
            int fall = warrior.living() ? Integer.MAX_VALUE : warrior.fallenTick;
            int counted = warrior.living() ? warrior.hp : warrior.hpBeforeFall;
            if (fall > lastFall) {
                lastFall = fall;
                hp = counted;
            } else if (fall == lastFall) {
                hp = Math.max(hp, counted);
            }
        }
        return new Rank(player, lastFall, hp);
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
                survivedTicks += warrior.survivedTicks(tick);
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
