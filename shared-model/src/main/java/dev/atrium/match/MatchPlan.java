package dev.atrium.match;

import dev.atrium.game.BotStrength;
import dev.atrium.room.SeatPlan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A match to form.
 *
 * @param players in the order of the queue, 1 and more
 * @param botWarriors warriors that house bots bring, 0 and more
 * @param warriorsPerBotMax warriors of one bot at most, 1 to {@value QueueEntry#WARRIORS_MAX}
 */
public record MatchPlan(List<QueueEntry> players, int botWarriors, int warriorsPerBotMax) {
    public MatchPlan {
        players = List.copyOf(players);
        if (players.isEmpty() || botWarriors < 0) {
            throw new IllegalArgumentException("a match has a player, and no less than no bots");
        }
        boolean stakes = players.getFirst().forStakes();
        if (players.stream().anyMatch(player -> player.forStakes() != stakes)
                || (stakes && botWarriors > 0)) {
            throw new IllegalArgumentException("all play for stakes, and no bots, or nobody does");
        }
        if (warriorsPerBotMax < 1 || warriorsPerBotMax > QueueEntry.WARRIORS_MAX) {
            throw new IllegalArgumentException(
                    "warriorsPerBotMax (allowed: 1-" + QueueEntry.WARRIORS_MAX + ")");
        }
    }

    /**
     * The matches to form now: who plays for stakes meets only others who do.
     *
     * @param waiting by rising {@code enqueuedAtMs}, each player once
     * @param nowMs wall time, on the clock of the entries
     */
    public static List<MatchPlan> all(MatchRules rules, List<QueueEntry> waiting, long nowMs) {
        List<MatchPlan> plans = new ArrayList<>();
        for (boolean stakes : new boolean[] {true, false}) {
            List<QueueEntry> meet =
                    waiting.stream().filter(entry -> entry.forStakes() == stakes).toList();
            plans.addAll(rules.plan(meet, nowMs));
        }
        return List.copyOf(plans);
    }

    /** Whether it is played for stakes: by all of them, or by none. */
    public boolean forStakes() {
        return players.getFirst().forStakes();
    }

    /**
     * Who sits where: the players in their order, then bots that fill exactly. The bots are of all
     * strengths, as many of each as can be: of every three, the first three and the next three, one
     * is weak, one medium and one strong.
     *
     * @param random draws the bots' names, icons, warriors and the order of their strengths
     */
    public List<SeatPlan> seats(RandomGenerator random) {
        List<SeatPlan> seats = new ArrayList<>();
        for (QueueEntry player : players) {
            seats.add(
                    new SeatPlan(
                            seats.size(),
                            player.playerId(),
                            player.name(),
                            player.icon(),
                            false,
                            warriors(player.warriors()),
                            player.nonceHash()));
        }
        HouseNames names = new HouseNames(random);
        ArrayDeque<BotStrength> strengths = new ArrayDeque<>();
        int left = botWarriors;
        while (left > 0) {
            if (strengths.isEmpty()) {
                strengths.addAll(shuffled(random));
            }
            int brings = Math.min(left, 1 + random.nextInt(warriorsPerBotMax));
            left -= brings;
            seats.add(
                    new SeatPlan(
                            seats.size(),
                            names.nextId(),
                            names.nextName(),
                            names.nextIcon(),
                            true,
                            bot(brings, strengths.remove()),
                            ""));
        }
        return List.copyOf(seats);
    }

    private static List<BotStrength> shuffled(RandomGenerator random) {
        List<BotStrength> strengths = new ArrayList<>(List.of(BotStrength.values()));
        Collections.shuffle(strengths, Random.from(random));
        return strengths;
    }

    private static TreeMap<String, String> bot(int warriors, BotStrength strength) {
        TreeMap<String, String> options = warriors(warriors);
        options.put(BotStrength.OPTION, strength.word());
        return options;
    }

    private static TreeMap<String, String> warriors(int count) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(count));
        return options;
    }
}
