package dev.atrium.game.party;

import dev.atrium.game.Destination;
import dev.atrium.message.Message;

import java.util.List;

/** What a room and the pool of questions say to each other. */
public interface QuestionMessages {
    /** Where the pool is asked, and by what name its answer comes. */
    Destination POOL = Destination.bridge("questions");

    /**
     * A game begins and wants its questions.
     *
     * @param playerIds who will be asked, at most 8
     * @param count how many questions, 1 to 50
     */
    record QuestionsWanted(List<String> playerIds, int count) implements Message {}

    /**
     * The answer: as many as were wanted, each another one.
     *
     * @param questions in any order; the room's dice make the one in which they are asked
     */
    record QuestionsDealt(List<Question> questions) implements Message {}

    /** The answer where none can be had now. */
    record QuestionsMissing() implements Message {}
}
