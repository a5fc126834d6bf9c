package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.game.Verdict;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.journal.JournalSegment;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

class HostlessRoomTest {
    private final HostlessRoom room = opened();

    private static HostlessRoom opened() {
        return HostlessRoom.open(
                new BlitzGame(), PlayedRoom.ROOM, PlayedRoom.SEED, PlayedRoom.seats(4));
    }

    @Test
    void botsPlayToAnEndThatItsJournalProves() {
        room.seatBots();
        room.playToTheEnd();

        assertInstanceOf(
                OutcomeProof.Result.Proven.class,
                OutcomeProof.prove(
                        new OutcomeProof.Rules(PlayedRoom.CATALOG, SeedRule.AS_CLAIMED),
                        room.outcome(1, 2, "test"),
                        List.of(JournalSegment.whole(room.journal())),
                        HashWatch.NONE));
        List<Integer> commanded =
                room.entries().stream()
                        .map(e -> e instanceof JournalEntry.Applied applied ? applied.input() : e)
                        .map(e -> e instanceof Input.Command command ? command.seat() : -1)
                        .distinct()
                        .sorted()
                        .toList();
        assertEquals(List.of(-1, 0, 1, 2, 3), commanded, "every seat is played");
    }

    @Test
    void theSameSeedPlaysTheSameMatch() {
        HostlessRoom other = opened();
        for (HostlessRoom each : List.of(room, other)) {
            each.seatBots();
            each.playToTheEnd();
        }

        assertEquals(room.journal().chainHead(), other.journal().chainHead());
    }

    @Test
    void everySecondAndTheEndAreMarkedWithTheirHash() {
        for (int tick = 0; tick < 119; tick++) {
            room.tick();
        }
        JournalEntry.Mark second = assertInstanceOf(JournalEntry.Mark.class, last());
        assertEquals(60, second.tick());

        room.tick();
        assertEquals(new JournalEntry.Mark(120, Optional.of(room.machine().hash())), last());
        for (int seat = 1; seat < 4; seat++) {
            room.apply(new Input.Forfeited(seat, "speed"));
        }
        room.playToTheEnd();
        assertTrue(room.machine().tick() % 60 != 0, "it ends within a second");
        assertEquals(
                new JournalEntry.Mark(room.machine().tick(), Optional.of(room.machine().hash())),
                last());
    }

    private JournalEntry last() {
        return room.entries().getLast();
    }

    @Test
    void inputsAreNumberedWithinTheirTickAndRefusedOnesAreNotJournalled() {
        Input foreign = PlayedRoom.move(7, 1, Direction.N);
        assertInstanceOf(Verdict.Accepted.class, room.apply(PlayedRoom.move(0, 1, Direction.N)));
        assertTrue(!(room.apply(foreign) instanceof Verdict.Accepted));
        Input second = PlayedRoom.move(1, 1, Direction.S);
        room.apply(second);
        assertEquals(new JournalEntry.Applied(0, 1, second), last());

        room.tick();
        Input third = PlayedRoom.move(0, 2, Direction.STOP);
        room.apply(third);
        assertEquals(new JournalEntry.Applied(1, 0, third), last());
    }

    @Test
    void aRoomThatPlaysHasNoOutcome() {
        assertThrows(NoSuchElementException.class, () -> room.outcome(1, 2, "test"));
    }
}
