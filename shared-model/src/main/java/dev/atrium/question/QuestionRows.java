package dev.atrium.question;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionType;
import dev.atrium.schema.QuestionRow;

import java.util.Locale;
import java.util.Optional;

/** Questions as the table has them. Pure. */
final class QuestionRows {
    private QuestionRows() {}

    /**
     * The question of a row; empty if the row is none that loading writes: somebody's hand has
     * changed it, or counters were raised of a question that never was loaded.
     */
    static Optional<Question> question(QuestionRow row) {
        try {
            return Optional.of(
                    new Question(
                            row.questionId(),
                            row.questionText(),
                            row.correctAnswer(),
                            row.robotAnswer(),
                            QuestionType.valueOf(row.type().toUpperCase(Locale.ROOT)),
                            Optional.ofNullable(row.imageUrl()),
                            Optional.ofNullable(row.imageAlt()),
                            Difficulty.valueOf(row.difficulty().toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException | NullPointerException e) {
            // An attribute that is not there reads as null.
            return Optional.empty();
        }
    }

    /** How a type or a difficulty stands in a row. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
