package dev.atrium.host.room;

import dev.atrium.game.Effect;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.host.bridge.Bridge;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.message.Message;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a play wants of the outside: asked one after the other, each when the journal behind it is
 * stored, and again after a takeover until its answer is an input. What no bridge leads to stays
 * pending: settlement finds it in the journal. On the room's thread.
 */
final class RoomErrands {
    private static final Logger LOG = LoggerFactory.getLogger(RoomErrands.class);
    private static final long RETRY_NANOS = 1_000_000_000L;

    /** Once a minute it is said that nothing answers; the room asks for as long as it lives. */
    private static final int TRIES_BEFORE_WORD = 60;

    private final String roomId;
    private final Bridges bridges;
    private final RoomVoice voice;
    private final Consumer<RoomCall> results;
    private final Function<Input, Verdict> play;
    private final ArrayDeque<Errand> waiting = new ArrayDeque<>();
    private @Nullable Message answer;
    private boolean asking;
    private int tries;
    private long retryDueNanos = Scheduled.NEVER;

    private record Errand(Effect effect, Bridge bridge) {}

    /**
     * Those of a play.
     *
     * @param results takes answers, from any thread
     * @param play applies an input at the current tick, and journals it
     */
    RoomErrands(
            String roomId,
            Bridges bridges,
            RoomVoice voice,
            Consumer<RoomCall> results,
            Function<Input, Verdict> play) {
        this.roomId = roomId;
        this.bridges = bridges;
        this.voice = voice;
        this.results = results;
        this.play = play;
    }

    /** Another owner had played: what he did not hear the answer to is asked again. */
    void restore(RoomMachine machine) {
        machine.pendingEffects().forEach(this::wanted);
    }

    /** The play wants one more. */
    void wanted(Effect effect) {
        bridges.to(effect.destination())
                .ifPresent(
                        bridge -> {
                            waiting.add(new Errand(effect, bridge));
                            askNext();
                        });
    }

    private void askNext() {
        Errand next = waiting.peek();
        if (next != null && !asking) {
            asking = true;
            voice.afterStored(() -> ask(next));
        }
    }

    private void ask(Errand errand) {
        CompletionStage<Message> answered = errand.bridge().ask(roomId, errand.effect().message());
        answered.whenComplete(
                (found, failure) -> results.accept(new RoomCall.BridgeAnswered(found, failure)));
    }

    /** An answer has come, or none. It is an input of the next run. */
    void answered(RoomCall.BridgeAnswered came, long nowNanos) {
        tries++;
        if (came.answer() != null) {
            answer = came.answer();
        } else {
            if (tries % TRIES_BEFORE_WORD == 0) {
                LOG.atError()
                        .addKeyValue("room", roomId)
                        .log("nothing outside answers it: {}", String.valueOf(came.failure()));
            }
            retryDueNanos = nowNanos + RETRY_NANOS;
        }
    }

    /** Takes the answer that came, or asks again if it is time. */
    void run(long nowNanos) {
        Errand asked = waiting.peek();
        if (asked == null) {
            return;
        }
        Message came = answer;
        if (came != null) {
            answer = null;
            take(asked.effect(), came);
        } else if (nowNanos >= retryDueNanos) {
            retryDueNanos = Scheduled.NEVER;
            ask(asked);
        }
    }

    private void take(Effect effect, Message came) {
        String from = effect.destination().address();
        Verdict verdict = play.apply(new Input.RoomMessage(from, effect.sequence(), came));
        if (verdict instanceof Verdict.Refused refused) {
            giveUp("its answer is refused: " + refused.code());
            return;
        }
        var _ = play.apply(new Input.EffectsAcknowledged(effect.destination(), effect.sequence()));
        next();
    }

    private void giveUp(String why) {
        Errand given = waiting.element();
        LOG.atError()
                .addKeyValue("room", roomId)
                .log("{} is not asked any more: {}", given.effect().destination().address(), why);
        next();
    }

    private void next() {
        waiting.remove();
        asking = false;
        tries = 0;
        retryDueNanos = Scheduled.NEVER;
        askNext();
    }

    /** When it must be run next. */
    long due() {
        return retryDueNanos;
    }
}
