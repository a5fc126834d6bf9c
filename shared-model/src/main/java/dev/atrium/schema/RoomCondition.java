package dev.atrium.schema;

import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/** The one condition under which anybody writes over a room's row. */
public final class RoomCondition {
    private static final String AS_READ =
            "#status = :status AND #owner = :owner AND epoch = :epoch" + " AND ";
    private static final String JOURNAL = "journalId = :journalId";

    /** A row that was written before there was such a thing has none. */
    private static final String NO_JOURNAL = "(attribute_not_exists(journalId) OR " + JOURNAL + ")";

    private static final Map<String, String> NAMES = Map.of("#status", "status", "#owner", "owner");

    private RoomCondition() {}

    /**
     * Holds while nobody has written the row since it was read: until the room has ended, whatever
     * is written changes the status, the owner, the epoch or {@code journalId}.
     */
    public static Expression asRead(RoomRow row) {
        return Expression.builder()
                .expression(AS_READ + (row.journalId() == 0 ? NO_JOURNAL : JOURNAL))
                .expressionNames(NAMES)
                .putExpressionValue(":status", AttributeValue.fromS(row.status().name()))
                .putExpressionValue(":owner", AttributeValue.fromS(row.owner()))
                .putExpressionValue(":epoch", number(row.epoch()))
                .putExpressionValue(":journalId", number(row.journalId()))
                .build();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
