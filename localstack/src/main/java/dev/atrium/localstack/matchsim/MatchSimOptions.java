package dev.atrium.localstack.matchsim;

import dev.atrium.localstack.load.Arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code localstack/match-sim} asks for.
 *
 * @param trace to play, or to write
 * @param rules a file of rules, if not those of the build
 * @param game whose rules
 * @param out a folder for the picture and the matches, if they are wanted; is made
 * @param generate how many tickets to make up instead of playing a trace, if given
 * @param seed of what is made up
 */
record MatchSimOptions(
        Path trace,
        Optional<Path> rules,
        String game,
        Optional<Path> out,
        Optional<Integer> generate,
        int seed) {
    static final String USAGE =
            "usage: localstack/match-sim TRACE [--rules FILE] [--game arena.blitz] [--out FOLDER],"
                    + " or TRACE --generate COUNT [--seed 1] [--rules FILE] [--game arena.blitz]";

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static MatchSimOptions parse(List<String> arguments) {
        Optional<Path> trace = Optional.empty();
        Optional<Path> rules = Optional.empty();
        Optional<Path> out = Optional.empty();
        Optional<Integer> generate = Optional.empty();
        Optional<Integer> seed = Optional.empty();
        String game = "arena.blitz";
        Arguments rest = new Arguments(arguments, USAGE);
        while (rest.hasNext()) {
            String name = rest.name();
            switch (name) {
                case "--rules" -> rules = Optional.of(Path.of(rest.value(name)));
                case "--game" -> game = rest.value(name);
                case "--out" -> out = Optional.of(Path.of(rest.value(name)));
                case "--generate" ->
                        generate = Optional.of(rest.number(name, 1, TraceFile.TICKETS_MAX));
                case "--seed" -> seed = Optional.of(rest.number(name, 0, Integer.MAX_VALUE));
                default -> {
                    if (name.startsWith("--") || trace.isPresent()) {
                        throw rest.unknown(name);
                    }
                    trace = Optional.of(Path.of(name));
                }
            }
        }
        if (trace.isEmpty()) {
            throw new IllegalArgumentException("TRACE is wanted; " + USAGE);
        }
        if (generate.isPresent() ? out.isPresent() : seed.isPresent()) {
            throw new IllegalArgumentException(
                    "--seed goes with --generate, and --out without; " + USAGE);
        }
        return new MatchSimOptions(trace.get(), rules, game, out, generate, seed.orElse(1));
    }
}
