package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalSnapshot;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

class SnapshotCadenceTest {
    private static final long MS = 1_000_000;
    private static final int SECOND = 60;
    private static final int INTERVAL = 10 * SECOND;

    private long ranNanos = 17 * MS;

    private SnapshotCadence cadence(long tick) {
        return new SnapshotCadence(INTERVAL, tick, () -> ranNanos);
    }

    @Test
    void aRoomWhoseStepsTakeNothingHasItsIntervalAlone() {
        SnapshotCadence cadence = cadence(0);
        for (long tick = SECOND; tick < INTERVAL; tick += SECOND) {
            assertFalse(cadence.isDue(tick), "at " + tick);
        }
        assertTrue(cadence.isDue(INTERVAL));
        assertTrue(cadence.isDue(INTERVAL + SECOND), "as long as none is taken");

        cadence.taken(INTERVAL + SECOND);

        assertFalse(cadence.isDue(2 * INTERVAL));
        assertTrue(cadence.isDue(2 * INTERVAL + SECOND));
    }

    @Test
    void aStateIsKeptWhileWhatCameSinceTheLastOneCanStillBePlayedAgainInTime() {
        SnapshotCadence cadence = cadence(0);
        List<Long> taken = new ArrayList<>();
        for (long tick = SECOND; tick <= INTERVAL; tick += SECOND) {
            ranNanos += SnapshotCadence.REPLAY_NANOS_MAX * 3 / 10;
            if (cadence.isDue(tick)) {
                cadence.taken(tick);
                taken.add(tick / SECOND);
            }
        }
        // A fourth second would be too much.
        assertEquals(List.of(3L, 6L, 9L), taken);
    }

    @Test
    void oneSlowRunBringsOneSnapshotAndNoMore() {
        SnapshotCadence cadence = cadence(0);
        assertFalse(cadence.isDue(SECOND));
        ranNanos += 6_000 * MS;
        assertTrue(cadence.isDue(2 * SECOND));
        cadence.taken(2 * SECOND);
        assertFalse(cadence.isDue(3 * SECOND));
    }

    @Test
    void whoGoesOnFromAnothersPlayOrHasLostItsSnapshotsKeepsTheNextState() {
        assertTrue(cadence(7).isDue(SECOND));

        SnapshotCadence cadence = cadence(0);
        assertFalse(cadence.isDue(SECOND));
        cadence.lost();
        assertTrue(cadence.isDue(2 * SECOND));
        cadence.taken(2 * SECOND);
        assertFalse(cadence.isDue(3 * SECOND));
    }

    @Test
    void aRoomThatRunsLongIsKeptBeforeItsInterval() {
        Game game = new PracticeGame();
        RoomMachine machine =
                RoomMachine.open(
                        game,
                        Seed.of(new byte[Seed.BYTES]),
                        List.of(new Seat(0, "ada", "Ada", "fox", false, new TreeMap<>())),
                        new TreeMap<>());
        List<Long> kept = new ArrayList<>();
        NullJournalStore store =
                new NullJournalStore() {
                    @Override
                    public CompletionStage<Void> keepSnapshot(
                            String roomId, long epoch, byte[] snapshot) {
                        kept.add(JournalSnapshot.decode(snapshot).entries());
                        return super.keepSnapshot(roomId, epoch, snapshot);
                    }
                };
        RoomPulse pulse = new RoomPulse(RoomMeter.NONE, 16 * MS);
        JournalWriter writer =
                new JournalWriter(
                        new JournalWriter.Place(store, "room", 1),
                        new JournalCodec(game.vocabulary()),
                        failure -> {});
        JournalTrimming trimming =
                new JournalTrimming(
                        new RoomGrant.Owned("room", 1, game),
                        RoomTrimming.NEVER,
                        call -> {},
                        writer,
                        RoomMeter.NONE,
                        0);
        RoomJournal journal = new RoomJournal(machine, writer, pulse, trimming, 0);
        for (int second = 1; second <= 3; second++) {
            machine.advanceTo(machine.tick() + SECOND, Emissions.NONE);
            pulse.ran(0, second == 2 ? 101 * MS : MS, machine.tick());
            journal.mark(true);
            journal.keep(second * 1_000L * MS, true);
            journal.stored(second * 1_000L * MS);
        }
        assertEquals(List.of(2L), kept, "behind the mark of the second that took so long");
    }
}
