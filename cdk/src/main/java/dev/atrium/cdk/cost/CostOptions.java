package dev.atrium.cdk.cost;

import dev.atrium.cdk.stage.Stage;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the command line of {@code cdk/cost} asks for.
 *
 * @param shape that is priced
 * @param loads one for each column of the table
 * @param twoRegions whether the players are spread over two regions
 * @param prices whether the prices are printed instead
 */
record CostOptions(Shape shape, List<Load> loads, boolean twoRegions, boolean prices) {
    static final String USAGE =
            "usage: cdk/cost [--stage prod] [--game party|arena] [--players 1000,10000,100000]"
                    + " [--mean 35] [--months 1] [--node cache.r7g.large] [--regions 1],"
                    + " or cdk/cost --prices";

    /** Columns at most. */
    static final int LOADS_MAX = 5;

    /** What such a load costs in such a shape. */
    Bill bill(Shape chosen, Load load) {
        return twoRegions ? TwoRegions.bill(chosen, load) : CostModel.bill(chosen, load);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static CostOptions parse(List<String> arguments) {
        Shape shape = Shape.of(Stage.PROD);
        Play play = Play.PARTY;
        List<Integer> players =
                Arrays.stream(SourceFigure.values()).map(SourceFigure::players).toList();
        int mean = Load.MEAN_PERCENT;
        int months = 1;
        String node = "";
        boolean twoRegions = false;
        boolean prices = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--stage" -> shape = Shape.of(Stage.named(value(name, rest)));
                case "--game" -> play = Play.of(value(name, rest));
                case "--players" -> players = players(name, value(name, rest));
                case "--mean" -> mean = number(name, value(name, rest));
                case "--months" -> months = number(name, value(name, rest));
                case "--node" -> node = value(name, rest);
                case "--regions" -> twoRegions = regions(name, value(name, rest)) == 2;
                case "--prices" -> prices = true;
                default -> throw new IllegalArgumentException("unknown: " + name + "; " + USAGE);
            }
        }
        if (prices && arguments.size() > 1) {
            throw new IllegalArgumentException("--prices stands alone; " + USAGE);
        }
        if (!node.isEmpty()) {
            shape = shape.withNodes(node);
        }
        int percent = mean;
        int kept = months;
        Play played = play;
        return new CostOptions(
                shape,
                players.stream().map(each -> new Load(played, each, percent, kept)).toList(),
                twoRegions,
                prices);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " wants a value; " + USAGE);
        }
        return rest.next();
    }

    private static List<Integer> players(String name, String text) {
        List<Integer> all =
                Arrays.stream(text.split(",", -1))
                        .map(each -> number(name, each))
                        .collect(Collectors.toList());
        if (all.size() > LOADS_MAX) {
            throw new IllegalArgumentException(
                    "%s: %d numbers (allowed: 1 to %d)".formatted(name, all.size(), LOADS_MAX));
        }
        return all;
    }

    private static int regions(String name, String text) {
        int regions = number(name, text);
        if (regions < 1 || regions > 2) {
            throw new IllegalArgumentException(name + "=" + text + " (allowed: 1 or 2)");
        }
        return regions;
    }

    private static int number(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "%s=%s (allowed: whole numbers of up to 9 digits)".formatted(name, text));
        }
        return Integer.parseInt(text);
    }
}
