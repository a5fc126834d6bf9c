package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.functions.history.QuestionReport;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What operators are told of questions is what settlement has counted. */
class QuestionReportIT {
    private static final PlayedParty PARTY =
            PlayedParty.of(
                    1,
                    List.of("q-two", "q-two"),
                    new PlayedParty.Did("p-ann", 1, 450, true),
                    new PlayedParty.Did("p-ben", 2, 50, true));

    @Test
    void everyQuestionHasALineWithItsCounters() {
        try (PartyStage stage = new PartyStage(PARTY)) {
            stage.settle(stage.ended(PARTY));

            List<QuestionReport.Line> lines =
                    new QuestionReport(
                                    stage.settlement.stores.dynamo(),
                                    stage.settlement.stores.tablePrefix())
                            .lines();

            assertEquals(
                    List.of(
                            new QuestionReport.Line("q-one", 0, 0, 0, 0, 0, 0, 0, 0, 0),
                            new QuestionReport.Line("q-two", 2, 6, 2, 8, 4, 2, 8, 4, 2)),
                    lines);
            assertEquals(0, lines.getFirst().percentCorrect());
            assertEquals(50, lines.getLast().percentCorrect());
            assertEquals(25, lines.getLast().percentFooled());
        }
    }
}
