package dev.atrium.localstack.load;

import dev.atrium.catalog.Games;
import dev.atrium.localstack.host.HostProcess;
import dev.atrium.wire.CompactFrames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/load/run}: plays rooms full of bots against a room host of its own,
 * or only connects clients to it, and says what came of it.
 */
public final class LoadRun {
    private static final long ENTER_TIMEOUT_S = 30;

    /** What still is under way at the end of the window is awaited for so long. */
    private static final long LAST_ANSWERS_MS = 1_000;

    /** People in a room of those who only connect. The one who is missing keeps it from playing. */
    private static final int PEOPLE_CONNECTED = 19;

    /** A waiting room begins after so long, the most that a host can be told. */
    private static final int GATHER_S_MAX = 60;

    private final LoadOptions options;
    private final HostProcess.Program host;
    private final Consumer<String> progress;

    LoadRun(LoadOptions options, Consumer<String> progress) {
        this(options, HostProcess.Program.ofBuild(), progress);
    }

    LoadRun(LoadOptions options, HostProcess.Program host, Consumer<String> progress) {
        this.options = options;
        this.host = host;
        this.progress = progress;
    }

    /** Status 0 if all went well, 1 if something failed, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        // The report is what the tool is for.
        System.exit(LoadTool.run(arguments, LoadOptions::parse, LoadRun::run, System.out::println));
    }

    private static boolean run(LoadOptions options, Consumer<String> terminal)
            throws IOException, InterruptedException {
        LoadReport report = new LoadRun(options, terminal).play();
        LoadTool.tell(terminal, report.table(), report.json(), options.json());
        return report.complete();
    }

    /** Starts everything, measures, ends everything. */
    LoadReport play() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("atrium-load-run-");
        try (LoadStage stage = LoadStage.start(wanted(folder))) {
            progress.accept("the host runs, with pid " + stage.hostPid());
            List<LoadStage.Place> places = places(stage);
            Window window = new Window();
            try (BotFleet fleet =
                    new BotFleet(stage.hostPort(), frames(), window, options.threads())) {
                return measure(stage, fleet, window, places);
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private LoadStage.Wanted wanted(Path folder) {
        Map<String, String> environment =
                Map.of(
                        "ATRIUM_CAPACITY_ROOMS",
                        Integer.toString(rooms()),
                        "ATRIUM_ENTER_WAIT_MS",
                        Integer.toString(
                                options.connected().isPresent() ? GATHER_S_MAX * 1_000 : 20_000));
        return new LoadStage.Wanted(folder, LoadHost.jvmFlags(System.getenv()), host, environment);
    }

    private int rooms() {
        return options.connected()
                .map(clients -> (clients + PEOPLE_CONNECTED - 1) / PEOPLE_CONNECTED)
                .orElse(options.rooms());
    }

    private List<LoadStage.Place> places(LoadStage stage) throws IOException {
        if (options.connected().isEmpty()) {
            return stage.place(
                    options.game(), options.rooms(), new LoadStage.Seating(options.bots(), 0, 0));
        }
        return stage.place(options.game(), rooms(), new LoadStage.Seating(PEOPLE_CONNECTED, 0, 1))
                .subList(0, options.connected().get());
    }

    private Optional<CompactFrames> frames() {
        return options.compact()
                ? Games.all()
                        .newest(options.game())
                        .flatMap(game -> game.compactForm())
                        .map(CompactFrames::new)
                : Optional.empty();
    }

    private LoadReport measure(
            LoadStage stage, BotFleet fleet, Window window, List<LoadStage.Place> places)
            throws IOException, InterruptedException {
        progress.accept(
                "connecting %d clients, %d a second"
                        .formatted(places.size(), options.connectRate()));
        fleet.connect(places, options.connectRate());
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENTER_TIMEOUT_S);
        if (!fleet.awaitEntered(patience)) {
            progress.accept("%d of %d entered".formatted(fleet.entered(), fleet.size()));
        }
        if (options.connected().isEmpty()) {
            fleet.play(options.rate());
        }
        long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.warmUpS());
        long end = start + TimeUnit.SECONDS.toNanos(options.seconds());
        progress.accept(
                "%d s to warm up, %d s that count".formatted(options.warmUpS(), options.seconds()));
        window.open(start, end);
        HostMetrics metrics = new HostMetrics(stage.metrics());
        Cadence.await(start);
        Usage before = Usage.now(stage.hostPid());
        Optional<String> metricsBefore = metrics.read();
        Cadence.await(end);
        Usage usage = Usage.now(stage.hostPid()).since(before);
        ProcessFigures.Memory memory = ProcessFigures.memory(stage.hostPid());
        Optional<String> metricsAfter = metrics.read();
        Cadence.await(end + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MS));
        return new LoadReport(
                options,
                places.size(),
                fleet.entered(),
                fleet.finish(),
                usage,
                memory,
                HostMetrics.lateness(metricsBefore, metricsAfter),
                HostMetrics.appends(metricsAfter) - HostMetrics.appends(metricsBefore));
    }
}
