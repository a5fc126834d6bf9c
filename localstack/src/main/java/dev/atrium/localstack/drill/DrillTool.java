package dev.atrium.localstack.drill;

import dev.atrium.localstack.load.LoadTool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main of {@code localstack/drill}: runs drills, one after the other, and prints a line each
 * with the recovery time and point that were measured and promised.
 */
public final class DrillTool {
    static final String USAGE =
            "usage: localstack/drill all|DRILL... (DRILL: "
                    + Arrays.stream(Drill.values())
                            .map(Drill::label)
                            .collect(Collectors.joining(", "))
                    + ")";

    private DrillTool() {}

    /** Status 0 if all promises are kept, 1 if not, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out::println));
    }

    static int run(String[] arguments, Consumer<String> terminal) {
        return LoadTool.run(arguments, DrillTool::parse, DrillTool::runAll, terminal);
    }

    static List<Drill> parse(List<String> arguments) {
        if (arguments.equals(List.of("all"))) {
            return List.of(Drill.values());
        }
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        List<Drill> drills = new ArrayList<>();
        for (String label : arguments) {
            drills.add(
                    Drill.named(label)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "no drill " + label + "; " + USAGE)));
        }
        return drills;
    }

    private static boolean runAll(List<Drill> drills, Consumer<String> terminal)
            throws IOException, InterruptedException {
        boolean kept = true;
        for (Drill drill : drills) {
            Path folder = Files.createTempDirectory("drill-");
            DrillReport report = run(drill, folder, false);
            terminal.accept(report.line());
            kept &= report.kept();
            delete(folder);
        }
        return kept;
    }

    /**
     * Runs one.
     *
     * @param folder for all that is kept; must exist, and stays
     * @param laptop whether hosts that are lost or leave have a laptop's JVM instead of a server's
     * @throws IllegalStateException if something is wrong beside times and losses, which are the
     *     report's
     */
    static DrillReport run(Drill drill, Path folder, boolean laptop)
            throws IOException, InterruptedException {
        return switch (drill) {
            case DEPLOY,
                    DRAIN,
                    TAKE_OVER,
                    NETWORK_FAILOVER,
                    REDIS_FAILOVER,
                    LOAD_SHEDDING,
                    ROTATE_KEYS ->
                    FaultDrills.run(drill, folder, laptop);
            case RESTORE -> new RestoreDrill(folder).restore();
            case REGION_DOWN -> new RestoreDrill(folder).regionDown();
            case REBUILD_BOARDS -> BoardDrill.run(folder);
            case STUCK_SETTLEMENT -> SettlementDrill.run(folder);
        };
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
