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
 */
public record MatchPlan(List<QueueEntry> players, int botWarriors) {
    public MatchPlan {
        players = List.copyOf(players);
        if (players.isEmpty() || botWarriors < 0 || players.size() + botWarriors < 2) {
            throw new IllegalArgumentException("a match has two sides and a player among them");
        }
    }

    /**
     * Who sits where: the players in their order, then bots of 1 to 3 warriors that fill exactly.
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
            int brings = Math.min(left, 1 + random.nextInt(QueueEntry.WARRIORS_MAX));
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
