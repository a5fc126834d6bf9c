package dev.atrium.localstack;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param address where players reach it
 * @param port of the gateway and the web client, 1 to 65535
 * @param hosts room hosts, 1 to 8; their ports follow the gateway's
 * @param data where everything is kept between runs; nothing is, if it is left out
 * @param speed game seconds in a wall second, 1 to 1000
 * @param scenario what to play, if anything
 */
public record StackOptions(
        ListenAddress address,
        int port,
        int hosts,
        Optional<Path> data,
        int speed,
        Optional<String> scenario) {
    /** How it is called. */
    public static final String USAGE =
            "usage: localstack/up [--address ADDRESS] [--port 8080] [--hosts 1] [--data DIR]"
                    + " [--speed 1] [--scenario blitz|siege|party]";

    /** The scenario of a siege. */
    static final String SIEGE = "siege";

    /** The scenario of a party. */
    static final String PARTY = "party";

    private static final int PORT = 8080;
    private static final int HOSTS_MAX = 8;
    private static final int SPEED_MAX = 1_000;
    private static final List<String> SCENARIOS = List.of("blitz", SIEGE, PARTY);

    /** For this machine alone. */
    public StackOptions(
            int port, int hosts, Optional<Path> data, int speed, Optional<String> scenario) {
        this(ListenAddress.LOCALHOST, port, hosts, data, speed, scenario);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    public static StackOptions parse(List<String> arguments) {
        ListenAddress address = ListenAddress.LOCALHOST;
        int port = PORT;
        int hosts = 1;
        int speed = 1;
        Optional<Path> data = Optional.empty();
        Optional<String> scenario = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--address" -> address = ListenAddress.parse(value(name, rest));
                case "--port" -> port = number(name, value(name, rest), 65_535);
                case "--hosts" -> hosts = number(name, value(name, rest), HOSTS_MAX);
                case "--speed" -> speed = number(name, value(name, rest), SPEED_MAX);
                case "--data" -> data = Optional.of(Path.of(value(name, rest)).toAbsolutePath());
                case "--scenario" -> scenario = Optional.of(scenario(value(name, rest)));
                default -> throw new IllegalArgumentException("unknown " + name + "; " + USAGE);
            }
        }
        if (port + hosts > 65_535) {
            throw new IllegalArgumentException(
                    "--port=" + port + " leaves no ports for " + hosts + " hosts above it");
        }
        return new StackOptions(address, port, hosts, data, speed, scenario);
    }

    /** Whether it is there for the scenario of a siege alone. */
    public boolean playsSiege() {
        return scenario.filter(SIEGE::equals).isPresent();
    }

    /** Between two sieges, in ms: short if one is all that it is there for. */
    long siegePeriodMs() {
        return playsSiege() ? 10_000 : 300_000;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " wants a value; " + USAGE);
        }
        return rest.next();
    }

    private static int number(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the message is the same.
        }
        throw new IllegalArgumentException(name + "=" + value + " (allowed: 1-" + most + ")");
    }

    private static String scenario(String name) {
        if (!SCENARIOS.contains(name)) {
            throw new IllegalArgumentException(
                    "--scenario=" + name + " (allowed: " + String.join(", ", SCENARIOS) + ")");
        }
        return name;
    }
}
