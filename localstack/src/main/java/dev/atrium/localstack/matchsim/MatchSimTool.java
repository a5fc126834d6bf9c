package dev.atrium.localstack.matchsim;

import dev.atrium.localstack.load.LoadTool;
import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;
import dev.atrium.wire.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/match-sim}: plays a trace of tickets against rules of matching and
 * prints waits, quality and fairness, which is its product; or makes up a trace.
 */
public final class MatchSimTool {
    private MatchSimTool() {}

    /** Ends with status 0 if all went well, 1 if a file is wrong, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out::println));
    }

    /**
     * Runs. What cannot be done is one line of the standard error.
     *
     * @return 0 if all went well, 1 if a file is wrong, 2 if it was called wrongly
     */
    static int run(String[] arguments, Consumer<String> terminal) {
        return LoadTool.run(arguments, MatchSimOptions::parse, MatchSimTool::run, terminal);
    }

    private static boolean run(MatchSimOptions options, Consumer<String> terminal)
            throws IOException {
        try {
            MatchRules rules = rules(options).of(options.game());
            if (options.generate().isPresent()) {
                List<TraceTicket> made =
                        TraceGenerator.generate(options.generate().get(), options.seed(), rules);
                TraceFile.write(options.trace(), made);
                terminal.accept("%d tickets in %s".formatted(made.size(), options.trace()));
            } else {
                play(options, rules, terminal);
            }
            return true;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + e.getMessage(), e);
        }
    }

    private static MatchRulesFile rules(MatchSimOptions options) throws IOException {
        if (options.rules().isEmpty()) {
            return MatchRulesFile.shipped();
        }
        Path file = options.rules().get();
        return MatchRulesFile.parse(file.toString(), Files.readAllBytes(file));
    }

    private static void play(MatchSimOptions options, MatchRules rules, Consumer<String> terminal)
            throws IOException {
        MatchSimulation.Result result =
                MatchSimulation.play(rules, TraceFile.read(options.trace(), rules));
        SimulationReport report = SimulationReport.of(result);
        terminal.accept(report.table());
        if (options.out().isPresent()) {
            Path folder = Files.createDirectories(options.out().get());
            Files.writeString(folder.resolve("matches.csv"), MatchTable.csv(result));
            Files.writeString(folder.resolve("picture.svg"), SimulationPicture.svg(report));
            Files.writeString(
                    folder.resolve("report.json"),
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json())
                            + "\n");
            TreeMap<String, MatchRules> played = new TreeMap<>();
            played.put(options.game(), rules);
            Files.writeString(
                    folder.resolve("rules.json"), new MatchRulesFile("rules.json", played).json());
        }
    }
}
