package dev.atrium.cdk.observe;

import dev.atrium.cdk.observe.AlarmRule.Limit;
import dev.atrium.cdk.observe.AlarmRule.Unit;
import dev.atrium.cdk.observe.AlarmRule.Window;
import dev.atrium.metric.FunctionMetric;

import java.util.List;

/**
 * What players are promised: of the matches that they play, 99.9 % come to their settlement. The
 * other one in a thousand is a budget; alarms look at how fast it goes, over a long window, so that
 * a moment does not wake anybody, and over a short one, so that they end soon after the trouble
 * (Google, "The Site Reliability Workbook", chapter 5).
 */
final class ServiceLevel {
    /** Of matches, in 30 days. */
    static final double TARGET = 0.999;

    /** One match that is lost in a quiet hour is looked at, and wakes nobody. */
    private static final int LOST_MIN = 3;

    private static final int HOUR_S = 3_600;
    private static final int MINUTE_S = 60;

    /** Matches that players began and that came to nothing by our fault, or not yet. */
    static final Figure LOST =
            new Figure.Total(
                    List.of(
                            new Figure.OfFunctions(FunctionMetric.ROOMS_LOST, "Sum"),
                            new Figure.OfLogs(LogMetric.DEAD_LETTERS)));

    /** Those, and those that are settled. */
    static final Figure PLAYED =
            new Figure.Total(
                    List.of(
                            new Figure.OfFunctions(FunctionMetric.ROOMS_FINISHED, "Sum"),
                            new Figure.OfFunctions(FunctionMetric.ROOMS_LOST, "Sum"),
                            new Figure.OfLogs(LogMetric.DEAD_LETTERS)));

    /** All of them, the fastest first. */
    static final List<Burn> BURNS =
            List.of(
                    new Burn(
                            "slo-burn-fast",
                            Severity.PAGE,
                            14.4,
                            new Window(HOUR_S, 1, 1),
                            new Window(5 * MINUTE_S, 1, 1)),
                    new Burn(
                            "slo-burn-slow",
                            Severity.PAGE,
                            6,
                            new Window(6 * HOUR_S, 1, 1),
                            new Window(30 * MINUTE_S, 1, 1)),
                    // CloudWatch reckons over a day at the most: three days in a row stand for
                    // three.
                    new Burn(
                            "slo-burn-leak",
                            Severity.WARN,
                            1,
                            new Window(24 * HOUR_S, 3, 3),
                            new Window(6 * HOUR_S, 1, 1)));

    private ServiceLevel() {}

    /**
     * A speed at which the budget must not go.
     *
     * @param factor 1 is used up after 30 days
     * @param longer over which it is so
     * @param shorter over which it is still so
     */
    record Burn(String name, Severity severity, double factor, Window longer, Window shorter) {
        /** The share of matches that are lost at that speed. */
        double share() {
            return Math.round(factor * (1 - TARGET) * 1e6) / 1e6;
        }

        /** Over the long window. */
        AlarmRule inLong() {
            return part("long", longer);
        }

        /** Over the short one. */
        AlarmRule inShort() {
            return part("short", shorter);
        }

        private AlarmRule part(String which, Window window) {
            int lostMin = severity == Severity.PAGE && which.equals("long") ? LOST_MIN : 1;
            return new AlarmRule(
                    name,
                    which,
                    severity,
                    new Figure.Share(LOST, PLAYED, lostMin),
                    Limit.above(share(), Unit.SHARE),
                    window,
                    false);
        }

        /** Its line in {@code docs/alarms.md}. */
        String row() {
            return "| `%s` | %s | %s | %s | %s, and %s | [#%s](runbook.md#%s) |"
                    .formatted(
                            name,
                            severity.label(),
                            inLong().figure().text(),
                            inLong().limit().text(),
                            longer.text(),
                            shorter.text(),
                            name,
                            name);
        }
    }
}
