package dev.atrium.match;

import dev.atrium.game.BotStrength;
import dev.atrium.room.SeatPlan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Who sits where in a match. */
public final class MatchSeats {
    /** The option of a seat that names its team, from 0. */
    public static final String TEAM = "team";

    private static final String WARRIORS = "warriors";

    private MatchSeats() {}

    /**
     * The players in their order, then bots that fill exactly. The bots are of all strengths, as
     * many of each as can be: of every three, the first three and the next three, one is weak, one
     * medium and one strong.
     *
     * @param plan the match
     * @param entrants the players of each of its tickets, in its order
     * @param random draws the bots' names, icons, warriors and the order of their strengths
     * @throws IllegalArgumentException if those are not the players of the plan
     */
    public static List<SeatPlan> of(
            MatchPlan plan, List<List<Entrant>> entrants, RandomGenerator random) {
        if (entrants.size() != plan.tickets().size()) {
            throw new IllegalArgumentException("each ticket has its players");
        }
        List<SeatPlan> seats = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            if (entrants.get(i).size() != plan.tickets().get(i).players()) {
                throw new IllegalArgumentException("a party enters whole");
            }
            for (Entrant player : entrants.get(i)) {
                SortedMap<String, String> options = warriors(player.warriors());
                if (!plan.teams().isEmpty()) {
                    options.put(TEAM, plan.teams().get(i).toString());
                }
                seats.add(seat(seats.size(), player, options));
            }
        }
        addBots(seats, plan, random);
        return List.copyOf(seats);
    }

    private static SeatPlan seat(int index, Entrant player, SortedMap<String, String> options) {
        return new SeatPlan(
                index,
                player.playerId(),
                player.name(),
                player.icon(),
                false,
                options,
                player.nonceHash());
    }

    private static void addBots(List<SeatPlan> seats, MatchPlan plan, RandomGenerator random) {
        HouseNames names = new HouseNames(random);
        ArrayDeque<BotStrength> strengths = new ArrayDeque<>();
        int left = plan.botWarriors();
        while (left > 0) {
            if (strengths.isEmpty()) {
                strengths.addAll(shuffled(random));
            }
            int brings = Math.min(left, 1 + random.nextInt(plan.warriorsPerBotMax()));
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
    }

    private static List<BotStrength> shuffled(RandomGenerator random) {
        List<BotStrength> strengths = new ArrayList<>(List.of(BotStrength.values()));
        Collections.shuffle(strengths, Random.from(random));
        return strengths;
    }

    private static SortedMap<String, String> bot(int warriors, BotStrength strength) {
        SortedMap<String, String> options = warriors(warriors);
        options.put(BotStrength.OPTION, strength.word());
        return options;
    }

    private static SortedMap<String, String> warriors(int count) {
        SortedMap<String, String> options = new TreeMap<>();
        options.put(WARRIORS, Integer.toString(count));
        return options;
    }
}
