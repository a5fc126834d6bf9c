package dev.atrium.cdk.cost;

/**
 * A list price, on demand and without free tiers. Immutable.
 *
 * @param name what is paid for
 * @param unit of what, such as {@code vCPU-hour}
 * @param dollars of the United States for a unit, 0 and more
 * @param region where it holds
 * @param dated as of when it is known
 * @param source the page of AWS that has it
 */
public record Price(
        String name, String unit, double dollars, String region, String dated, String source) {
    public Price {
        if (!(dollars >= 0) || dollars > 1_000) {
            throw new IllegalArgumentException(
                    "%s: dollars=%s (allowed: 0 to 1000)".formatted(name, dollars));
        }
    }

    /** What so many units cost, in dollars. */
    double of(double units) {
        return units * dollars;
    }
}
