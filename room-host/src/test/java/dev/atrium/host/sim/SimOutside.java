package dev.atrium.host.sim;

import dev.atrium.host.bridge.Bridge;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.message.Message;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody outside whom rooms ask: he answers after a while, and now and then not. */
final class SimOutside {
    private static final double FAILS = 0.05;
    private static final int ANSWER_MS_MAX = 200;

    private SimOutside() {}

    /** As that host reaches him; he never fails it twice in a row. */
    static Bridges of(SimRun run, SimWorld.Lane process) {
        SimWorld world = run.world();
        AtomicBoolean failed = new AtomicBoolean();
        Bridge bridge =
                (roomId, wanted) -> {
                    CompletableFuture<Message> answer = new CompletableFuture<>();
                    if (run.plant() == Plant.ERRANDS_FORGOTTEN) {
                        return answer;
                    }
                    boolean fails = !failed.get() && world.chance(FAILS);
                    failed.set(fails);
                    int value = ((TallyGame.Asked) wanted).value();
                    Runnable answers =
                            fails
                                    ? () -> answer.completeExceptionally(new IOException("none"))
                                    : () -> answer.complete(new TallyGame.Answered(value));
                    world.after(
                            world.msBetween(1, ANSWER_MS_MAX), () -> world.run(process, answers));
                    return answer;
                };
        return new Bridges(Map.of(TallyGame.OUTSIDE, bridge));
    }
}
