package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.BrokenJournalException.Fault;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;
import dev.atrium.message.Vocabulary;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A journal that was trimmed at any of its marks leads to the same end as one that was not. */
class TrimmedJournalTest {
    private static final Vocabulary WORDS = new BlitzGame().vocabulary();

    private final PlayedRoom room = PlayedRoom.played();
    private final List<byte[]> entries = room.file().entries();
    private final KeptJournal whole = KeptJournal.whole(PlayedRoom.ROOM, entries);

    private JournalRun run(int count) {
        JournalRun run = JournalRun.open(PlayedRoom.CATALOG, PlayedRoom.SEED, whole);
        entries.subList(1, count).forEach(run::run);
        return run;
    }

    private JournalSnapshot snapshotAt(int count) {
        return new JournalSnapshot(count, run(count).machine().snapshot());
    }

    /** Numbers of entries after which there is a mark with a hash. */
    private List<Integer> marks() {
        List<Integer> marks = new ArrayList<>();
        for (int i = 0; i < room.entries.size(); i++) {
            if (room.entries.get(i) instanceof JournalEntry.Mark) {
                marks.add(i + 1);
            }
        }
        return marks;
    }

    private KeptJournal trimmed(KeptJournal journal, int to) {
        JournalBase base = journal.baseAt(WORDS, snapshotAt(to));
        return KeptJournal.of(PlayedRoom.ROOM, to, Optional.of(base.encode()), journal.from(to));
    }

    private static Fault fault(Runnable broken) {
        return assertThrows(BrokenJournalException.class, broken::run).fault();
    }

    @Test
    void trimmedAtAnyMarkItLeadsToTheSameEndWithTheSameHash() {
        for (int cut : marks()) {
            KeptJournal kept = trimmed(whole, cut);
            assertEquals(cut, kept.before());
            assertEquals(entries.size(), kept.count());
            assertEquals(whole.chainHead(), kept.chainHead());
            JournalRun run = JournalRun.open(PlayedRoom.CATALOG, PlayedRoom.SEED, kept);
            JournalRun played = run(cut);
            assertEquals(cut, run.entries());
            assertEquals(played.machine().hash(), run.machine().hash());
            assertEquals(played.chain().head(), run.chain().head());
            assertEquals(played.lastTick(), run.lastTick());
            assertEquals(played.lastIndex(), run.lastIndex());
            assertEquals(played.opened(), run.opened());
            for (int seat = 0; seat < 5; seat++) {
                assertEquals(played.recentCommands(seat), run.recentCommands(seat));
            }
            kept.from(run.entries()).forEach(run::run);
            assertEquals(room.machine.hash(), run.machine().hash());
            assertEquals(whole.chainHead(), run.chain().head());
        }
    }

    @Test
    void trimmedAgainAndAgainItIsAsIfItWereTrimmedOnce() {
        KeptJournal kept = whole;
        for (int cut : marks()) {
            kept = trimmed(kept, cut);
            assertEquals(trimmed(whole, cut).base(), kept.base());
        }
        assertEquals(whole.chainHead(), kept.chainHead());
        assertEquals(List.of(), kept.entries());
    }

    @Test
    void aSnapshotAfterTheBaseSavesTheRestOfTheWayAndOneBeforeItIsOfNoUse() {
        List<Integer> marks = marks();
        KeptJournal kept = trimmed(whole, marks.get(1));
        for (int cut : marks) {
            JournalSnapshot snapshot = snapshotAt(cut);
            if (cut < marks.get(1)) {
                assertEquals(Fault.OUT_OF_ORDER, fault(() -> at(kept, snapshot)));
                continue;
            }
            JournalRun run = at(kept, snapshot);
            assertEquals(cut, run.entries());
            assertEquals(run(cut).chain().head(), run.chain().head());
            assertEquals(run(cut).recentCommands(0), run.recentCommands(0));
            kept.from(cut).forEach(run::run);
            assertEquals(room.machine.hash(), run.machine().hash());
        }
        JournalSnapshot other = new JournalSnapshot(marks.get(1), room.machine.snapshot());
        assertEquals(Fault.HASH_DIFFERS, fault(() -> at(kept, other)));
        JournalSnapshot late = new JournalSnapshot(kept.count() + 1, room.machine.snapshot());
        assertEquals(Fault.OUT_OF_ORDER, fault(() -> at(kept, late)));
    }

    private static JournalRun at(KeptJournal kept, JournalSnapshot snapshot) {
        return JournalRun.at(PlayedRoom.CATALOG, PlayedRoom.SEED, kept, snapshot);
    }

    @Test
    void recentCommandsOfEverySeatAreKept() {
        int cut = marks().getFirst();
        assertEquals(
                new TreeMap<>(Map.of(0, List.of(1L), 1, List.of(1L))),
                whole.baseAt(WORDS, snapshotAt(cut)).recent());
    }

    @Test
    void aBaseIsMadeOnlyOfWhatIsThereAndFitsIt() {
        int mark = marks().get(1);
        JournalSnapshot early = new JournalSnapshot(mark - 1, run(mark).machine().snapshot());
        assertEquals(Fault.HASH_DIFFERS, fault(() -> whole.baseAt(WORDS, early)));
        JournalSnapshot opening = new JournalSnapshot(1, run(1).machine().snapshot());
        assertEquals(Fault.HASH_DIFFERS, fault(() -> whole.baseAt(WORDS, opening)));
        JournalSnapshot foreign = new JournalSnapshot(mark, room.machine.snapshot());
        assertEquals(Fault.HASH_DIFFERS, fault(() -> whole.baseAt(WORDS, foreign)));
        JournalSnapshot late = new JournalSnapshot(entries.size() + 1, new byte[0]);
        assertEquals(Fault.OUT_OF_ORDER, fault(() -> whole.baseAt(WORDS, late)));
        KeptJournal kept = trimmed(whole, mark);
        assertEquals(Fault.OUT_OF_ORDER, fault(() -> kept.baseAt(WORDS, snapshotAt(mark))));
        KeptJournal empty = KeptJournal.whole(PlayedRoom.ROOM, List.of());
        assertEquals(Fault.OUT_OF_ORDER, fault(() -> empty.baseAt(WORDS, snapshotAt(mark))));
        KeptJournal others = KeptJournal.whole("another", entries);
        assertEquals(Fault.NOT_OPENED, fault(() -> others.baseAt(WORDS, snapshotAt(mark))));
    }

    @Test
    void noBaseIsMadeOverAnEntryThatIsTornOrOutOfPlace() {
        int mark = marks().get(2);
        JournalSnapshot snapshot = snapshotAt(mark);
        for (int at = 1; at < mark; at++) {
            List<byte[]> torn = new ArrayList<>(entries);
            torn.set(at, entries.get(at).clone());
            torn.get(at)[3] ^= 1;
            KeptJournal damaged = KeptJournal.whole(PlayedRoom.ROOM, torn);
            assertEquals(Fault.UNREADABLE, fault(() -> damaged.baseAt(WORDS, snapshot)));
            List<byte[]> twice = new ArrayList<>(entries);
            twice.set(at, entries.getFirst());
            KeptJournal openedTwice = KeptJournal.whole(PlayedRoom.ROOM, twice);
            assertEquals(Fault.OUT_OF_ORDER, fault(() -> openedTwice.baseAt(WORDS, snapshot)));
        }
        Input again = PlayedRoom.move(0, 9, dev.atrium.game.arena.Direction.N);
        List<byte[]> doubled = new ArrayList<>(entries);
        doubled.set(2, new JournalCodec(WORDS).encode(new JournalEntry.Applied(0, 0, again)));
        KeptJournal misnumbered = KeptJournal.whole(PlayedRoom.ROOM, doubled);
        assertEquals(Fault.OUT_OF_ORDER, fault(() -> misnumbered.baseAt(WORDS, snapshot)));
    }

    @Test
    void aBaseThatIsMissingTornOrAnothersIsNamed() {
        int mark = marks().get(1);
        byte[] base = whole.baseAt(WORDS, snapshotAt(mark)).encode();
        List<byte[]> tail = whole.from(mark);
        assertEquals(Fault.BASE_MISSING, fault(() -> of(mark, Optional.empty(), tail)));
        assertEquals(Fault.BASE_MISSING, fault(() -> of(mark, Optional.empty(), List.of())));
        assertEquals(
                Fault.BASE_MISSING,
                fault(() -> of(0, Optional.empty(), tail)),
                "the store does not even know that there was one");
        for (int at = 0; at < base.length; at += 7) {
            byte[] torn = base.clone();
            torn[at] ^= 1;
            assertEquals(Fault.BASE_UNREADABLE, fault(() -> of(mark, Optional.of(torn), tail)));
        }
        assertEquals(Fault.BASE_DIFFERS, fault(() -> of(mark + 1, Optional.of(base), tail)));
        assertEquals(
                Fault.BASE_DIFFERS,
                fault(() -> KeptJournal.of("another", mark, Optional.of(base), tail)));
        assertTrue(KeptJournal.of("another", 0, Optional.empty(), List.of()).isEmpty());
    }

    private static KeptJournal of(long before, Optional<byte[]> base, List<byte[]> entries) {
        return KeptJournal.of(PlayedRoom.ROOM, before, base, entries);
    }

    @Test
    void aJournalThatBeginsWithRubbishIsNotOpened() {
        List<byte[]> torn = new ArrayList<>(entries);
        torn.set(0, new byte[] {1, 2, 3});
        KeptJournal rubbish = of(0, Optional.empty(), torn);
        assertEquals(
                Fault.NOT_OPENED,
                fault(() -> JournalRun.open(PlayedRoom.CATALOG, PlayedRoom.SEED, rubbish)));
    }

    @Test
    void aBaseWhoseStateIsNoneIsNamed() {
        int mark = marks().get(1);
        JournalBase good = whole.baseAt(WORDS, snapshotAt(mark));
        JournalBase bad =
                new JournalBase(
                        good.opening(),
                        good.head(),
                        good.lastTick(),
                        good.lastIndex(),
                        good.recent(),
                        new JournalSnapshot(mark, new byte[] {1}));
        KeptJournal kept = of(mark, Optional.of(bad.encode()), whole.from(mark));
        assertEquals(
                Fault.BASE_DIFFERS,
                fault(() -> JournalRun.open(PlayedRoom.CATALOG, PlayedRoom.SEED, kept)));
    }

    @Test
    void entriesThatDoNotFitTheBaseAreFound() {
        List<Integer> marks = marks();
        JournalBase base = whole.baseAt(WORDS, snapshotAt(marks.get(1)));
        KeptJournal gap =
                of(marks.get(1), Optional.of(base.encode()), whole.from(marks.get(1) + 1));
        JournalRun run = JournalRun.open(PlayedRoom.CATALOG, PlayedRoom.SEED, gap);
        assertEquals(Fault.HASH_DIFFERS, fault(() -> gap.entries().forEach(run::run)));
        JournalBase later = whole.baseAt(WORDS, snapshotAt(marks.get(2)));
        KeptJournal again = of(marks.get(2), Optional.of(later.encode()), whole.from(marks.get(1)));
        JournalRun second = JournalRun.open(PlayedRoom.CATALOG, PlayedRoom.SEED, again);
        assertEquals(Fault.OUT_OF_ORDER, fault(() -> again.entries().forEach(second::run)));
    }
}
