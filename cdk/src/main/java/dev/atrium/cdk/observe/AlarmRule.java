package dev.atrium.cdk.observe;

import java.util.Locale;

/**
 * An alarm.
 *
 * @param name words joined by dashes; also the anchor of its chapter in the runbook
 * @param subject whose, where there is one for each of some; else empty
 * @param severity whom it reaches
 * @param figure what it looks at
 * @param limit what must not be
 * @param window for how long
 * @param missingIsBad whether silence is as bad; else nothing happens where there is no value
 */
record AlarmRule(
        String name,
        String subject,
        Severity severity,
        Figure figure,
        Limit limit,
        Window window,
        boolean missingIsBad) {

    /** A value on whose wrong side a figure must not be. */
    record Limit(boolean above, double value, Unit unit) {
        static Limit above(double value, Unit unit) {
            return new Limit(true, value, unit);
        }

        static Limit below(double value, Unit unit) {
            return new Limit(false, value, unit);
        }

        String text() {
            String number = String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
            return (above ? "> " : "< ") + number + unit.text();
        }
    }

    /** What a figure is counted in. */
    enum Unit {
        NUMBER(""),
        SHARE(" of 1"),
        PERCENT(" %"),
        SECONDS(" s"),
        MILLISECONDS(" ms");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * How long.
     *
     * @param periodS a value is of so many seconds
     * @param bad so many values must be bad
     * @param of the last so many
     */
    record Window(int periodS, int bad, int of) {
        Window {
            if (bad < 1 || bad > of) {
                throw new IllegalArgumentException("bad=" + bad + " (allowed: 1 to " + of + ")");
            }
        }

        String text() {
            return "%d of %d × %d s".formatted(bad, of, periodS);
        }
    }

    /** Its line in {@code docs/alarms.md}. */
    String row() {
        return "| `%s` | %s | %s | %s | %s | [#%s](runbook.md#%s) |"
                .formatted(
                        name,
                        severity.label(),
                        figure.text(),
                        limit.text(),
                        window.text() + (missingIsBad ? ", or silence" : ""),
                        name,
                        name);
    }
}
