package dev.atrium.match;

import dev.atrium.room.SeatPlan;

import java.util.ArrayList;
import java.util.List;
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
        if (warriorsPerBotMax < 1 || warriorsPerBotMax > QueueEntry.WARRIORS_MAX) {
            throw new IllegalArgumentException(
                    "warriorsPerBotMax (allowed: 1-" + QueueEntry.WARRIORS_MAX + ")");
        }
    }

    /**
     * Who sits where: the players in their order, then bots that fill exactly.
     *
     * @param random draws the bots' names, icons and warriors
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
        int left = botWarriors;
        while (left > 0) {
            int brings = Math.min(left, 1 + random.nextInt(warriorsPerBotMax));
            left -= brings;
            seats.add(
                    new SeatPlan(
                            seats.size(),
                            names.nextId(),
                            names.nextName(),
                            names.nextIcon(),
                            true,
                            warriors(brings),
                            ""));
        }
        return List.copyOf(seats);
    }

    private static TreeMap<String, String> warriors(int count) {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", Integer.toString(count));
        return options;
    }
}
