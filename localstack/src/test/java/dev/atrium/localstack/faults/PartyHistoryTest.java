package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.game.party.PartyCommands;
import dev.atrium.game.party.PartyGame;
import dev.atrium.game.party.QuestionMessages;
import dev.atrium.game.party.State;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.question.QuestionFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tool's own judgement: every fault that it is there to find is planted, and found. */
class PartyHistoryTest {
    private static final String ROOM = "0123456789abcdef0123456789abcdef";
    private static final Seed SEED = Seed.of(new byte[Seed.BYTES]);
    private static final int ROUNDS = 8;

    private final PartyGame game = new PartyGame();
    private final JournalCodec codec = new JournalCodec(game.vocabulary());
    private final RoomMachine machine = RoomMachine.open(game, SEED, List.of(), new TreeMap<>());
    private final List<byte[]> entries = new ArrayList<>();
    private final SortedMap<Integer, PartyLedger> players = new TreeMap<>();
    private int index;

    /** Two play until both have answered; Ada thinks again once. */
    @BeforeEach
    void aPartyThatHasBegun() {
        entries.add(
                codec.encode(
                        new JournalEntry.Opened(
                                ROOM,
                                PartyGame.ID,
                                game.info().rulesVersion(),
                                List.of(),
                                new TreeMap<>(),
                                new TreeMap<>())));
        for (String name : List.of("Ada", "Ben")) {
            int seat = players.size();
            players.put(seat, new PartyLedger());
            apply(new Input.Joined(new Seat(seat, name, name, "fox", false, new TreeMap<>())));
        }
        give(0, PartyGiven.Kind.START, "", new PartyCommands.StartGame(Optional.empty()));
        apply(
                new Input.RoomMessage(
                        "bridge:questions",
                        1,
                        new QuestionMessages.QuestionsDealt(
                                QuestionFile.ofProject().questions().subList(0, ROUNDS))));
        answer(0, "Up");
        answer(0, "Further up");
        answer(1, "Down");
        mark();
    }

    private void apply(Input input) {
        assertEquals(Verdict.ACCEPTED, machine.apply(input, Emissions.NONE), input::toString);
        entries.add(codec.encode(new JournalEntry.Applied(machine.tick(), index++, input)));
    }

    private void mark() {
        machine.advanceTo(machine.tick() + 1, Emissions.NONE);
        index = 0;
        entries.add(
                codec.encode(new JournalEntry.Mark(machine.tick(), Optional.of(machine.hash()))));
    }

    private void give(int seat, PartyGiven.Kind kind, String text, PlayerCommand command) {
        PartyLedger ledger = players.get(seat);
        ledger.give(new PartyGiven(kind, text, 1));
        long number = ledger.given().lastKey();
        apply(new Input.Command(seat, number, command));
        ledger.accepted(number);
    }

    private void answer(int seat, String text) {
        give(
                seat,
                PartyGiven.Kind.ANSWER,
                text,
                new PartyCommands.SubmitAnswer(Optional.empty(), Optional.empty(), text));
    }

    private PartyHistory.Finding look() {
        return new PartyHistory(GameCatalog.of(game)).look(ROOM, SEED, entries, players);
    }

    @Test
    void aWholeJournalIsGoodAndSaysWhatCounts() {
        PartyHistory.Finding finding = look();

        assertTrue(finding.room().isGood(), finding::toString);
        assertEquals(4, finding.room().inputs());
        assertEquals(1, finding.room().hashes());
        assertEquals(Map.of(0, "Further up", 1, "Down"), finding.rounds().get(1).answers());
    }

    @Test
    void votesCountInTheRoundInWhichTheyAreGiven() {
        State state = (State) machine.view(Viewer.WATCHER);
        String vote =
                state.answers().stream()
                        .map(State.AnswerState::text)
                        .filter(text -> !text.equals("Further up") && !text.equals("Down"))
                        .findFirst()
                        .orElseThrow();
        give(
                0,
                PartyGiven.Kind.SUSPICION,
                vote,
                new PartyCommands.SubmitEliminationVote(Optional.empty(), Optional.empty(), vote));

        assertEquals(Map.of(0, vote), look().rounds().get(1).suspicions());
    }

    @Test
    void whatWasAcceptedAndIsNotThereIsLost() {
        players.get(1).give(new PartyGiven(PartyGiven.Kind.ANSWER, "Left", 1));
        players.get(1).accepted(2);

        assertEquals(1, look().room().lost());
    }

    @Test
    void whatHasNoAnswerMayBeThereOrNot() {
        players.get(1).give(new PartyGiven(PartyGiven.Kind.ANSWER, "Left", 1));

        assertTrue(look().room().isGood());
    }

    @Test
    void whatIsNotAsItWasGivenHasStrayed() {
        PartyLedger other = new PartyLedger();
        other.give(new PartyGiven(PartyGiven.Kind.ANSWER, "Left", 1));
        other.accepted(1);
        players.put(1, other);

        assertEquals(1, look().room().strayed());
    }

    @Test
    void whatWasRefusedAndIsThereHasStrayed() {
        PartyLedger other = new PartyLedger();
        other.give(new PartyGiven(PartyGiven.Kind.ANSWER, "Down", 1));
        other.refused(1, "wrong-phase");
        players.put(1, other);

        assertEquals(1, look().room().strayed());
    }

    @Test
    void whatIsThereTwiceIsDoubled() {
        entries.add(entries.get(6));

        PartyHistory.Finding finding = look();
        assertEquals(1, finding.room().doubled());
        assertTrue(finding.room().broken().isPresent(), finding::toString);
    }

    @Test
    void aHoleIsFoundTwice() {
        entries.remove(6);

        PartyHistory.Finding finding = look();
        assertEquals(1, finding.room().lost());
        assertTrue(finding.room().broken().isPresent(), finding::toString);
    }

    @Test
    void aJournalWithoutEntriesIsBroken() {
        entries.clear();

        assertTrue(look().room().broken().isPresent());
    }
}
