package dev.atrium.cdk.cost;

import dev.atrium.cdk.cost.Bill.Line;

/**
 * The same players over two regions, half in each: everything that is there whether somebody plays
 * or not twice, and tables that each region has a copy of. Every table counts as replicated, which
 * is the most that it can cost.
 */
final class TwoRegions {
    /** The lines that one region does not have. */
    static final String REPLICATED = "tables, written in the other region";

    static final String SENT = "data between regions";

    /** Of a unit of writes. */
    private static final double GIGABYTES_A_MILLION = 1.024;

    private TwoRegions() {}

    /** What a month costs, both regions together. */
    static Bill bill(Shape shape, Load load) {
        Bill one = CostModel.bill(shape, half(load));
        Bill both =
                new Bill(
                        one.lines().stream()
                                .map(line -> new Line(line.what(), twice(shape, load, line)))
                                .toList());
        return both.and(new Line(REPLICATED, Prices.GLOBAL_WRITES.of(load.millionWrites())))
                .and(new Line(SENT, Prices.REGIONS.of(load.millionWrites() * GIGABYTES_A_MILLION)));
    }

    /** Each region stores what both have written; copies are made in one of them. */
    private static double twice(Shape shape, Load load, Line line) {
        return switch (line.what()) {
            case CostModel.STORED -> 2 * CostModel.bill(shape, load).of(line.what());
            case CostModel.COPIES -> CostModel.bill(shape, load).of(line.what());
            default -> 2 * line.dollars();
        };
    }

    /** Who plays in one of them. */
    static Load half(Load load) {
        int players = Math.ceilDiv(load.players(), 2);
        return new Load(load.play(), players, load.meanPercent(), load.months());
    }
}
