package dev.atrium.rating;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Every ladder there is. Games that are on none of them are not rated.
 *
 * @param all each id once, and of each game at most one of a kind
 */
public record Ladders(List<Ladder> all) {
    /**
     * The paper's numbers. A period is a day: who was known to within 50 points and stays away is
     * as unknown as a newcomer after three years, and known to within 205 after one.
     */
    private static final Glicko2 DUELS =
            new Glicko2(new Rating(1_500, 350, 0.06), 0.5, TimeUnit.DAYS.toMillis(1), 2);

    /**
     * The paper's numbers times 60, so that a newcomer has 1500 as in duels and whole points tell
     * enough. Who was known to within 100 points and stays away is as unknown as a newcomer after
     * 384 days.
     */
    private static final PlackettLuce CROWDS =
            new PlackettLuce(new Rating(1_500, 500, 0), 250, 0.0001, 25, 3);

    /** Blitz, of three and more people. */
    public static final Ladder BLITZ =
            new Ladder("arena.blitz", "arena.blitz", Ladder.Kind.MANY, CROWDS);

    /** Blitz, of two people. */
    public static final Ladder BLITZ_DUEL =
            new Ladder("arena.blitz.duel", "arena.blitz", Ladder.Kind.DUEL, DUELS);

    /** Parties, of two and more people. */
    public static final Ladder PARTY =
            new Ladder("party", "party.robots", Ladder.Kind.MANY, CROWDS);

    /** Those that Atrium ships. */
    public static final Ladders SHIPPED = new Ladders(List.of(BLITZ, BLITZ_DUEL, PARTY));

    public Ladders {
        all = List.copyOf(all);
        Set<String> ids = new HashSet<>();
        Set<String> games = new HashSet<>();
        for (Ladder ladder : all) {
            if (!ids.add(ladder.id()) || !games.add(ladder.kind() + " " + ladder.game())) {
                throw new IllegalArgumentException(ladder.id() + " is there twice");
            }
        }
    }

    /** The ladder of that id. */
    public Optional<Ladder> find(String id) {
        return all.stream().filter(ladder -> ladder.id().equals(id)).findFirst();
    }

    /**
     * The ladder that a match counts on: of two people the one for duels, if its game has one.
     *
     * @param game which was played
     * @param players how many people met, bots not among them
     */
    public Optional<Ladder> of(String game, int players) {
        return all.stream()
                .filter(ladder -> ladder.game().equals(game) && ladder.takes(players))
                .min(Comparator.comparing(Ladder::kind));
    }
}
