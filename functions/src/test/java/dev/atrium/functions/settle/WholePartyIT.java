package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.aggregate.DailyAggregates;
import dev.atrium.aggregate.Period;
import dev.atrium.dice.Seed;
import dev.atrium.game.Input;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.PartyCommands;
import dev.atrium.game.party.PartyGame;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionMessages;
import dev.atrium.game.party.QuestionType;
import dev.atrium.proof.HostlessRoom;
import dev.atrium.schema.GameRow;
import dev.atrium.vrf.DrawnSeed;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A party of the game that ships, from its lobby to what is kept of it. */
class WholePartyIT {
    private static final String ROOM = "0a1b2c3d".repeat(4);

    private final HostlessRoom room =
            HostlessRoom.open(
                    new PartyGame(),
                    ROOM,
                    DrawnSeed.random(Seed.of(ByteBuffer.allocate(Seed.BYTES).putLong(3).array())),
                    List.of(),
                    new TreeMap<>(Map.of("roomCode", "K7QM", "gameMode", "8-round")));

    private void accept(Input input) {
        assertInstanceOf(Verdict.Accepted.class, room.apply(input), input::toString);
    }

    private void join(int seat, String playerId) {
        accept(
                new Input.Joined(
                        new Seat(seat, playerId, "N " + seat, "fox", false, new TreeMap<>())));
    }

    private static Question question(int number) {
        return new Question(
                "q-" + number,
                "What is " + number + "?",
                "right " + number,
                "robotic " + number,
                QuestionType.TEXT,
                Optional.empty(),
                Optional.empty(),
                Difficulty.EASY);
    }

    @Test
    void aWholePartyIsKept() {
        join(0, "p-dan");
        join(1, "p-ben");
        accept(new Input.Left(0));
        join(0, "p-ann");
        join(2, "p-dan");
        accept(new Input.Left(2));
        room.tick();
        long sequence = 1;
        accept(new Input.Command(1, sequence, new PartyCommands.StartGame(Optional.empty())));
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            questions.add(question(i));
        }
        accept(
                new Input.RoomMessage(
                        QuestionMessages.POOL.address(),
                        1,
                        new QuestionMessages.QuestionsDealt(questions)));
        while (!room.machine().finished()) {
            if (room.machine().tick() % 300 == 1) {
                sequence++;
                var _ =
                        room.apply(
                                new Input.Command(
                                        1,
                                        sequence,
                                        new PartyCommands.SubmitAnswer(
                                                Optional.empty(), Optional.empty(), "right 3")));
            }
            room.tick();
        }
        PlayedMatch match =
                new PlayedMatch(
                        room.journal(),
                        room.outcome(
                                PlayedMatch.FINISHED_AT - 900_000,
                                PlayedMatch.FINISHED_AT,
                                "test"));
        try (PartyStage stage = new PartyStage()) {
            stage.question("q-3");
            stage.settlement.player("p-dan");

            assertEquals(List.of(), stage.settle(stage.settlement.ended(match)));

            PartyStage.State state = stage.state();
            assertEquals(1, state.games().size());
            GameRow game = state.games().getFirst();
            assertEquals("K7QM", game.roomCode());
            assertEquals(8, game.rounds());
            assertEquals(2, game.players());
            assertEquals(List.of("p-ben"), game.winnerIds());
            assertEquals(2, state.totals().size());
            assertEquals(1, state.questions().get("q-3").get("peopleCorrect"));
            assertEquals(
                    List.of("p-ann party 1", "p-ben party 1"),
                    stage.settlement.ratings().stream()
                            .map(row -> row.playerId() + " " + row.ladder() + " " + row.games())
                            .toList());
            assertTrue(
                    stage.settlement.ratings().getLast().rating().mean() > 1_500,
                    "Ben came first, and Dan had left before it began");
            assertEquals(List.of(true), state.roomsSettled());

            assertEquals(List.of(), stage.settle(stage.settlement.ended(match)), "again");
            DailyAggregates figures =
                    new DailyAggregates(
                            stage.settlement.stores.enhanced(),
                            stage.settlement.stores.tablePrefix());
            assertEquals(
                    new TreeMap<>(
                            Map.of(
                                    "active-players", 2L,
                                    "rooms-finished", 1L,
                                    "players-per-room#2", 1L,
                                    "mode#party.robots", 1L,
                                    "mode#party.robots#gameMode=8-round", 1L,
                                    "questions#easy#asked", 8L,
                                    "questions#easy#answered", 8L,
                                    "questions#easy#correct", 1L)),
                    figures.of(Period.day(PlayedMatch.FINISHED_AT)));
            assertEquals(1, stage.settlement.metrics.size());
        }
    }
}
