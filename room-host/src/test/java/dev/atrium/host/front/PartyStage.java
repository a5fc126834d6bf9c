package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.PartyGame;
import dev.atrium.game.party.Phase;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionMessages;
import dev.atrium.game.party.QuestionType;
import dev.atrium.game.party.State;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.host.room.StagedRoom;
import dev.atrium.message.Message;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.words.WordFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A front with a party behind it, run by hand: people join it with tickets, its questions come when
 * the test says so, and its words are those that the host ships with. Three of them can play it to
 * its end in a way whose sums are known.
 */
final class PartyStage {
    static final String CODE = "ABCD";
    static final int ROUNDS = 8;

    /** What three have in the end who play every round as {@link #playOn} does. */
    static final List<Integer> SUMS = List.of(1_200, 500, 800);

    private static final WordFilter WORDS = WordFilter.shipped();

    final FrontStage front;
    final StagedRoom room;
    private final List<Person> people = new ArrayList<>();
    private final List<CompletableFuture<Message>> pool = new ArrayList<>();

    PartyStage() {
        TreeMap<String, String> options = new TreeMap<>(Map.of(PartyGame.ROOM_CODE_OPTION, CODE));
        Bridges bridges = new Bridges(Map.of(QuestionMessages.POOL, (id, wanted) -> asked()));
        this.front =
                new FrontStage(
                        maker ->
                                StagedRoom.joined(
                                        new PartyGame(), maker, options, bridges, WORDS::forbids));
        this.room = front.room;
    }

    private CompletionStage<Message> asked() {
        pool.add(new CompletableFuture<>());
        return pool.getLast();
    }

    /** Questions whose answers tell their number. */
    void deal() {
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < ROUNDS; number++) {
            questions.add(
                    new Question(
                            "q-" + number,
                            "What is it, number " + number + "?",
                            "Correct " + number,
                            "Robot " + number,
                            QuestionType.TEXT,
                            Optional.empty(),
                            Optional.empty(),
                            Difficulty.EASY));
        }
        pool.getLast().complete(new QuestionMessages.QuestionsDealt(questions));
        room.run();
    }

    /** Somebody with a connection, and the number that his next command has. */
    final class Person {
        final FrontStage.Line line = front.line(false);
        final int number;
        private long sequence;

        private Person(int number) {
            this.number = number;
            people.add(this);
        }

        /** A command of that action under his next number, to which fields may be added. */
        ObjectNode command(String action) {
            sequence++;
            ObjectNode command = Json.mapper().createObjectNode();
            return command.put("action", action).put("seq", sequence);
        }

        /** A command with one more field. */
        ObjectNode command(String action, String field, String value) {
            return command(action).put(field, value);
        }

        /** The last number was not read, or not by this room: the next command has it. */
        void takesBack() {
            sequence--;
        }

        long sequence() {
            return sequence;
        }

        /** What he says is taken. */
        void does(ObjectNode command) {
            line.told();
            line.say(command.toString());
            assertEquals(List.of(), line.refused(), command.toString());
            List<JsonNode> accepted =
                    line.told().stream()
                            .filter(m -> m.path("type").asText().equals("accepted"))
                            .toList();
            assertEquals(1, accepted.size(), command.toString());
        }

        void does(String action) {
            does(command(action));
        }

        void does(String action, String field, String value) {
            does(command(action, field, value));
        }

        /** Which codes he was refused with since this was asked last. */
        List<String> codes() {
            return line.refused().stream().map(error -> error.path("code").asText()).toList();
        }
    }

    /** Somebody who has a connection and no room. */
    Person stranger(int number) {
        return new Person(number);
    }

    Person join(int number, String name) {
        Person person = new Person(number);
        FrontStage.enter(person.line, FrontStage.joining(number, name), "");
        return person;
    }

    Person watch(int number) {
        Person person = new Person(number);
        FrontStage.enter(person.line, FrontStage.watching(number), "");
        return person;
    }

    /** He has been refused with that code, and nothing else; it changed nothing, nobody heard. */
    void refuses(String code, Person person, String said) {
        refuses(code, person, said, () -> person.line.say(said));
    }

    void refuses(String code, Person person, String what, Runnable says) {
        people.forEach(one -> one.line.told());
        assertEquals(List.of(), person.codes(), "before " + what);
        int applied = room.applied().size();
        StateHash hash = room.hash();
        says.run();
        assertEquals(List.of(code), person.codes(), what);
        assertEquals(applied, room.applied().size(), what);
        assertEquals(hash, room.hash(), what);
        for (Person one : people) {
            assertEquals(List.of(), one.line.told(), () -> one.number + " hears of " + what);
            assertEquals(List.of(), one.line.refused(), () -> one.number + " hears of " + what);
        }
        assertFalse(room.isVoid(), what);
    }

    /** The end is stored. */
    void store() {
        room.pass(50);
        room.ends.getFirst().done().accept(new RoomEnding.Result.Stored("00"));
        room.run();
    }

    State view() {
        return (State) room.view();
    }

    Phase phase() {
        return view().phase();
    }

    /** The number that the answers of this round's question tell. */
    int question() {
        return Integer.parseInt(view().question().orElseThrow().id().substring(2));
    }

    List<Integer> scores() {
        return view().players().stream().map(State.PlayerState::score).toList();
    }

    /** Three play one phase as they always do; who has done so already does it again. */
    private void playPhase(Person ann, Person ben, Person cat) {
        int number = question();
        boolean odd = view().round() % 2 == 1;
        switch (phase()) {
            case QUESTION -> {
                ann.does("submit-answer", "answer", "correct " + number + "!");
                ben.does("submit-answer", "answer", "Ben " + number);
                cat.does("submit-answer", "answer", "Cat " + number);
            }
            case ELIMINATION -> {
                // A tie in odd rounds; in the others the robot's is out.
                ann.does("submit-elimination-vote", "vote", "Robot " + number);
                String his = odd ? "Cat " : "Robot ";
                ben.does("submit-elimination-vote", "vote", his + number);
                cat.does("submit-elimination-vote", "vote", "Ben " + number);
            }
            case VOTING -> {
                ann.does("submit-final-vote", "vote", (odd ? "Cat " : "Ben ") + number);
                ben.does("submit-final-vote", "vote", (odd ? "Robot " : "Cat ") + number);
                cat.does("submit-final-vote", "vote", (odd ? "Ben " : "Correct ") + number);
            }
            case RESULTS -> ann.does("request-next-round");
            case LOBBY, FINAL -> throw new AssertionError(phase());
        }
    }

    /** Three play until it is in that phase, or over. */
    void playTo(Phase phase, Person ann, Person ben, Person cat) {
        for (int step = 0; phase() != phase && !room.isFinished(); step++) {
            assertTrue(step < 4 * ROUNDS + 2, "it goes on");
            if (phase() == Phase.LOBBY) {
                if (!view().starting()) {
                    ann.does("start-game");
                }
                deal();
            } else {
                playPhase(ann, ben, cat);
            }
        }
    }

    /** Three play it to its end, and have what they must have. */
    void playOn(Person ann, Person ben, Person cat) {
        playTo(Phase.FINAL, ann, ben, cat);
        assertTrue(room.isFinished());
        assertEquals(SUMS, scores().subList(0, SUMS.size()));
        assertFalse(room.isVoid());
    }
}
