package dev.atrium.localstack.benchmark;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.PartyCommands;
import dev.atrium.game.party.PartyGame;
import dev.atrium.game.party.PartyMode;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionMessages;
import dev.atrium.game.party.QuestionType;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a vote in a party of eight costs, with its share of counting, scoring, the answers before it
 * and the opening of the room.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartyVoteBenchmark {
    private static final int PLAYERS = 8;
    private static final int ROUNDS = PartyMode.SHORT.rounds();

    private final long[] sequences = new long[PLAYERS];
    private final Random random = new Random(1);
    private RoomMachine machine = open();
    private int vote;
    private int rounds;

    /** Of a game that is over, the next one is opened. */
    private RoomMachine open() {
        byte[] seed = new byte[Seed.BYTES];
        random.nextBytes(seed);
        RoomMachine opened =
                RoomMachine.open(new PartyGame(), Seed.of(seed), List.of(), new TreeMap<>());
        for (int seat = 0; seat < PLAYERS; seat++) {
            Seat player = new Seat(seat, "p" + seat, "P" + seat, "fox", false, new TreeMap<>());
            opened.apply(new Input.Joined(player), Emissions.NONE);
            sequences[seat] = 0;
        }
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < ROUNDS; number++) {
            questions.add(question(number));
        }
        put(opened, 0, new PartyCommands.StartGame(Optional.empty()));
        opened.apply(
                new Input.RoomMessage(
                        QuestionMessages.POOL.address(),
                        1,
                        new QuestionMessages.QuestionsDealt(questions)),
                Emissions.NONE);
        return opened;
    }

    private static Question question(int number) {
        return new Question(
                "q-" + number,
                "What is it?",
                "Correct",
                "Robot",
                QuestionType.TEXT,
                Optional.empty(),
                Optional.empty(),
                Difficulty.EASY);
    }

    private Verdict put(RoomMachine room, int seat, PlayerCommand command) {
        Input.Command input = new Input.Command(seat, ++sequences[seat], command);
        return room.apply(input, Emissions.NONE);
    }

    /** A vote, in the elimination or in the voting; promised 1 ms. */
    @Benchmark
    public Verdict vote() {
        Optional<String> none = Optional.empty();
        if (vote == 0) {
            prepare();
        }
        boolean elimination = vote < PLAYERS;
        int seat = vote % PLAYERS;
        String text = seat % 2 == 0 ? "Correct" : "Robot";
        vote = (vote + 1) % (2 * PLAYERS);
        return put(
                machine,
                seat,
                elimination
                        ? new PartyCommands.SubmitEliminationVote(none, none, text)
                        : new PartyCommands.SubmitFinalVote(none, none, text));
    }

    /** Everything up to the next votes. */
    private void prepare() {
        if (rounds++ > 0) {
            put(machine, 0, new PartyCommands.RequestNextRound(Optional.empty()));
        }
        if (machine.finished()) {
            machine = open();
        }
        for (int seat = 0; seat < PLAYERS; seat++) {
            String answer = "answer of seat " + seat;
            put(
                    machine,
                    seat,
                    new PartyCommands.SubmitAnswer(Optional.empty(), Optional.empty(), answer));
        }
    }
}
