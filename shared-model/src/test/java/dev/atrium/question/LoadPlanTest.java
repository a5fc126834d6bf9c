package dev.atrium.question;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.game.party.Question;
import dev.atrium.schema.QuestionRow;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class LoadPlanTest {
    private static QuestionFile file(int revision, String... ids) {
        return new QuestionFile(revision, Stream.of(ids).map(Pools::question).toList());
    }

    private static QuestionRow row(String id, int revision, boolean retired) {
        return row(id, Pools.question(id).correctAnswer(), revision, retired);
    }

    private static QuestionRow row(String id, String correct, int revision, boolean retired) {
        Question question = Pools.question(id);
        return new QuestionRow(
                id,
                question.text(),
                correct,
                question.robotAnswer(),
                "text",
                null,
                null,
                "easy",
                1,
                revision,
                retired,
                5,
                4,
                3,
                2,
                1,
                1,
                2,
                1,
                1);
    }

    private static void assertPlan(
            String added, String changed, String retired, int unchanged, LoadPlan plan) {
        assertEquals(added, String.join(" ", Pools.ids(plan.added())), "added");
        assertEquals(changed, String.join(" ", Pools.ids(plan.changed())), "changed");
        assertEquals(retired, String.join(" ", plan.retired()), "retired");
        assertEquals(unchanged, plan.unchanged(), "unchanged");
    }

    @Test
    void emptyTableGetsTheWholeFile() {
        assertPlan("t-001 t-002", "", "", 0, LoadPlan.of(file(1, "t-001", "t-002"), List.of()));
    }

    @Test
    void whatIsThereIsNotWrittenAgain() {
        List<QuestionRow> rows = List.of(row("t-001", 1, false), row("t-002", 2, false));

        assertPlan("", "", "", 2, LoadPlan.of(file(3, "t-001", "t-002"), rows));
    }

    @Test
    void whatSaysSomethingElseIsWritten() {
        List<QuestionRow> rows = List.of(row("t-001", "other", 1, false), row("t-002", 1, false));

        assertPlan("", "t-001", "", 1, LoadPlan.of(file(2, "t-001", "t-002"), rows));
        assertPlan("", "t-001", "", 1, LoadPlan.of(file(1, "t-001", "t-002"), rows));
    }

    @Test
    void rowThatNobodyCanReadIsWritten() {
        assertPlan(
                "",
                "t-001",
                "",
                0,
                LoadPlan.of(file(1, "t-001"), List.of(row("t-001", "", 1, false))));
    }

    @Test
    void whatHasLeftTheFileRetiresAndMayComeBack() {
        List<QuestionRow> rows = List.of(row("t-001", 1, false), row("t-002", 1, true));

        assertPlan("", "t-002", "t-001", 0, LoadPlan.of(file(2, "t-002"), rows));
        assertPlan("t-003", "", "t-001", 1, LoadPlan.of(file(2, "t-003"), rows));
    }

    @Test
    void olderFileTakesNothingBack() {
        List<QuestionRow> rows =
                List.of(
                        row("t-001", "newer", 3, false),
                        row("t-002", 3, true),
                        row("t-003", 3, false),
                        row("t-004", 1, false));

        assertPlan("", "", "t-004", 3, LoadPlan.of(file(2, "t-001", "t-002"), rows));
    }
}
