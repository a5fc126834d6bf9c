package dev.atrium.localstack.drill;

import java.time.Duration;
import java.util.Locale;

/**
 * What came of a drill.
 *
 * @param recoveryTime from the fault, or where it says so from the mending, until all was as before
 * @param recoveryPoint how long before the fault the first acknowledged thing was that is lost; 0
 *     if nothing is
 * @param detail what was counted, in a line
 */
public record DrillReport(
        Drill drill, Duration recoveryTime, Duration recoveryPoint, String detail) {
    private static final double MS_A_SECOND = 1_000.0;

    /** Whether both promises are kept. */
    public boolean kept() {
        return recoveryTime.compareTo(drill.recoveryTime()) <= 0
                && recoveryPoint.compareTo(drill.recoveryPoint()) <= 0;
    }

    /** A line for the terminal. */
    public String line() {
        return "%s: RTO %s (promised %s), RPO %s (promised %s)%s: %s"
                .formatted(
                        drill.label(),
                        text(recoveryTime),
                        text(drill.recoveryTime()),
                        text(recoveryPoint),
                        text(drill.recoveryPoint()),
                        kept() ? "" : ", NOT KEPT",
                        detail);
    }

    /** Whole minutes and hours as such; else seconds, to the hundredth. */
    private static String text(Duration duration) {
        if (duration.isZero() || duration.toMillis() % Duration.ofMinutes(1).toMillis() > 0) {
            double seconds = duration.toMillis() / MS_A_SECOND;
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return duration.toMinutesPart() > 0
                ? duration.toMinutes() + " min"
                : duration.toHours() + " h";
    }
}
