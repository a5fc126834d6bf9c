package dev.atrium.localstack.load.party;

import dev.atrium.localstack.load.Cadence;
import dev.atrium.localstack.load.LoadHost;
import dev.atrium.localstack.load.LoadStage;
import dev.atrium.localstack.load.LoadTool;
import dev.atrium.localstack.load.Scratch;
import dev.atrium.localstack.load.Window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/load/party}: plays rooms full of people who answer and vote against
 * a room host of its own, and says what came of it.
 */
public final class PartyLoad {
    private static final long ENTER_TIMEOUT_S = 60;

    /** What still is under way at the end of the window is awaited for so long. */
    private static final long LAST_ANSWERS_MS = 1_000;

    private final PartyOptions options;
    private final Consumer<String> progress;

    PartyLoad(PartyOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Status 0 if nothing was lost or refused, 1 if something was, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        // The report is what the tool is for.
        System.exit(
                LoadTool.run(arguments, PartyOptions::parse, PartyLoad::run, System.out::println));
    }

    private static boolean run(PartyOptions options, Consumer<String> terminal)
            throws IOException, InterruptedException {
        PartyReport report = new PartyLoad(options, terminal).play();
        LoadTool.tell(terminal, report.table(), report.json(), options.json());
        return report.complete();
    }

    /** Starts everything, measures, ends everything; a host whose run went wrong leaves its log. */
    PartyReport play() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("atrium-party-");
        PartyReport report = play(folder);
        if (report.complete()) {
            Scratch.delete(folder);
        } else {
            progress.accept("the host's log stays in " + folder);
        }
        return report;
    }

    private PartyReport play(Path folder) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("ATRIUM_CAPACITY_ROOMS", Integer.toString(options.rooms()));
        List<String> flags = LoadHost.jvmFlags(System.getenv());
        try (LoadStage stage =
                LoadStage.start(LoadStage.Wanted.ofBuild(folder, flags, environment))) {
            progress.accept("the host runs, with pid " + stage.hostPid());
            PartyStage parties = new PartyStage(stage.rooms());
            parties.loadQuestions();
            Window window = new Window();
            var places = parties.place(options.rooms(), options.players());
            try (PartyCrowd crowd = new PartyCrowd(stage.hostPort(), options, window, places)) {
                return measure(stage, crowd, window);
            }
        }
    }

    private PartyReport measure(LoadStage stage, PartyCrowd crowd, Window window)
            throws IOException, InterruptedException {
        progress.accept(
                "connecting %d clients, %d a second"
                        .formatted(options.clients(), options.connectRate()));
        crowd.connect();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENTER_TIMEOUT_S);
        if (!crowd.awaitEntered(patience)) {
            progress.accept("%d of %d entered".formatted(crowd.entered(), options.clients()));
        }
        int startS = options.startS();
        progress.accept(
                "%d s to start all games, %d s to warm up, %d s that count"
                        .formatted(startS, options.warmUpS(), options.seconds()));
        crowd.start();
        long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(startS + options.warmUpS());
        long end = start + TimeUnit.SECONDS.toNanos(options.seconds());
        window.open(start, end);
        Cadence.await(start);
        HostCost.Since since = HostCost.begin(stage);
        Cadence.await(end);
        HostCost cost = since.now();
        Cadence.await(end + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MS));
        return new PartyReport(options, crowd.entered(), crowd.finish(), cost);
    }
}
