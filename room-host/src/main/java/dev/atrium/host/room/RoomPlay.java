package dev.atrium.host.room;

import dev.atrium.game.Answer;
import dev.atrium.game.Audience;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Simulation;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalRun;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.RoomMessages;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The play of a room: drives the machine by the clock, journals what it applies, and shows it. On
 * the room's thread.
 */
final class RoomPlay {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final RoomServices services;
    private final RoomSeats seats;
    private final GameInfo info;
    private final DrawnSeed seed;
    private final RoomMachine machine;
    private final RoomClock clock;
    private final RoomJournal journal;
    private final RoomVoice voice;
    private final HouseBots bots;
    private final RoomPulse pulse;
    private final RoomViews views;
    private final RoomFairPlay fairPlay;
    private final RoomCommands commands;
    private final RoomPresence presence;
    private final RoomErrands errands;
    private final RoomOutcome outcome;
    private final boolean strict;
    private final RoomDurability durability;
    private final Emissions emissions =
            new Emissions() {
                @Override
                public void event(long tick, Audience audience, Message event) {
                    voice.event(tick, audience, event);
                }

                @Override
                public void effect(long tick, Effect effect) {
                    errands.wanted(effect);
                }

                @Override
                public void unseated(long tick, int seat) {
                    presence.unseated(seat);
                }
            };
    private long nowNanos;
    private boolean storing;

    /**
     * What a play shares with its room.
     *
     * @param results takes what becomes of appends
     */
    record Parts(RoomSeats seats, RoomVoice voice, RoomPulse pulse, Consumer<RoomCall> results) {}

    RoomPlay(RoomGrant grant, RoomServices services, Parts parts, PlayStart start, long nowNanos) {
        this.services = services;
        this.seats = parts.seats();
        this.voice = parts.voice();
        this.pulse = parts.pulse();
        this.info = grant.game().info();
        this.nowNanos = nowNanos;
        this.seed = start.seed();
        this.machine =
                start.restored().map(found -> found.run().machine()).orElseGet(() -> opened(grant));
        this.clock = new RoomClock(info.tickRateHz(), services.speed(), nowNanos);
        clock.standAt(machine.tick(), nowNanos);
        this.outcome = new RoomOutcome(grant.owned(), services, seed, wallMs(0));
        voice.keepTimeBy(this::wallMs);
        this.bots = new HouseBots(grant.game(), seats);
        JournalWriter writer = RoomJournal.writer(grant, services, start, parts.results());
        JournalTrimming trimming =
                new JournalTrimming(
                        grant.owned(),
                        services.trimming(),
                        parts.results(),
                        writer,
                        pulse.meter(),
                        nowNanos);
        this.journal = new RoomJournal(machine, writer, pulse, trimming, nowNanos);
        ViewPace pace = new ViewPace(info.viewRateHz(), services.viewsHalved());
        this.views = new RoomViews(machine, voice, journal, pulse.meter(), pace, nowNanos);
        this.durability = new RoomDurability(grant, machine, journal, voice, services.speed());
        voice.follow(journal);
        this.strict = info.durability() == GameInfo.Durability.STRICT;
        this.fairPlay =
                new RoomFairPlay(
                        grant.owned(),
                        services,
                        parts,
                        new RoomFairPlay.Played(machine, writer, this::apply));
        this.commands =
                new RoomCommands(
                        machine, voice, pulse.meter(), fairPlay, services.speech(), applying());
        this.errands =
                new RoomErrands(
                        grant.roomId(), services.bridges(), voice, parts.results(), this::apply);
        this.presence = new RoomPresence(seats, voice, machine, this::apply);
        if (start.restored().isPresent()) {
            presence.awaitBack(nowNanos);
            JournalRun run = start.restored().get().run();
            seats.restore(run.opened().nonces(), machine.seats());
            commands.restore(run);
            fairPlay.restore(run);
            errands.restore(machine);
        } else {
            journal.opened(start.opening(grant, seats));
            presence.open();
        }
        presence.tell();
    }

    private RoomMachine opened(RoomGrant grant) {
        return RoomMachine.open(grant.game(), seed.seed(), seats.seated(), grant.options());
    }

    private RoomCommands.Applying applying() {
        return new RoomCommands.Applying() {
            @Override
            public void reachNow() {
                slipIfBehind();
                advance(durability.bounded(clock.tickAt(nowNanos)));
            }

            @Override
            public Verdict apply(Input input) {
                return RoomPlay.this.apply(input);
            }

            @Override
            public long nowNanos() {
                return nowNanos;
            }
        };
    }

    RoomMachine machine() {
        return machine;
    }

    /** Server milliseconds at which that tick falls due, as things stand. */
    private long wallMs(long tick) {
        long aheadNanos = clock.nanosOf(tick) - nowNanos;
        return services.wallClock().millis() + aheadNanos / 1_000_000;
    }

    // -- inputs ---------------------------------------------------------------------------------

    /** What its players command, as of that time. */
    RoomCommands commands(long now) {
        nowNanos = now;
        return commands;
    }

    /**
     * Whether players must be told that nothing can be done now: a strict room answers nothing that
     * it could not store, and nothing that another host may know better.
     */
    boolean isUnavailable(long now) {
        return durability.standsStill(now) || (strict && !services.mayAct().getAsBoolean());
    }

    /** Whether a run at that time is a tick that takes the commands which wait, and is near. */
    boolean takesCommandsBy(long due) {
        // A strict room does not let anybody wait longer than its store takes.
        return !strict
                && info.commandTiming() == GameInfo.CommandTiming.AT_TICK
                && ticking()
                && due - nowNanos <= 2 * SECOND_NANOS / info.tickRateHz();
    }

    void question(int seat, RoomCall.Ask ask) {
        Message answer =
                switch (machine.query(seat, ask.query())) {
                    case Answer.Found found -> found.message();
                    case Answer.Declined declined ->
                            ErrorBody.refusal(declined.code(), declined.message(), ask.action());
                };
        answer(ask.connection(), ask.id(), answer);
    }

    /** How fairly they play. */
    RoomFairPlay fairPlay() {
        return fairPlay;
    }

    /** Who comes and goes. */
    RoomPresence presence() {
        return presence;
    }

    /** Applies an input at the current tick and journals it if it was accepted. */
    private Verdict apply(Input input) {
        Verdict verdict = machine.apply(input, emissions);
        if (verdict instanceof Verdict.Accepted) {
            journal.applied(input);
            if (input instanceof Input.Joined joined) {
                commands.joined(joined.seat().index());
            }
            views.changed();
        }
        return verdict;
    }

    private void answer(Connection connection, Optional<String> id, Message message) {
        voice.answer(connection, id, message, machine.tick());
    }

    // -- time -----------------------------------------------------------------------------------

    /** Brings the room up to now and says when it is due next. */
    long run(long now) {
        nowNanos = now;
        if (durability.standsStill(now)) {
            // Time does not pass until it goes on.
            return durability.await(now);
        }
        slipIfBehind();
        commands.run();
        long target = durability.bounded(clock.tickAt(now));
        if (target > machine.tick()) {
            commands.applyPending();
            advance(target);
        }
        errands.run(now);
        showAndKeep();
        return nextDue();
    }

    private void slipIfBehind() {
        // Until its next step a room has nothing to be late with.
        long idleUntil = bots.none() ? machine.nextWake() - 1 : machine.tick();
        long at = Math.max(machine.tick(), Math.min(idleUntil, clock.tickAt(nowNanos)));
        long slipped = clock.slipIfBehind(at, nowNanos);
        if (slipped > 0) {
            tellSlip(slipped);
            pulse.slipped(slipped);
        }
    }

    private void showAndKeep() {
        presence.countOutWhoIsNotBack(nowNanos);
        views.show(nowNanos);
        journal.keep(nowNanos, views.areDue() || ticking());
        durability.tellIfLate(nowNanos);
    }

    /** No tick comes; what else comes is shown and kept. Says when that is due next. */
    long stand(long now) {
        nowNanos = now;
        clock.standAt(machine.tick(), now);
        showAndKeep();
        return dueWithoutTicks();
    }

    /** Time goes on from the tick at which it stood so long. */
    void goOn(long now, long stoodNanos) {
        nowNanos = now;
        outcome.goOn();
        journal.goOn();
        clock.standAt(machine.tick(), now);
        tellSlip(stoodNanos);
    }

    private void tellSlip(long nanos) {
        fairPlay.slipped(nanos);
        long ms = Math.max(1, nanos / 1_000_000);
        voice.tellAll(machine.tick(), new RoomMessages.TimeSlip(ms));
        voice.timeSlipped();
        // Deadlines are ticks: the same view tells other wall times now.
        views.soon(nowNanos);
    }

    private void advance(long target) {
        while (machine.tick() < target && !machine.finished()) {
            bots.decide(machine).forEach(this::apply);
            long next = machine.nextWake();
            if (!bots.none()) {
                next = Math.min(next, machine.tick() + 1);
            }
            long before = machine.tick();
            machine.advanceTo(Math.min(next, target), emissions);
            fairPlay.ticked();
            if (next <= target) {
                views.changed();
            }
            pulse.meter().stepped(machine.tick() - before);
            boolean everySecond = machine.tick() % info.tickRateHz() == 0;
            if (everySecond && machine.tick() > before && !machine.finished()) {
                journal.mark(true);
            }
        }
    }

    /** Who has just come was told the rate that the game wants. */
    void tellViewRate(Connection connection) {
        views.rateUnlessFull().ifPresent(rate -> answer(connection, Optional.empty(), rate));
    }

    /** The number of a seat's next command, where commands keep an order. */
    OptionalLong nextCommand(int seat) {
        return commands.next(seat);
    }

    /** Who has just come is told what is his own. */
    void greet(Connection connection, Viewer viewer) {
        tellViewRate(connection);
        machine.welcome(viewer).ifPresent(welcome -> answer(connection, Optional.empty(), welcome));
    }

    void showSoon() {
        views.soon(nowNanos);
    }

    private boolean ticking() {
        return machine.nextWake() == machine.tick() + 1;
    }

    private long nextDue() {
        long wake = machine.nextWake();
        if (!bots.none() || commands.areWaiting()) {
            wake = Math.min(wake, machine.tick() + 1);
        }
        long due = wake == Simulation.NEVER ? Scheduled.NEVER : clock.nanosOf(wake);
        due = Math.min(due, Math.min(commands.due(), errands.due()));
        return Math.min(due, dueWithoutTicks());
    }

    private long dueWithoutTicks() {
        return Math.min(Math.min(views.due(), presence.due()), journal.due());
    }

    // -- journal --------------------------------------------------------------------------------

    void appendStored(long now) {
        journal.stored(now);
        fairPlay.stored();
        // Before the run that follows, which shows what came while a view waited.
        voice.release();
    }

    void appendFailed(long now) {
        journal.failed(now);
    }

    /** The store has lost the journal; whether it can be written anew. */
    boolean suspendJournal() {
        return journal.suspend();
    }

    /** The room is owned under another epoch, and its store takes the journal anew. */
    boolean startJournalAnew(RoomGrant newGrant, long now) {
        voice.speakAs(newGrant.owned());
        showSoon();
        storing = false;
        return journal.startAnew(newGrant.epoch(), now);
    }

    DrawnSeed seed() {
        return seed;
    }

    // -- the end --------------------------------------------------------------------------------

    /** After the last tick: the last mark, and everything into the store. */
    long settle(long now) {
        nowNanos = now;
        if (outcome.finish()) {
            journal.end();
        }
        journal.retryIfDue(now);
        return journal.retryDue();
    }

    /** Whether the journal is stored to its last entry. */
    boolean isStored() {
        return journal.isStored();
    }

    /** What became of something that it asked for. */
    void came(RoomCall.OfPlay call, long now) {
        switch (call) {
            case RoomCall.BridgeAnswered answered -> errands.answered(answered, now);
            case RoomCall.SnapshotKept snapshot -> journal.snapshotKept(snapshot.kept(), now);
            case RoomCall.Trimmed trimmed -> journal.trimming().trimmed(trimmed, now);
        }
    }

    /** True once, when the journal is stored to its last entry. */
    boolean readyToStore() {
        if (storing || !journal.writer().isDurable()) {
            return false;
        }
        storing = true;
        return true;
    }

    long journalEntries() {
        return journal.writer().entries();
    }

    /** What stands for the entries of the journal that are trimmed. */
    Optional<JournalBase> journalBase() {
        return journal.writer().base();
    }

    Outcome outcome() {
        return outcome.of(machine, journal.writer());
    }

    /** Tells everybody, now that the outcome is stored. */
    void complete(String outcomeHash) {
        voice.tellAll(machine.tick(), RoomResult.of(outcome(), outcomeHash));
    }
}
