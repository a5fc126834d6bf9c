package dev.atrium.localstack.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/load/journal-cost}: the same load on a host that writes journals
 * and on one that writes none, in turn, and what share of the host's CPU the journals are.
 */
final class JournalCost {
    private static final int USAGE_STATUS = 2;
    private static final String ROUNDS = "--rounds";
    private static final int ROUNDS_DEFAULT = 3;
    private static final int ROUNDS_MAX = 50;

    /** The workload {@code arena-20}, as many rooms as two cores hold with the generator beside. */
    private static final List<String> ARENA_20 = List.of("--rooms", "80", "--bots", "20");

    private final LoadOptions options;
    private final int rounds;
    private final Load load;
    private final Consumer<String> terminal;

    JournalCost(LoadOptions options, int rounds, Load load, Consumer<String> terminal) {
        this.options = options;
        this.rounds = rounds;
        this.load = load;
        this.terminal = terminal;
    }

    /** Plays the load once. */
    @FunctionalInterface
    interface Load {
        /** With journals, or without. */
        LoadReport play(LoadOptions options, boolean written)
                throws IOException, InterruptedException;
    }

    /** On a host of its own. */
    static LoadReport onMeasuredHost(LoadOptions options, boolean written)
            throws IOException, InterruptedException {
        return new LoadRun(options, MeasuredHost.program(written), progress -> {}).play();
    }

    /** Status 0 if all went well, 1 if something failed, 2 if it was called wrongly. */
    public static void main(String[] arguments) throws InterruptedException {
        // The figures are what the tool is for.
        System.exit(run(List.of(arguments), System.out::println));
    }

    private static int run(List<String> arguments, Consumer<String> terminal)
            throws InterruptedException {
        try {
            return of(arguments, JournalCost::onMeasuredHost, terminal).measure().complete()
                    ? 0
                    : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("atrium: " + e.getMessage());
            return USAGE_STATUS;
        } catch (IOException | IllegalStateException e) {
            System.err.println("atrium: " + e.getMessage());
            return 1;
        }
    }

    /**
     * As a command line asks for it: options of {@code load/run}, and {@code --rounds}.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    static JournalCost of(List<String> arguments, Load load, Consumer<String> terminal) {
        List<String> rest = new ArrayList<>(arguments);
        int rounds = ROUNDS_DEFAULT;
        int at = rest.indexOf(ROUNDS);
        if (at >= 0) {
            rounds =
                    new Arguments(rest.subList(at + 1, rest.size()), LoadOptions.USAGE)
                            .number(ROUNDS, 1, ROUNDS_MAX);
            rest.subList(at, at + 2).clear();
        }
        if (!rest.contains("--rooms") && !rest.contains("--bots")) {
            rest.addAll(ARENA_20);
        }
        LoadOptions options = LoadOptions.parse(rest);
        if (options.connected().isPresent() || options.json().isPresent()) {
            throw new IllegalArgumentException("--connected and --json are for load/run alone");
        }
        return new JournalCost(options, rounds, load, terminal);
    }

    /**
     * What one round cost.
     *
     * @param written the run with journals
     * @param unwritten the run without
     */
    record Round(LoadReport written, LoadReport unwritten) {
        /** CPU of the host that only the journals account for, over that without them. */
        double share() {
            return written.usage().host() / unwritten.usage().host() - 1;
        }
    }

    /**
     * What all cost.
     *
     * @param rounds at least one
     */
    record Cost(List<Round> rounds) {
        boolean complete() {
            return rounds.stream()
                    .allMatch(r -> r.written().complete() && r.unwritten().complete());
        }

        /** The median of the rounds' shares; the lower one of two in the middle. */
        double share() {
            List<Double> sorted = rounds.stream().map(Round::share).sorted().toList();
            return sorted.get((sorted.size() - 1) / 2);
        }

        String line() {
            double with = rounds.stream().mapToDouble(r -> r.written().usage().host()).sum();
            double without = rounds.stream().mapToDouble(r -> r.unwritten().usage().host()).sum();
            return String.format(
                    Locale.ROOT,
                    "host, all rounds: %.2f CPU s with journals, %.2f without;"
                            + " journals add %.1f %% (median of %d rounds, %.1f to %.1f)",
                    with,
                    without,
                    100 * share(),
                    rounds.size(),
                    100 * rounds.stream().mapToDouble(Round::share).min().orElse(0),
                    100 * rounds.stream().mapToDouble(Round::share).max().orElse(0));
        }
    }

    /** Plays all rounds; the one that begins changes, so that neither gains by its place. */
    Cost measure() throws IOException, InterruptedException {
        terminal.accept(
                "%d rooms of %d, %s; %d s to warm up, %d s that count, %d rounds"
                        .formatted(
                                options.rooms(),
                                options.bots(),
                                options.game(),
                                options.warmUpS(),
                                options.seconds(),
                                rounds));
        List<Round> played = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            boolean writtenFirst = i % 2 == 0;
            LoadReport first = play(writtenFirst);
            LoadReport second = play(!writtenFirst);
            played.add(writtenFirst ? new Round(first, second) : new Round(second, first));
        }
        Cost cost = new Cost(played);
        terminal.accept(cost.line());
        return cost;
    }

    private LoadReport play(boolean written) throws IOException, InterruptedException {
        LoadReport report = load.play(options, written);
        terminal.accept(
                String.format(
                        Locale.ROOT,
                        "journals %s: %6.2f CPU s of the host, %.2f views a client and second,"
                                + " others %.2f cores%s%s",
                        written ? "written" : "not    ",
                        report.usage().host(),
                        report.viewsPerClientAndSecond(),
                        report.usage().others() / options.seconds(),
                        report.generatorLate() ? "; the generator was LATE" : "",
                        report.complete() ? "" : "; NOT everybody came in and stayed"));
        return report;
    }
}
