package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Utterance;
import dev.atrium.game.Verdict;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.journal.JournalRun;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.RoomMessages;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What players command in a play: in a strict room in their order, at their time, and with what is
 * answered. On the room's thread.
 */
final class RoomCommands {
    /** Commands that wait for the next tick; beyond it senders are told {@code busy}. */
    private static final int PENDING_MAX = 1_024;

    private static final Verdict PROFANITY =
            Verdict.refused("profanity", "Please say it in other words.");

    private final GameInfo info;
    private final RoomMachine machine;
    private final RoomVoice voice;
    private final RoomMeter meter;
    private final Applying applying;
    private final RoomFairPlay fairPlay;
    private final Speech speech;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    /** Only strict rooms keep an order, and answer what they accept. */
    private final @Nullable CommandOrder order;

    /** A command that waits for the next tick. */
    private record Pending(int seat, RoomCall.Act act) {}

    /** The play that they are meant for. */
    interface Applying {
        /** Brings the room to the tick of now, before a command applies at once. */
        void reachNow();

        /** Applies an input at the current tick. */
        Verdict apply(Input input);

        /** The time of this run. */
        long nowNanos();
    }

    RoomCommands(
            RoomMachine machine,
            RoomVoice voice,
            RoomMeter meter,
            RoomFairPlay fairPlay,
            Speech speech,
            Applying applying) {
        this.info = machine.game().info();
        this.machine = machine;
        this.voice = voice;
        this.meter = meter;
        this.applying = applying;
        this.fairPlay = fairPlay;
        this.speech = speech;
        this.order = info.durability() == GameInfo.Durability.STRICT ? ordered() : null;
    }

    private CommandOrder ordered() {
        return new CommandOrder(
                new CommandOrder.Steps() {
                    @Override
                    public void turn(int seat, RoomCall.Act act) {
                        inTime(new Pending(seat, act));
                    }

                    @Override
                    public void again(RoomCall.Act act, Message answer) {
                        answer(act, answer);
                    }

                    @Override
                    public void tooLate(RoomCall.Act act) {
                        answer(act, tooLateFor(act));
                    }
                });
    }

    private static ErrorBody tooLateFor(RoomCall.Act act) {
        String passed = "A later command has been taken: send it under a new number.";
        return ErrorBody.refusal("command-passed", passed, act.action()).ofCommand(act.sequence());
    }

    /** Another owner had taken commands: those that were applied are not applied again. */
    void restore(JournalRun run) {
        if (order == null) {
            return;
        }
        for (Seat seat : machine.seats().keySet()) {
            order.restore(
                    seat.index(),
                    machine.lastSequence(seat.index()),
                    run.recentCommands(seat.index()),
                    RoomMessages.Accepted::new);
        }
    }

    /** Somebody took that seat while it plays. */
    void joined(int seat) {
        if (order != null) {
            order.forget(seat);
        }
    }

    /** The number of a seat's next command, where commands keep an order. */
    OptionalLong next(int seat) {
        return order == null ? OptionalLong.empty() : OptionalLong.of(order.next(seat));
    }

    /** A command will not come: a strict room need not wait for it. */
    void spent(int seat, long sequence) {
        if (order != null) {
            order.spent(seat, sequence, applying.nowNanos());
        }
    }

    /** A command has come. */
    void take(int seat, RoomCall.Act act) {
        fairPlay.heard(seat, act.sequence());
        if (pending.size() >= PENDING_MAX) {
            answer(act, Posted.busy(act.action()).ofCommand(act.sequence()));
        } else if (order == null) {
            inTime(new Pending(seat, act));
        } else {
            order.arrived(seat, act, applying.nowNanos());
        }
    }

    private void inTime(Pending next) {
        switch (info.commandTiming()) {
            case AT_TICK -> pending.add(next);
            case ON_ARRIVAL -> {
                applying.reachNow();
                apply(next);
            }
        }
    }

    /** Those whose turn comes by the time alone. */
    void run() {
        if (order != null) {
            order.run(applying.nowNanos());
        }
    }

    /** The next tick is being made: those that wait for it apply. */
    void applyPending() {
        for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            apply(next);
        }
    }

    private void apply(Pending waiting) {
        RoomCall.Act act = waiting.act();
        Input.Command input = new Input.Command(waiting.seat(), act.sequence(), act.command());
        meter.decided(applying.nowNanos() - act.arrivedNanos());
        Verdict verdict = objection(waiting).orElseGet(() -> applying.apply(input));
        switch (verdict) {
            case Verdict.Accepted accepted -> accepted(waiting);
            case Verdict.Repeated repeated -> accepted(waiting);
            case Verdict.Refused refused ->
                    decided(
                            waiting,
                            ErrorBody.refusal(refused.code(), refused.message(), act.action())
                                    .ofCommand(act.sequence()));
        }
        fairPlay.decided(waiting.seat(), act, verdict);
    }

    /** Why the play is not even asked. */
    private Optional<Verdict> objection(Pending waiting) {
        if (fairPlay.isOut(waiting.seat())) {
            return Optional.of(RoomFairPlay.OUT);
        }
        boolean profane =
                waiting.act().command() instanceof Utterance said
                        && speech.forbids(said.utterance());
        return profane ? Optional.of(PROFANITY) : Optional.empty();
    }

    /** A relaxed room answers with its next view. */
    private void accepted(Pending taken) {
        if (order != null) {
            decided(taken, new RoomMessages.Accepted(taken.act().sequence()));
        }
    }

    private void decided(Pending taken, Message answer) {
        if (order == null) {
            answer(taken.act(), answer);
            return;
        }
        answer(order.decided(taken.seat(), taken.act(), answer), answer);
        long arrivedNanos = taken.act().arrivedNanos();
        voice.afterStored(() -> meter.answered(applying.nowNanos() - arrivedNanos));
    }

    private void answer(RoomCall.Act act, Message answer) {
        Optional<String> id = act.id();
        voice.answer(act.connection(), id, answer, machine.tick());
    }

    /** Whether commands wait for the next tick. */
    boolean areWaiting() {
        return !pending.isEmpty();
    }

    /** When it must be run for those that wait for others. */
    long due() {
        return order == null ? Scheduled.NEVER : order.due();
    }
}
