package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.localstack.stage.RoomStage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/load/soak}: begins short matches at an even rate and at high speed,
 * looks at the host's live objects and at Redis's keys, and fails if anything grows or stays.
 */
public final class Soak {
    private static final String GAME = "arena.blitz";
    private static final LoadStage.Seating SEATING = new LoadStage.Seating(1, 5, 0);

    /** A match's length in game time. */
    private static final int MATCH_GAME_S = 90;

    /** For storing the end, and for Redis and the lease to tell of it. */
    private static final int MARGIN_S = 5;

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long SAMPLE_S = 5;

    private final SoakOptions options;
    private final Consumer<String> progress;
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    Soak(SoakOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Prints progress and, last, what it found: the standard output is its product. Status 0 if
     * nothing grows and nothing stays, 1 if it does, 2 if it was called wrongly.
     */
    public static void main(String[] arguments) {
        // What it finds, and how far it is, are what the tool is for.
        System.exit(LoadTool.run(arguments, SoakOptions::parse, Soak::run, System.out::println));
    }

    private static boolean run(SoakOptions options, Consumer<String> terminal)
            throws IOException, InterruptedException {
        Optional<String> wrong = new Soak(options, terminal).play();
        terminal.accept(wrong.orElse("nothing grows and nothing stays"));
        return wrong.isEmpty();
    }

    /**
     * Plays.
     *
     * @return what grows or stays, if anything does
     */
    Optional<String> play() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("atrium-load-soak-");
        Map<String, String> environment =
                Map.of(
                        "ATRIUM_SPEED",
                        Integer.toString(options.speed()),
                        "ATRIUM_FINISHED_KEPT_MS",
                        Integer.toString(options.keptS() * 1_000),
                        "ATRIUM_CAPACITY_ROOMS",
                        "2000");
        LoadStage.Wanted wanted =
                LoadStage.Wanted.ofBuild(folder, LoadHost.jvmFlags(System.getenv()), environment);
        try (LoadStage stage = LoadStage.start(wanted);
                Connector connector = new Connector(stage.hostPort(), 1)) {
            return play(stage, connector);
        } finally {
            Scratch.delete(folder);
        }
    }

    private Optional<String> play(LoadStage stage, Connector connector)
            throws IOException, InterruptedException {
        SoakSamples.Sample before = sample(stage, 0);
        progress.accept(before.line());
        long start = System.nanoTime();
        SoakSamples samples = new SoakSamples();
        int matches = options.matches();
        Cadence cadence = new Cadence(SECOND_NANOS * options.seconds(), matches, start);
        long sampleDue = start + SAMPLE_S * SECOND_NANOS;
        for (int match = 0; match < matches; match++) {
            long due = cadence.dueNanos();
            cadence.take();
            while (sampleDue < due) {
                Cadence.await(sampleDue);
                samples.add(told(sample(stage, (sampleDue - start) / SECOND_NANOS)));
                sampleDue += SAMPLE_S * SECOND_NANOS;
            }
            Cadence.await(due);
            begin(stage, connector, match);
        }
        progress.accept(matches + " matches have begun; now they end and are forgotten");
        long matchS = 1L + MATCH_GAME_S / options.speed();
        SoakSamples.Sample after = awaitEnd(stage, start, matches, matchS);
        if (finished.get() < matches) {
            return Optional.of(
                    "%d of %d matches came to an end, %d failed"
                            .formatted(finished.get(), matches, failed.get()));
        }
        return SoakSamples.leftOver(before, after)
                .or(() -> samples.growth(matchS + options.keptS() + MARGIN_S));
    }

    private SoakSamples.Sample awaitEnd(LoadStage stage, long start, int matches, long matchS)
            throws IOException, InterruptedException {
        long patience = System.nanoTime() + (matchS + options.keptS()) * SECOND_NANOS;
        while (finished.get() < matches && System.nanoTime() < patience) {
            Cadence.await(System.nanoTime() + SECOND_NANOS / 10);
        }
        // From the last outcome on.
        Cadence.await(System.nanoTime() + SECOND_NANOS * (options.keptS() + MARGIN_S));
        return told(sample(stage, (System.nanoTime() - start) / SECOND_NANOS));
    }

    private SoakSamples.Sample told(SoakSamples.Sample sample) {
        progress.accept(sample.line());
        return sample;
    }

    private SoakSamples.Sample sample(LoadStage stage, long atS)
            throws IOException, InterruptedException {
        return new SoakSamples.Sample(
                atS,
                LiveHeap.mebibytes(stage.hostPid()),
                stage.roomsOnHost(),
                RedisKeyCount.at(stage.redis()),
                finished.get());
    }

    private void begin(LoadStage stage, Connector connector, int index) throws IOException {
        LoadStage.Place place = stage.place(GAME, 1, SEATING).getFirst();
        Onlooker onlooker = new Onlooker(place);
        connector.connect(
                connector.nextLoop(),
                () -> onlooker.socket(stage.hostPort()),
                // Each is gone before so many others have come that ports would run out.
                index % 1_000,
                cause -> onlooker.ended("no connection: " + cause.getMessage()));
    }

    /** The one person of a match: enters, looks on, and hears how it ends. */
    private final class Onlooker implements ClientSocket.Listener {
        private static final String COMPLETE = "{\"type\":\"game-complete\"";
        private final LoadStage.Place place;
        private Optional<ClientSocket> socket = Optional.empty();
        private boolean complete;

        Onlooker(LoadStage.Place place) {
            this.place = place;
        }

        ClientSocket socket(int port) {
            ClientSocket made = new ClientSocket(this, port, "", place.seat());
            socket = Optional.of(made);
            return made;
        }

        @Override
        public void opened() {
            String enter =
                    "{\"action\":\"enter\",\"ticket\":\"%s\",\"nonce\":\"%s\"}"
                            .formatted(place.ticket(), RoomStage.NONCE);
            socket.orElseThrow().send(ClientSocket.TEXT, enter.getBytes(UTF_8));
        }

        @Override
        public void received(int bytes) {}

        @Override
        public void text(byte[] utf8) {
            if (!complete && new String(utf8, UTF_8).startsWith(COMPLETE)) {
                complete = true;
                finished.incrementAndGet();
            }
        }

        @Override
        public void binary(byte[] message) {}

        @Override
        public void ended(String cause) {
            if (!complete) {
                failed.incrementAndGet();
                progress.accept("a match failed: " + cause);
            }
        }
    }
}
