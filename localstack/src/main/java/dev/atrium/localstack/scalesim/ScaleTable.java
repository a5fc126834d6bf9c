package dev.atrium.localstack.scalesim;

import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.sim.ComparedPolicy;
import dev.atrium.scaling.sim.LoadTrace;
import dev.atrium.scaling.sim.ScalingResult;

import java.util.Locale;

/** What became of a trace, a line for each policy. */
final class ScaleTable {
    private static final double MICROS = 1e6;
    private static final double HOUR_SECONDS = 3_600;
    private static final double DAY_MINUTES = 24 * 60;
    private static final String COLUMNS =
            "policy       cost $ host-hours  refused refused % cut off hosts   up down  tight s\n";

    private ScaleTable() {}

    /** Plays it with these numbers and the hosts of production. Ends with a line break. */
    static String of(String name, LoadTrace trace, ScalingNumbers numbers) {
        StringBuilder table = new StringBuilder();
        for (ComparedPolicy policy : ComparedPolicy.values()) {
            ScalingResult result = policy.play(trace, numbers);
            if (table.isEmpty()) {
                table.append(
                        String.format(
                                Locale.ROOT,
                                "%s: %.1f days, %d players arrive%n",
                                name,
                                trace.minutes() / DAY_MINUTES,
                                result.players().arrived()));
                table.append(COLUMNS);
            }
            table.append(row(policy, result));
        }
        return table.toString();
    }

    private static String row(ComparedPolicy policy, ScalingResult result) {
        ScalingResult.Players players = result.players();
        return String.format(
                Locale.ROOT,
                "%-10s %8.2f %10.1f %8d %9.3f %7d %5d %4d %4d %8d%n",
                policy.label(),
                result.microDollars() / MICROS,
                result.hostSeconds() / HOUR_SECONDS,
                players.refused(),
                100.0 * players.refused() / Math.max(1, players.arrived()),
                players.cutOff(),
                result.hostsMost(),
                result.scaleUps(),
                result.scaleDowns(),
                result.tightSecondsLongest());
    }
}
