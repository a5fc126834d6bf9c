package dev.atrium.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

class RoomConditionTest {
    private static final RoomRow PLACED =
            new RoomRow(
                    "a".repeat(32),
                    "arena.blitz",
                    1,
                    RoomStatus.PLACED,
                    "host-a",
                    0,
                    "[]",
                    1,
                    0,
                    null,
                    null,
                    0);

    @Test
    void itNamesAllThatWhoeverWritesChanges() {
        Expression condition = RoomCondition.asRead(PLACED.takenBy("host-b").withJournal(7));
        assertEquals(
                Map.of(
                        ":status",
                        AttributeValue.fromS("PLAYING"),
                        ":owner",
                        AttributeValue.fromS("host-b"),
                        ":epoch",
                        AttributeValue.fromN("1"),
                        ":journalId",
                        AttributeValue.fromN("7")),
                condition.expressionValues());
        for (String value : condition.expressionValues().keySet()) {
            assertEquals(2, condition.expression().split(" = " + value + "\\b", -1).length, value);
        }
    }

    @Test
    void eachStepOfARoomsLifeIsAnotherOne() {
        RoomRow before = PLACED;
        for (RoomRow after :
                new RoomRow[] {
                    PLACED.takenBy("host-b"),
                    PLACED.takenBy("host-b").withJournal(7),
                    PLACED.takenBy("host-b").withJournal(7).takenBy("host-b"),
                    PLACED.takenBy("host-b").withJournal(7).takenBy("host-b").voided("x"),
                }) {
            assertNotEquals(
                    RoomCondition.asRead(before).expressionValues(),
                    RoomCondition.asRead(after).expressionValues());
            before = after;
        }
    }
}
