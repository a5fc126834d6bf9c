package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ReplayTest {
    private final RecordedMatch match = new RecordedMatch();
    private final List<JournalEntry> entries = new ArrayList<>(match.entries);

    @Test
    void theJournalEndsInTheStateInWhichTheMatchEnded() {
        Replay.Result.Reproduced run =
                assertInstanceOf(
                        Replay.Result.Reproduced.class,
                        Replay.run(Games.all(), RecordedMatch.SEED, match.file()));
        assertEquals(match.room.hash(), run.machine().hash());
        assertEquals(match.room.tick(), run.machine().tick());
        assertEquals(match.room.standings(), run.machine().standings());
        assertTrue(match.hashes() > 5, "hashes " + match.hashes());
        assertEquals(match.hashes(), run.hashesCompared());
    }

    @Test
    void itReadsFromBytesAsFromMemory() {
        JournalFile read = JournalFile.decode(match.file().encode());
        assertInstanceOf(
                Replay.Result.Reproduced.class, Replay.run(Games.all(), RecordedMatch.SEED, read));
    }

    @Test
    void anotherSeedIsFoundAtTheFirstHash() {
        Replay.Result result =
                Replay.run(Games.all(), Seed.ofHex("5b".repeat(Seed.BYTES)), match.file());
        Replay.Result.Diverged diverged = assertInstanceOf(Replay.Result.Diverged.class, result);
        // The bots' commands may be refused in the other world before its hash is compared.
        assertTrue(
                List.of("hash-differs", "input-refused").contains(diverged.reason()),
                diverged.reason());
        assertTrue(diverged.tick() <= 60, "tick " + diverged.tick());
    }

    @Test
    void anotherHashIsFoundAtItsTick() {
        int at = firstHash();
        entries.set(at, new JournalEntry.Mark(60, Optional.of(StateHash.of(new byte[0]))));
        diverges(60, "hash-differs");
    }

    @Test
    void anInputLessIsFoundAtTheNextHash() {
        entries.remove(indexOf(Input.PresenceChanged.class));
        diverges(120, "hash-differs");
    }

    @Test
    void anInputThatTheRulesRefuseOrKnowAlreadyIsFound() {
        entries.add(2, new JournalEntry.Applied(0, 1, new Input.Left(19)));
        diverges(0, "input-refused");
        entries.set(2, new JournalEntry.Applied(0, 1, new Input.OperatorAct("no-such", "")));
        diverges(0, "input-refused");
        entries.remove(2);
        int gone = indexOf(Input.PresenceChanged.class);
        entries.add(gone + 1, entries.get(gone));
        diverges(100, "input-refused");
    }

    @Test
    void timeNeverGoesBack() {
        int at = firstHash();
        entries.add(at + 1, new JournalEntry.Applied(59, 0, new Input.Left(1)));
        diverges(60, "out-of-order");
        entries.set(at + 1, new JournalEntry.Mark(59, Optional.empty()));
        diverges(60, "out-of-order");
    }

    @Test
    void nothingComesAfterTheEnd() {
        long end = match.room.tick();
        entries.add(new JournalEntry.Mark(end + 1, Optional.empty()));
        diverges(end, "out-of-order");
        entries.removeLast();
        entries.add(new JournalEntry.Applied(end + 1, 0, new Input.Left(0)));
        diverges(end, "out-of-order");
        entries.removeLast();
        entries.add(new JournalEntry.Applied(end, 1, new Input.Left(0)));
        diverges(end, "input-refused");
    }

    @Test
    void aRoomOpensOnceAndFirst() {
        entries.add(1, entries.getFirst());
        diverges(0, "out-of-order");
        entries.removeFirst();
        entries.removeFirst();
        diverges(0, "not-opened");
        entries.clear();
        diverges(0, "not-opened");
    }

    @Test
    void theOpeningMustBeThatRoomsAndReadable() {
        List<Seat> seats = RecordedMatch.seats();
        entries.set(0, RecordedMatch.opened("f".repeat(32), "arena.blitz", 1, seats));
        diverges(0, "not-opened");
        diverges(new JournalFile(RecordedMatch.ROOM, List.of(new byte[9])), 0, "not-opened");
    }

    @Test
    void aGameThatIsNotThereCannotBeReplayed() {
        List<Seat> seats = RecordedMatch.seats();
        entries.set(0, RecordedMatch.opened(RecordedMatch.ROOM, "chess", 1, seats));
        diverges(0, "unknown-game");
        entries.set(0, RecordedMatch.opened(RecordedMatch.ROOM, "arena.blitz", 2, seats));
        diverges(0, "unknown-game");
    }

    @Test
    void seatsThatTheGameDoesNotOpenWithFailTheRules() {
        List<Seat> alone = RecordedMatch.seats().subList(0, 1);
        entries.set(0, RecordedMatch.opened(RecordedMatch.ROOM, "arena.blitz", 1, alone));
        diverges(0, "rules-failed");
    }

    @Test
    void aThrowOfTheRulesIsTheirsWhateverIsThrown() {
        for (RuntimeException bug :
                List.of(new IllegalStateException("bug"), new StateFormatException("bug"))) {
            GameCatalog faulty = GameCatalog.of(new FaultyGame(bug));
            assertEquals(
                    new Replay.Result.Diverged(FaultyGame.BUG_TICK, "rules-failed"),
                    Replay.run(faulty, RecordedMatch.SEED, match.file()));
        }
    }

    @Test
    void aDamagedEntryIsUnreadable() {
        List<byte[]> blocks = new ArrayList<>(match.file().entries());
        byte[] damaged = blocks.get(firstHash()).clone();
        damaged[5] ^= 1;
        blocks.set(firstHash(), damaged);
        Replay.Result result =
                Replay.run(
                        Games.all(),
                        RecordedMatch.SEED,
                        new JournalFile(RecordedMatch.ROOM, blocks));
        assertEquals("unreadable", assertInstanceOf(Replay.Result.Diverged.class, result).reason());
    }

    private int firstHash() {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof JournalEntry.Mark mark && mark.hash().isPresent()) {
                return i;
            }
        }
        throw new AssertionError("no hash");
    }

    private int indexOf(Class<? extends Input> type) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof JournalEntry.Applied a && type.isInstance(a.input())) {
                return i;
            }
        }
        throw new AssertionError("no " + type);
    }

    private void diverges(long tick, String reason) {
        diverges(match.file(entries), tick, reason);
    }

    private static void diverges(JournalFile journal, long tick, String reason) {
        assertEquals(
                new Replay.Result.Diverged(tick, reason),
                Replay.run(Games.all(), RecordedMatch.SEED, journal));
    }
}
