package dev.atrium.functions.coldstart;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * What starts of one kind took.
 *
 * @param all one each
 */
record Starts(List<Start> all) {
    Starts {
        all = List.copyOf(all);
    }

    /**
     * One start.
     *
     * @param readyMs from the JVM's start until it asked for its first invocation; of one that is
     *     restored, until its snapshot could be taken
     * @param answerMs from the first invocation, or the restore, to its answer
     * @param firstMs from the JVM's start, or the restore, to the first answer
     * @param cpuMs processor time over the time of {@code firstMs}
     * @param residentKib memory of the process then
     */
    record Start(long readyMs, long answerMs, long firstMs, long cpuMs, long residentKib) {}

    /** Starts a guest sign-up that often, one after the other. */
    static Starts measure(StartStage stage, Launch launch, int count)
            throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (FunctionProcess process = stage.start(StartStage.GUEST, launch)) {
                long readyAt = process.api().readyAtNanos();
                long askedAt = System.nanoTime();
                RuntimeApi.Answer answer = process.api().invoke(stage.guest());
                StartStage.body(answer);
                starts.add(
                        new Start(
                                ms(process.startedAtNanos(), readyAt),
                                ms(askedAt, answer.atNanos()),
                                ms(process.startedAtNanos(), answer.atNanos()),
                                process.cpuMs(),
                                process.residentKib()));
            }
        }
        return new Starts(starts);
    }

    /**
     * The same as under SnapStart: the hooks run, then the process waits to be restored. It is the
     * same process that goes on: what reading a snapshot takes is no part of it.
     */
    static Starts measureRestored(StartStage stage, Launch launch, int count)
            throws IOException, InterruptedException {
        Launch snapStart = launch.variable("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (FunctionProcess process = stage.start(StartStage.GUEST, snapStart)) {
                long restorableAt = process.api().restorableAtNanos();
                long cpuMsBefore = process.cpuMs();
                long restoredAt = System.nanoTime();
                process.api().restore();
                RuntimeApi.Answer answer = process.api().invoke(stage.guest());
                StartStage.body(answer);
                long ms = ms(restoredAt, answer.atNanos());
                starts.add(
                        new Start(
                                ms(process.startedAtNanos(), restorableAt),
                                ms,
                                ms,
                                process.cpuMs() - cpuMsBefore,
                                process.residentKib()));
            }
        }
        return new Starts(starts);
    }

    /** The middle one, the upper of two. */
    long middle(ToLongFunction<Start> what) {
        return all.stream().mapToLong(what).sorted().toArray()[all.size() / 2];
    }

    /** The longest from start to first answer, in ms. */
    long firstMsMax() {
        return all.stream().mapToLong(Start::firstMs).max().orElse(0);
    }

    private static long ms(long fromNanos, long toNanos) {
        return TimeUnit.NANOSECONDS.toMillis(toNanos - fromNanos);
    }
}
