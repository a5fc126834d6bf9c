package dev.atrium.cdk.cost;

import java.util.Arrays;
import java.util.Optional;

/** What {@code robots-party.md} says a month costs, for players at once. */
enum SourceFigure {
    /** "Production - 1000 concurrent players". */
    THOUSAND(1_000, 960),
    /** "Scaling Costs". */
    TEN_THOUSAND(10_000, 3_500),
    /** "Scaling Costs". */
    HUNDRED_THOUSAND(100_000, 18_000);

    private final int players;
    private final int dollars;

    SourceFigure(int players, int dollars) {
        this.players = players;
        this.dollars = dollars;
    }

    int players() {
        return players;
    }

    int dollars() {
        return dollars;
    }

    /** Its figure for so many players, if it has one. */
    static Optional<SourceFigure> of(int players) {
        return Arrays.stream(values()).filter(each -> each.players == players).findFirst();
    }
}
