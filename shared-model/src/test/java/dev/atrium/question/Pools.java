package dev.atrium.question;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionType;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Questions for tests. */
final class Pools {
    private Pools() {}

    static String id(int number) {
        return String.format(Locale.ROOT, "q-%03d", number);
    }

    static Question question(String id) {
        return new Question(
                id,
                "What is " + id + "?",
                "right " + id,
                "wrong " + id,
                QuestionType.TEXT,
                Optional.empty(),
                Optional.empty(),
                Difficulty.EASY);
    }

    /** Of that many questions, numbered from 0. */
    static QuestionPool pool(int count) {
        return new QuestionPool(
                IntStream.range(0, count).mapToObj(Pools::id).map(Pools::question).toList());
    }

    static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(Pools::id).toList();
    }

    static List<String> ids(List<Question> questions) {
        return questions.stream().map(Question::id).toList();
    }
}
