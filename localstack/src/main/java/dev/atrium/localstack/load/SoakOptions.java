package dev.atrium.localstack.load;

import java.util.List;

/**
 * What the command line of {@code localstack/load/soak} asks for.
 *
 * @param seconds for which matches are begun, 1 to 86400
 * @param matchesPerMinute begun evenly, 1 to 600
 * @param speed game seconds in a wall second, 1 to 1000
 * @param keptS for which the host keeps a finished room, 1 to 600
 */
record SoakOptions(int seconds, int matchesPerMinute, int speed, int keptS) {
    static final String USAGE =
            "usage: localstack/load/soak [--seconds 300] [--matches-per-minute 60] [--speed 100]"
                    + " [--kept-seconds 30]";

    /** How many that makes, one at least. */
    int matches() {
        return (int) Math.max(1, (long) seconds * matchesPerMinute / 60);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static SoakOptions parse(List<String> arguments) {
        int seconds = 300;
        int matches = 60;
        int speed = 100;
        int kept = 30;
        Arguments rest = new Arguments(arguments, USAGE);
        while (rest.hasNext()) {
            String name = rest.name();
            switch (name) {
                case "--seconds" -> seconds = rest.number(name, 1, 86_400);
                case "--matches-per-minute" -> matches = rest.number(name, 1, 600);
                case "--speed" -> speed = rest.number(name, 1, 1_000);
                case "--kept-seconds" -> kept = rest.number(name, 1, 600);
                default -> throw rest.unknown(name);
            }
        }
        return new SoakOptions(seconds, matches, speed, kept);
    }
}
