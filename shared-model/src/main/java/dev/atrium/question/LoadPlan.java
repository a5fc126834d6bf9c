package dev.atrium.question;

import dev.atrium.game.party.Question;
import dev.atrium.schema.QuestionRow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file changes in the table. Pure. Rows that a newer file has written are left alone, so an
 * older build that loads once more takes nothing back.
 *
 * @param added questions without a row
 * @param changed questions whose row says something else, or is retired
 * @param retired ids of rows that the file does not have
 * @param unchanged rows that stay as they are
 */
record LoadPlan(List<Question> added, List<Question> changed, List<String> retired, int unchanged) {

    static LoadPlan of(QuestionFile file, List<QuestionRow> rows) {
        Map<String, QuestionRow> left = new HashMap<>();
        rows.forEach(row -> left.put(row.questionId(), row));
        List<Question> added = new ArrayList<>();
        List<Question> changed = new ArrayList<>();
        List<String> retired = new ArrayList<>();
        for (Question question : file.questions()) {
            QuestionRow row = left.remove(question.id());
            if (row == null) {
                added.add(question);
            } else if (row.revision() <= file.revision() && !says(row, question)) {
                changed.add(question);
            }
        }
        for (QuestionRow row : left.values()) {
            if (row.revision() <= file.revision() && !row.retired()) {
                retired.add(row.questionId());
            }
        }
        int unchanged = rows.size() - changed.size() - retired.size();
        return new LoadPlan(
                List.copyOf(added), List.copyOf(changed), List.copyOf(retired), unchanged);
    }

    private static boolean says(QuestionRow row, Question question) {
        return !row.retired() && QuestionRows.question(row).filter(question::equals).isPresent();
    }
}
