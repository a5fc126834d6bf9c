package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.BrokenJournalException.Fault;
import dev.atrium.journal.JournalChain;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.journal.KeptJournal;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A journal that ends anywhere is run to there, and whoever goes on comes to the same end. */
class JournalRunTest {
    private final PlayedRoom room = PlayedRoom.played();
    private final List<byte[]> entries = room.file().entries();

    private JournalRun run(int count) {
        JournalRun run =
                JournalRun.open(
                        PlayedRoom.CATALOG, PlayedRoom.SEED, PlayedRoom.ROOM, entries.getFirst());
        entries.subList(1, count).forEach(run::run);
        return run;
    }

    @Test
    void whereverItIsCutTheRestLeadsToTheSameEnd() {
        for (int cut = 1; cut <= entries.size(); cut++) {
            JournalRun run = run(cut);
            JournalChain expected = new JournalChain(PlayedRoom.ROOM);
            entries.subList(0, cut).forEach(expected::add);
            assertEquals(expected.head(), run.chain().head());
            assertEquals(cut, run.chain().entries());

            entries.subList(cut, entries.size()).forEach(run::run);

            assertEquals(room.machine.hash(), run.machine().hash());
            assertEquals(room.file().chainHead(), run.chain().head());
        }
    }

    @Test
    void itTellsWhereItsInputsEnd() {
        for (int cut = 1; cut <= entries.size(); cut++) {
            long tick = -1;
            int index = 0;
            for (JournalEntry entry : room.entries.subList(0, cut)) {
                if (entry instanceof JournalEntry.Applied applied) {
                    tick = applied.tick();
                    index = applied.index();
                }
            }
            assertEquals(tick, run(cut).lastTick());
            assertEquals(index, run(cut).lastIndex());
        }
    }

    @Test
    void aChainThatWasTakenGoesOnByItself() {
        JournalRun run = run(3);
        JournalChain taken = run.chain();
        run.run(entries.get(3));
        assertEquals(3, taken.entries());
        taken.add(entries.get(3));
        assertEquals(run.chain().head(), taken.head());
    }

    @Test
    void aSnapshotAtAMarkSavesTheWayAndLeadsToTheSameEnd() {
        int marks = 0;
        for (int cut = 2; cut <= entries.size(); cut++) {
            JournalRun played = run(cut);
            JournalSnapshot snapshot = new JournalSnapshot(cut, played.machine().snapshot());
            if (!(room.entries.get(cut - 1) instanceof JournalEntry.Mark)) {
                BrokenJournalException broken =
                        assertThrows(BrokenJournalException.class, () -> at(snapshot));
                assertEquals(Fault.HASH_DIFFERS, broken.fault());
                continue;
            }
            marks++;
            JournalRun run = at(snapshot);
            assertEquals(played.machine().hash(), run.machine().hash());
            assertEquals(played.chain().head(), run.chain().head());
            assertEquals(played.lastTick(), run.lastTick());
            assertEquals(played.lastIndex(), run.lastIndex());
            entries.subList(cut, entries.size()).forEach(run::run);
            assertEquals(room.machine.hash(), run.machine().hash());
            assertEquals(room.file().chainHead(), run.chain().head());
        }
        assertTrue(marks > 3, marks + " marks");
    }

    private JournalRun at(JournalSnapshot snapshot) {
        return JournalRun.at(
                PlayedRoom.CATALOG,
                PlayedRoom.SEED,
                KeptJournal.whole(PlayedRoom.ROOM, entries),
                snapshot);
    }

    @Test
    void aSnapshotOfAnotherPlaceIsNotBelieved() {
        byte[] state = run(entries.size()).machine().snapshot();
        for (int after = 1; after < entries.size(); after++) {
            JournalSnapshot early = new JournalSnapshot(after, state);
            assertThrows(BrokenJournalException.class, () -> at(early));
        }
        JournalSnapshot late = new JournalSnapshot(entries.size() + 1, state);
        assertThrows(BrokenJournalException.class, () -> at(late));
        JournalSnapshot foreign = new JournalSnapshot(entries.size(), new byte[] {1});
        assertThrows(BrokenJournalException.class, () -> at(foreign));
    }

    @Test
    void aTornEntryIsFoundWhereverItStands() {
        for (int at = 1; at < entries.size(); at++) {
            JournalRun run = run(at);
            byte[] torn = entries.get(at).clone();
            torn[torn.length - 1] ^= 1;
            BrokenJournalException broken =
                    assertThrows(BrokenJournalException.class, () -> run.run(torn));
            assertEquals(Fault.UNREADABLE, broken.fault());
        }
    }
}
