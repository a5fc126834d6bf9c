package dev.atrium.functions.placement;

import dev.atrium.functions.edge.SeatPlans;
import dev.atrium.functions.notice.Connections;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomCondition;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.ServerMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.InstantSource;
import java.util.List;

/**
 * Makes rooms void that were placed and that nobody has opened in time, and tells their players.
 * Whoever opens such a room in the same moment does so by a conditional write on the same row: one
 * of the two happens. May run as often and as many at once as it likes. Blocking.
 */
public final class UnopenedRooms {
    /** As long as a room that was opened waits for somebody to enter. */
    public static final long UNOPENED_MS_MAX = 60_000;

    /** The reason that its host would give too. */
    static final String REASON = "nobody-entered";

    /** Rooms looked at in one shard in one run; what is left is the next run's, oldest first. */
    static final int SHARD_ROOMS_MAX = 50;

    /** The first digits of room ids. */
    private static final String SHARDS = "0123456789abcdef";

    private static final Logger LOG = LoggerFactory.getLogger(UnopenedRooms.class);

    private final DynamoDbTable<RoomRow> rooms;
    private final Connections connections;
    private final InstantSource clock;

    /** Rooms of that table, whose players have those connections. */
    public UnopenedRooms(
            DynamoDbTable<RoomRow> rooms, Connections connections, InstantSource clock) {
        this.rooms = rooms;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return how many are void now that were not before
     * @throws software.amazon.awssdk.core.exception.SdkException if the store fails; those that are
     *     left are the next run's
     */
    public int sweep() {
        String until = RoomRow.since(clock.millis() - UNOPENED_MS_MAX);
        int count = 0;
        for (int i = 0; i < SHARDS.length(); i++) {
            for (RoomRow room : unopened(SHARDS.substring(i, i + 1), until)) {
                if (makeVoid(room)) {
                    count++;
                    tell(room);
                }
            }
        }
        return count;
    }

    private List<RoomRow> unopened(String shard, String until) {
        return rooms
                .index(Tables.ROOMS_UNOPENED)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.sortLessThanOrEqualTo(
                                                        k ->
                                                                k.partitionValue(shard)
                                                                        .sortValue(until)))
                                        .limit(SHARD_ROOMS_MAX))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /** The index may be behind its table: who is written over must be as the index shows it. */
    private boolean makeVoid(RoomRow room) {
        try {
            rooms.putItem(
                    PutItemEnhancedRequest.builder(RoomRow.class)
                            .item(room.voided(REASON))
                            .conditionExpression(RoomCondition.asRead(room))
                            .build());
            LOG.info("room {} is void: nobody has opened it in time", room.roomId());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Best effort: who is not connected finds out when he asks for the match. */
    private void tell(RoomRow room) {
        byte[] closed =
                ServerMessage.encode(
                        "room-closed",
                        out -> out.writeStringField("room", room.roomId()),
                        out ->
                                MessageJson.write(
                                        out,
                                        new RoomMessages.RoomClosed(REASON),
                                        MessageJson.NO_CLOCK));
        try {
            for (SeatPlan seat : SeatPlans.of(room)) {
                if (!seat.bot()) {
                    tell(room, seat.playerId(), closed);
                }
            }
        } catch (IllegalStateException e) {
            LOG.error("the seats of room {} cannot be read", room.roomId(), e);
        }
    }

    /** The room is void by now and will not be swept again: one failure must not cost others. */
    private void tell(RoomRow room, String playerId, byte[] closed) {
        try {
            var _ = connections.post(connections.of(playerId), closed);
        } catch (RuntimeException e) {
            LOG.warn("a player of room {} cannot be told: {}", room.roomId(), e.toString());
        }
    }
}
