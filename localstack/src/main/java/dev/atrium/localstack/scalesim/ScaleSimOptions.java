package dev.atrium.localstack.scalesim;

import dev.atrium.localstack.load.Arguments;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.ThresholdNumbers;
import dev.atrium.scaling.sim.TraceKind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the command line of {@code localstack/scale-sim} asks for.
 *
 * @param traces to play; none for the committed ones. With {@code generate} the one to write
 * @param generate what kind of trace to make up instead of playing one, if given
 * @param seed of what is made up
 * @param thresholds of the reactive policy
 */
record ScaleSimOptions(
        List<Path> traces, Optional<TraceKind> generate, int seed, ThresholdNumbers thresholds) {
    static final String USAGE =
            "usage: localstack/scale-sim [TRACE...] [--thresholds 70,40,300], or TRACE --generate "
                    + "day-curve|flash-crowd|regional-outage [--seed 1]";

    /** Traces of a command line at most. */
    static final int TRACES_MAX = 20;

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static ScaleSimOptions parse(List<String> arguments) {
        List<Path> traces = new ArrayList<>();
        Optional<TraceKind> generate = Optional.empty();
        Optional<Integer> seed = Optional.empty();
        Optional<ThresholdNumbers> thresholds = Optional.empty();
        Arguments rest = new Arguments(arguments, USAGE);
        while (rest.hasNext()) {
            String name = rest.name();
            switch (name) {
                case "--generate" -> generate = Optional.of(kind(name, rest.value(name)));
                case "--seed" -> seed = Optional.of(rest.number(name, 0, Integer.MAX_VALUE));
                case "--thresholds" -> thresholds = Optional.of(thresholds(name, rest.value(name)));
                default -> {
                    if (name.startsWith("-")) {
                        throw rest.unknown(name);
                    }
                    traces.add(Path.of(name));
                }
            }
        }
        if (traces.size() > TRACES_MAX) {
            throw new IllegalArgumentException(
                    "%d traces (allowed: 0-%d)".formatted(traces.size(), TRACES_MAX));
        }
        if (generate.isPresent() && thresholds.isPresent()) {
            throw new IllegalArgumentException("--thresholds is for playing; " + USAGE);
        }
        if (generate.isPresent() ? traces.size() != 1 : seed.isPresent()) {
            throw new IllegalArgumentException(
                    "--generate wants one TRACE to write, and --seed goes with it; " + USAGE);
        }
        return new ScaleSimOptions(
                List.copyOf(traces),
                generate,
                seed.orElse(1),
                thresholds.orElse(ScalingNumbers.PRODUCTION.thresholds()));
    }

    private static ThresholdNumbers thresholds(String name, String text) {
        if (!text.matches("[0-9]{1,6},[0-9]{1,6},[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "%s=%s (allowed: up,down,cooldownSeconds)".formatted(name, text));
        }
        String[] fields = text.split(",", -1);
        return new ThresholdNumbers(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]));
    }

    private static TraceKind kind(String name, String label) {
        return TraceKind.of(label)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s=%s (allowed: %s)".formatted(name, label, labels())));
    }

    private static String labels() {
        return Arrays.stream(TraceKind.values())
                .map(TraceKind::label)
                .collect(Collectors.joining(", "));
    }
}
