package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.Direction;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.Replay.Result.Diverged;
import dev.atrium.proof.Replay.Result.Reproduced;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

class ReplayTest {
    private final PlayedRoom room = PlayedRoom.played();

    private static Replay.Result run(JournalFile journal) {
        return Replay.run(PlayedRoom.CATALOG, PlayedRoom.SEED, journal);
    }

    private static Replay.Result run(List<JournalEntry> entries) {
        return run(PlayedRoom.file(entries));
    }

    /** The match's entries, with those of one kind altered. */
    private <T extends JournalEntry> List<JournalEntry> with(Class<T> kind, UnaryOperator<T> how) {
        return new ArrayList<>(
                room.entries.stream()
                        .map(e -> kind.isInstance(e) ? how.apply(kind.cast(e)) : e)
                        .toList());
    }

    private List<JournalEntry> followedBy(JournalEntry entry) {
        List<JournalEntry> more = new ArrayList<>(room.entries);
        more.add(entry);
        return more;
    }

    @Test
    void playedMatchEndsInItsOwnState() {
        Reproduced run = assertInstanceOf(Reproduced.class, run(room.file()));

        assertEquals(room.machine.hash(), run.machine().hash());
        assertEquals(room.machine.tick(), run.machine().tick());
        assertEquals(room.machine.standings(), run.machine().standings());
        // At ticks 0, 60, 120 and 180, and at the end just after 200.
        assertEquals(5, run.hashesCompared());
    }

    @Test
    void matchThatIsNotOverRunsToItsLastMark() {
        List<JournalEntry> part = new ArrayList<>(room.entries.subList(0, 5));
        part.add(new JournalEntry.Mark(75, Optional.empty()));
        Reproduced run = assertInstanceOf(Reproduced.class, run(part));

        assertEquals(75, run.machine().tick());
        assertEquals(2, run.hashesCompared(), "a mark without a hash vouches for none");
    }

    @Test
    void otherSeedIsFoundAtTheFirstHash() {
        Seed other = Seed.ofHex("5f".repeat(Seed.BYTES));

        assertEquals(
                new Diverged(0, "hash-differs"),
                Replay.run(PlayedRoom.CATALOG, other, room.file()));
    }

    @Test
    void hashThatDiffersIsFoundAtItsTick() {
        StateHash wrong = StateHash.of(new byte[0]);

        assertEquals(
                new Diverged(120, "hash-differs"),
                run(
                        with(
                                JournalEntry.Mark.class,
                                mark ->
                                        mark.tick() == 120
                                                ? new JournalEntry.Mark(120, Optional.of(wrong))
                                                : mark)));
    }

    @Test
    void inputThatWasLeftOutIsFoundAtTheNextHash() {
        List<JournalEntry> entries = new ArrayList<>(room.entries);
        entries.removeIf(e -> e instanceof JournalEntry.Applied applied && applied.tick() == 90);

        assertEquals(new Diverged(120, "hash-differs"), run(entries));
    }

    @Test
    void emptyJournalOrOneThatDoesNotBeginWithItsOpeningIsNotOpened() {
        Diverged notOpened = new Diverged(0, "not-opened");

        assertEquals(notOpened, run(List.of()));
        assertEquals(notOpened, run(room.entries.subList(1, room.entries.size())));
        assertEquals(notOpened, run(new JournalFile("another-room", room.file().entries())));
        assertEquals(
                notOpened, run(new JournalFile(PlayedRoom.ROOM, List.of(new byte[] {1, 2, 3}))));
    }

    @Test
    void gameOrVersionThatNobodyHasIsUnknown() {
        Diverged unknown = new Diverged(0, "unknown-game");

        assertEquals(unknown, Replay.run(GameCatalog.of(), PlayedRoom.SEED, room.file()));
        assertEquals(
                unknown,
                run(
                        with(
                                JournalEntry.Opened.class,
                                o ->
                                        new JournalEntry.Opened(
                                                o.roomId(),
                                                o.gameId(),
                                                o.rulesVersion() + 1,
                                                o.seats(),
                                                o.options(),
                                                o.nonces()))));
    }

    @Test
    void openingThatTheGameDoesNotTakeFails() {
        assertEquals(
                new Diverged(0, "rules-failed"),
                run(
                        with(
                                JournalEntry.Opened.class,
                                o ->
                                        new JournalEntry.Opened(
                                                o.roomId(),
                                                o.gameId(),
                                                o.rulesVersion(),
                                                List.of(),
                                                o.options(),
                                                o.nonces()))));
    }

    @Test
    void secondOpeningIsOutOfOrder() {
        assertEquals(
                new Diverged(room.machine.tick(), "out-of-order"),
                run(followedBy(room.entries.getFirst())));
    }

    @Test
    void timeThatRunsBackIsOutOfOrder() {
        Diverged atTheEnd = new Diverged(room.machine.tick(), "out-of-order");
        Input move = PlayedRoom.move(0, 9, Direction.N);

        assertEquals(atTheEnd, run(followedBy(new JournalEntry.Mark(3, Optional.empty()))));
        assertEquals(atTheEnd, run(followedBy(new JournalEntry.Applied(3, 0, move))));
        assertEquals(atTheEnd, run(followedBy(new JournalEntry.Mark(-1, Optional.empty()))));
    }

    @Test
    void timeAfterTheEndIsOutOfOrder() {
        long end = room.machine.tick();

        assertEquals(
                new Diverged(end, "out-of-order"),
                run(followedBy(new JournalEntry.Mark(end + 1, Optional.empty()))));
    }

    @Test
    void inputThatTheRulesRefuseOrHadBeforeIsFound() {
        long end = room.machine.tick();
        Input late = PlayedRoom.move(0, 9, Direction.N);
        assertEquals(
                new Diverged(end, "input-refused"),
                run(followedBy(new JournalEntry.Applied(end, 0, late))));

        Seat seat = new Seat(9, "p-c", "Cleo", "owl", false, new TreeMap<>());
        for (Input input :
                List.of(
                        new Input.Joined(seat),
                        PlayedRoom.move(0, 1, Direction.N),
                        PlayedRoom.move(9, 1, Direction.N))) {
            List<JournalEntry> entries = new ArrayList<>(room.entries);
            entries.add(4, new JournalEntry.Applied(0, 2, input));
            assertEquals(new Diverged(0, "input-refused"), run(entries), input::toString);
        }
    }

    @Test
    void entryThatIsDamagedIsUnreadable() {
        List<byte[]> entries = new ArrayList<>(room.file().entries());
        byte[] damaged = entries.get(2).clone();
        damaged[5] ^= 1;
        entries.set(2, damaged);

        Replay.Result result = run(new JournalFile(PlayedRoom.ROOM, entries));
        assertEquals(new Diverged(0, "unreadable"), result);
        assertTrue(room.machine.finished());
    }

    @Test
    void gameThatThrowsFailsWhateverItThrows() {
        for (RuntimeException bug :
                List.of(new IllegalStateException("a bug"), new StateFormatException("a bug"))) {
            GameCatalog throwing = GameCatalog.of(new ThrowingGame(bug));

            assertEquals(
                    new Diverged(30, "rules-failed"),
                    Replay.run(throwing, PlayedRoom.SEED, room.file()));
        }
    }

    @Test
    void inputThatIsMissingOrNumberedTwiceWithinItsTickIsOutOfOrder() {
        for (int index : List.of(0, 2, -1)) {
            List<JournalEntry> entries = new ArrayList<>(room.entries);
            JournalEntry.Applied second = (JournalEntry.Applied) entries.get(2);
            assertEquals(1, second.index());
            entries.set(2, new JournalEntry.Applied(second.tick(), index, second.input()));

            assertEquals(new Diverged(0, "out-of-order"), run(entries), "index " + index);
        }
    }
}
