package dev.atrium.host.room;

import dev.atrium.ban.Forfeit;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.JudgedCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.fairplay.FairPlayLimits;
import dev.atrium.host.fairplay.Flag;
import dev.atrium.host.fairplay.Ruling;
import dev.atrium.host.fairplay.SeatConduct;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.journal.JournalRun;
import dev.atrium.message.Vocabulary;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Has it counted how fairly people play, and takes them out who do not. Only of games that have
 * commands to be judged. House bots and operators do not come by here. What was counted is this
 * owner's alone; a forfeit is in the journal, and holds. On the room's thread.
 */
final class RoomFairPlay {
    /** What is said to everything that a seat wants which has forfeited. */
    static final Verdict OUT =
            Verdict.refused(ErrorCode.FORFEITED.code(), ErrorCode.FORFEITED.message());

    private static final Logger LOG = LoggerFactory.getLogger(RoomFairPlay.class);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final RoomGrant.Owned owned;
    private final GameInfo info;
    private final boolean judges;
    private final long ticksASecond;
    private final RoomForfeits forfeits;
    private final RoomSeats seats;
    private final RoomVoice voice;
    private final RoomPulse pulse;
    private final Played played;
    private final TreeMap<Integer, SeatConduct> conduct = new TreeMap<>();
    private final ArrayDeque<Due> due = new ArrayDeque<>();
    private boolean follows;

    /**
     * The play that is judged.
     *
     * @param apply applies an input at the current tick, and journals it
     */
    record Played(RoomMachine machine, JournalWriter writer, Function<Input, Verdict> apply) {}

    /**
     * A forfeit that is not known to be stored.
     *
     * @param entries of the journal up to it
     */
    private record Due(long entries, int seat, String reason) {}

    RoomFairPlay(
            RoomGrant.Owned owned, RoomServices services, RoomPlay.Parts parts, Played played) {
        this.owned = owned;
        this.info = owned.game().info();
        this.judges = judges(owned.game().vocabulary());
        this.ticksASecond = (long) info.tickRateHz() * services.speed();
        this.forfeits = services.forfeits();
        this.seats = parts.seats();
        this.voice = parts.voice();
        this.pulse = parts.pulse();
        this.played = played;
    }

    private static boolean judges(Vocabulary words) {
        return words.shapes().stream()
                .anyMatch(shape -> JudgedCommand.class.isAssignableFrom(shape.type()));
    }

    /** Another owner had played: counts begin anew, forfeits hold, and are told again. */
    void restore(JournalRun run) {
        if (!judges) {
            return;
        }
        for (RoomSeats.Place place : seats.all()) {
            long applied = played.machine().lastSequence(place.index());
            of(place.index()).came(played.machine().tick(), applied, 0);
        }
        run.forfeits()
                .forEach(
                        (seat, reason) -> {
                            of(seat).forfeited();
                            tell(seat, reason);
                        });
        show();
    }

    private SeatConduct of(int seat) {
        SeatConduct known = conduct.get(seat);
        if (known != null) {
            return known;
        }
        long tick = played.machine().tick();
        SeatConduct first = new SeatConduct(FairPlayLimits.ARENA, info.tickRateHz(), tick);
        conduct.put(seat, first);
        return first;
    }

    // -- what happens ---------------------------------------------------------------------------

    /** Somebody has a seat by that connection from now on. */
    void came(int seat, Connection connection) {
        if (judges) {
            long applied = played.machine().lastSequence(seat);
            of(seat).came(played.machine().tick(), applied, connection.timesOutOfStep());
        }
    }

    /** A command has come. */
    void heard(int seat, long sequence) {
        if (judges) {
            of(seat).heard(played.machine().tick(), sequence);
        }
    }

    /** Whether a seat has forfeited. */
    boolean isOut(int seat) {
        return judges && of(seat).isOut();
    }

    /** It is known what became of a command. */
    void decided(int seat, RoomCall.Act act, Verdict verdict) {
        if (!(act.command() instanceof JudgedCommand command) || played.machine().finished()) {
            return;
        }
        SeatConduct one = of(seat);
        long tick = played.machine().tick();
        long sequence = act.sequence();
        Ruling ruling =
                switch (verdict) {
                    case Verdict.Accepted accepted ->
                            one.took(tick, sequence, command, act.connection().timesOutOfStep());
                    case Verdict.Repeated repeated -> one.repeated(sequence, command);
                    case Verdict.Refused refused -> one.refused(tick, refused.code());
                };
        follows |= one.follows();
        carryOut(seat, ruling);
    }

    /** A message came that nobody can read. */
    void malformed(int seat) {
        if (judges && !played.machine().finished()) {
            carryOut(seat, of(seat).malformed());
        }
    }

    /** So much wall time went by for which no tick came. */
    void slipped(long nanos) {
        long tick = played.machine().tick();
        // Without an overflow however long it was held.
        long whole = nanos / SECOND_NANOS * ticksASecond;
        long ticks = whole + nanos % SECOND_NANOS * ticksASecond / SECOND_NANOS;
        conduct.values().forEach(one -> one.slipped(tick, ticks));
    }

    /** A tick's step is made. */
    void ticked() {
        if (!follows) {
            return;
        }
        follows = false;
        RoomMachine machine = played.machine();
        SeatViews views = new SeatViews(machine);
        for (Map.Entry<Integer, SeatConduct> one : conduct.entrySet()) {
            if (one.getValue().follows()) {
                one.getValue().follow(machine.tick(), views.of(one.getKey()));
                follows |= one.getValue().follows();
            }
        }
    }

    // -- what comes of it -----------------------------------------------------------------------

    private void carryOut(int seat, Ruling ruling) {
        switch (ruling) {
            case Ruling.Fair fair -> {}
            case Ruling.Flagged flagged -> {
                log(seat, flagged.flag(), "is flagged");
                show();
            }
            case Ruling.Forfeits last -> {
                log(seat, last.flag(), "is flagged once too often");
                forfeit(seat, last.flag().code());
                show();
            }
        }
    }

    private void forfeit(int seat, String reason) {
        Verdict verdict = played.apply().apply(new Input.Forfeited(seat, reason));
        switch (verdict) {
            case Verdict.Accepted accepted -> {
                of(seat).forfeited();
                long tick = played.machine().tick();
                voice.tellAll(tick, new RoomMessages.PlayerForfeited(seat, reason));
                due.add(new Due(played.writer().entries(), seat, reason));
                stored();
            }
            case Verdict.Repeated repeated -> of(seat).forfeited();
            // He has left, and has nothing more to lose here.
            case Verdict.Refused refused -> of(seat).forfeited();
        }
    }

    /** More of the journal is stored: what stands in it holds, whatever becomes of this host. */
    void stored() {
        while (!due.isEmpty() && due.element().entries() <= played.writer().durableEntries()) {
            Due told = due.remove();
            tell(told.seat(), told.reason());
        }
    }

    private void tell(int seat, String reason) {
        seats.all().stream()
                .filter(place -> place.index() == seat && !place.plan().bot())
                .map(place -> new Forfeit(place.plan().playerId(), reason, owned.roomId()))
                .forEach(forfeits::forfeited);
    }

    private void log(int seat, Flag flag, String what) {
        LOG.atInfo()
                .addKeyValue("room", owned.roomId())
                .addKeyValue("flag", flag.code())
                .log("seat {} {} at tick {}", seat, what, played.machine().tick());
    }

    private void show() {
        List<RoomPulse.FlaggedSeat> flagged = new ArrayList<>();
        for (RoomSeats.Place place : seats.all()) {
            SeatConduct one = of(place.index());
            if (one.isOut() || !one.flags().isEmpty()) {
                flagged.add(
                        new RoomPulse.FlaggedSeat(
                                place.index(), place.plan().playerId(), one.flags(), one.isOut()));
            }
        }
        pulse.flagged(List.copyOf(flagged));
    }
}
