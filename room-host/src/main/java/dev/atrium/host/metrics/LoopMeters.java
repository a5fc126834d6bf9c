package dev.atrium.host.metrics;

import dev.atrium.host.room.RoomMeter;
import dev.atrium.host.room.RoomMeters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.prometheus.metrics.model.snapshots.Labels;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What rooms measure, for each game on each loop. */
final class LoopMeters implements RoomMeters {
    private static final double NANOS_A_SECOND = 1e9;

    private final MeterRegistry registry;
    private final Histograms histograms;
    private final Map<List<String>, GameOnLoop> all = new ConcurrentHashMap<>();

    LoopMeters(MeterRegistry registry, Histograms histograms) {
        this.registry = registry;
        this.histograms = histograms;
    }

    @Override
    public RoomMeter of(String loop, String game) {
        return all.computeIfAbsent(List.of(loop, game), key -> new GameOnLoop(loop, game));
    }

    /** How long a loop has been inside rooms. */
    long busyNanos(String loop) {
        long busy = 0;
        for (GameOnLoop meter : all.values()) {
            busy += meter.loop.equals(loop) ? meter.run.sumNanos() : 0;
        }
        return busy;
    }

    /** How often a room's clock was set back. */
    long timeSlips() {
        return all.values().stream().mapToLong(meter -> meter.slips.sum()).sum();
    }

    private final class GameOnLoop implements RoomMeter {
        private final String loop;
        private final Tags tags;
        private final Durations lateness;
        private final Durations run;
        private final Durations overrun;
        private final Durations wait;
        private final LongAdder slips = new LongAdder();
        private final LongAdder slippedNanos = new LongAdder();
        private final LongAdder ticks = new LongAdder();
        private final LongAdder views = new LongAdder();
        private final Durations answer;
        private final DistributionSummary state;
        private final Counter started;
        private final Counter trimsDone;
        private final Counter trimsFailed;
        private final Timer finished;

        GameOnLoop(String loop, String game) {
            this.loop = loop;
            this.tags = Tags.of("loop", loop, "game", game);
            Labels labels = Labels.of("loop", loop, "game", game);
            this.lateness = times("atrium_room_lateness", "A room's run after it was due", labels);
            this.run = times("atrium_room_run", "A room's run on its loop", labels);
            this.overrun = times("atrium_room_overrun", "A run beyond a tick's length", labels);
            this.wait = times("atrium_command_wait", "A command from host to rules", labels);
            this.answer =
                    times("atrium_command_answer", "A strict command from host to answer", labels);
            counter("atrium.time.slips", "Room clocks set back", slips, LongAdder::doubleValue);
            counter(
                    "atrium.time.slipped.seconds",
                    "Wall time by which room clocks were set back",
                    slippedNanos,
                    nanos -> nanos.doubleValue() / NANOS_A_SECOND);
            counter("atrium.ticks", "Ticks of rooms", ticks, LongAdder::doubleValue);
            counter("atrium.views", "Rounds of views", views, LongAdder::doubleValue);
            this.state =
                    DistributionSummary.builder("atrium.room.state")
                            .description("A room's state, each second, as in its snapshot")
                            .baseUnit("bytes")
                            .tags(tags)
                            .register(registry);
            this.started =
                    Counter.builder("atrium.games.started")
                            .description("Plays begun")
                            .tags(tags)
                            .register(registry);
            this.trimsDone = trims("done");
            this.trimsFailed = trims("failed");
            this.finished =
                    Timer.builder("atrium.game.duration")
                            .description("A play whose outcome is stored")
                            .publishPercentiles(0.5, 0.95, 0.99)
                            .tags(tags)
                            .register(registry);
        }

        private Durations times(String name, String help, Labels labels) {
            return histograms.of(name, help, labels, Durations::ofOneThread);
        }

        private void counter(
                String name, String help, LongAdder count, Function<LongAdder, Double> value) {
            FunctionCounter.builder(name, count, value::apply)
                    .description(help)
                    .tags(tags)
                    .register(registry);
        }

        @Override
        public void ran(long lateNanos, long tookNanos, long overrunNanos) {
            lateness.record(lateNanos);
            run.record(tookNanos);
            if (overrunNanos > 0) {
                overrun.record(overrunNanos);
            }
        }

        @Override
        public void slipped(long nanos) {
            slips.increment();
            slippedNanos.add(nanos);
        }

        @Override
        public void stepped(long count) {
            ticks.add(count);
        }

        @Override
        public void decided(long waitedNanos) {
            wait.record(waitedNanos);
        }

        @Override
        public void answered(long waitedNanos) {
            answer.record(waitedNanos);
        }

        @Override
        public void shown() {
            views.increment();
        }

        @Override
        public void stateBytes(int bytes) {
            state.record(bytes);
        }

        private Counter trims(String result) {
            return Counter.builder("atrium.journal.trims")
                    .description("Beginnings of journals that went to the archive, or not yet")
                    .tags(tags.and("result", result))
                    .register(registry);
        }

        @Override
        public void trimmed(boolean done) {
            (done ? trimsDone : trimsFailed).increment();
        }

        @Override
        public void started() {
            started.increment();
        }

        @Override
        public void finished(long nanos) {
            finished.record(Duration.ofNanos(nanos));
        }

        @Override
        public void voided(String reason) {
            Counter.builder("atrium.games.voided")
                    .description("Rooms that ended without an outcome")
                    .tags(tags.and("reason", reason))
                    .register(registry)
                    .increment();
        }
    }
}
