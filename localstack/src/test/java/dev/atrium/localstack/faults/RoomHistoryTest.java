package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tool's own judgement: every fault that it is there to find is planted, and found. */
class RoomHistoryTest {
    private static final String ROOM = "0123456789abcdef0123456789abcdef";
    private static final Seed SEED = Seed.of(new byte[Seed.BYTES]);
    private static final int INPUTS = 6;

    private final Game game = Games.all().newest("arena.practice").orElseThrow();
    private final JournalCodec codec = new JournalCodec(game.vocabulary());
    private final RoomHistory history = new RoomHistory(Games.all());

    private static Input.Command command(long number, Direction direction) {
        return new Input.Command(0, number, new MoveWarrior("0-0", direction, Optional.empty()));
    }

    /** An opening, then an input and a mark in turn, ten ticks apart. */
    private List<byte[]> journal() {
        Seat seat = new Seat(0, "ada", "Ada", "fox", false, new TreeMap<>());
        RoomMachine machine = RoomMachine.open(game, SEED, List.of(seat), new TreeMap<>());
        List<byte[]> entries = new ArrayList<>();
        entries.add(
                codec.encode(
                        new JournalEntry.Opened(
                                ROOM,
                                game.info().id(),
                                game.info().rulesVersion(),
                                List.of(seat),
                                new TreeMap<>(),
                                new TreeMap<>())));
        for (long number = 1; number <= INPUTS; number++) {
            Input.Command input = command(number, PracticeHand.direction(number));
            machine.apply(input, Emissions.NONE);
            entries.add(codec.encode(new JournalEntry.Applied(machine.tick(), 0, input)));
            machine.advanceTo(machine.tick() + 10, Emissions.NONE);
            entries.add(
                    codec.encode(
                            new JournalEntry.Mark(machine.tick(), Optional.of(machine.hash()))));
        }
        return entries;
    }

    private RoomHistory.Finding look(List<byte[]> entries, long acknowledged, Long... refused) {
        return history.look(ROOM, SEED, entries, acknowledged, Set.of(refused));
    }

    @Test
    void aWholeJournalIsGood() {
        RoomHistory.Finding finding = look(journal(), INPUTS);

        assertTrue(finding.isGood(), finding.toString());
        assertEquals(INPUTS, finding.inputs());
        assertEquals(INPUTS, finding.hashes());
    }

    @Test
    void whatWasAcknowledgedAndIsNotThereIsLost() {
        List<byte[]> cut = journal().subList(0, 1 + 2 * 4);

        assertEquals(2, look(cut, INPUTS).lost());
        assertEquals(0, look(cut, 4).lost());
        assertEquals(0, look(cut, INPUTS, 5L, 6L).lost());
        assertEquals(INPUTS, look(List.of(), INPUTS).lost());
    }

    @Test
    void aHoleIsFoundTwice() {
        List<byte[]> entries = journal();
        entries.remove(5);

        RoomHistory.Finding finding = look(entries, INPUTS);

        assertEquals(1, finding.lost());
        assertTrue(finding.broken().isPresent(), "the hashes behind it differ");
    }

    @Test
    void whatIsThereTwiceIsDoubled() {
        List<byte[]> entries = journal();
        entries.add(entries.get(3));

        RoomHistory.Finding finding = look(entries, INPUTS);

        assertEquals(1, finding.doubled());
        assertTrue(finding.broken().isPresent());
    }

    @Test
    void whatIsNotAsItWasGivenHasStrayed() {
        List<byte[]> entries = journal();
        Direction other = PracticeHand.direction(2) == Direction.N ? Direction.S : Direction.N;
        JournalEntry.Applied changed = new JournalEntry.Applied(10, 0, command(2, other));
        entries.set(3, codec.encode(changed));

        assertEquals(1, look(entries, INPUTS).strayed());
    }

    @Test
    void whatIsInTheWrongOrderHasStrayed() {
        List<byte[]> entries = journal();
        byte[] third = entries.get(5);
        entries.set(5, entries.get(7));
        entries.set(7, third);

        assertEquals(1, look(entries, INPUTS).strayed());
    }

    @Test
    void aBitThatFlippedIsFound() {
        List<byte[]> entries = journal();
        byte[] torn = entries.get(4).clone();
        torn[torn.length / 2] ^= 1;
        entries.set(4, torn);

        assertFalse(look(entries, INPUTS).isGood());
    }
}
