package dev.atrium.game.party;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions made up for tests. */
final class Questions {
    private Questions() {}

    /** A question in words whose answers tell its number and nothing else. */
    static Question text(int number) {
        return of(number, "Correct " + number, "Robot " + number);
    }

    /** A question in words with these answers. */
    static Question of(int number, String correct, String robot) {
        return new Question(
                "q-" + number,
                "What is it, number " + number + "?",
                correct,
                robot,
                QuestionType.TEXT,
                Optional.empty(),
                Optional.empty(),
                number % 2 == 0 ? Difficulty.MEDIUM : Difficulty.HARD);
    }

    /** A question with a picture. */
    static Question picture(int number) {
        return new Question(
                "q-" + number,
                "What is to be seen?",
                "Correct " + number,
                "Robot " + number,
                QuestionType.PICTURE,
                Optional.of("/pictures/q-" + number + ".svg"),
                Optional.of("Lines and circles"),
                Difficulty.EASY);
    }

    /** So many in words. */
    static List<Question> texts(int count) {
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            questions.add(text(number));
        }
        return questions;
    }
}
