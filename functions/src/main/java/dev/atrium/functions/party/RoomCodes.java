package dev.atrium.functions.party;

import dev.atrium.functions.edge.Functions;
import dev.atrium.room.RoomCode;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Who has which code. The table decides: a claim is one conditional write, so of two that draw the
 * same code one has it, wherever they run; and it writes down its own end, so a process that dies
 * at any point leaks no code. Blocking and thread-safe.
 */
public final class RoomCodes {
    /** Of 810,000 codes so many are not all taken, unless nearly all are. */
    static final int TRIES_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RoomCodes.class);

    private final DynamoDbTable<RoomCodeRow> table;
    private final ActiveRooms active;
    private final RandomGenerator random;
    private final Predicate<String> rude;

    /**
     * Codes of that table.
     *
     * @param random draws them
     * @param rude whether a word is one that no code may spell
     */
    RoomCodes(
            DynamoDbTable<RoomCodeRow> table,
            ActiveRooms active,
            RandomGenerator random,
            Predicate<String> rude) {
        this.table = table;
        this.active = active;
        this.random = random;
        this.rude = rude;
    }

    /**
     * The codes of a process.
     *
     * @param random draws them: nobody may guess the next one
     */
    public static RoomCodes of(Functions functions, RandomGenerator random) {
        return new RoomCodes(
                functions.stores().table(Tables.ROOM_CODES),
                ActiveRooms.of(functions.stores()),
                random,
                functions.words()::forbids);
    }

    /**
     * Claims a code for a room.
     *
     * @return empty if {@value #TRIES_MAX} that were drawn were all taken
     * @throws software.amazon.awssdk.core.exception.SdkException if it is not known whether one is
     *     claimed; it then ends by itself
     */
    Optional<RoomCodeRow> claim(RoomId roomId, String game, long nowMs) {
        for (int i = 0; i < TRIES_MAX; i++) {
            String code = RoomCode.draw(random, rude).value();
            RoomCodeRow row = RoomCodeRow.claimed(code, roomId.value(), game, nowMs);
            if (claim(row, nowMs)) {
                project(() -> active.add(List.of(row)));
                return Optional.of(row);
            }
        }
        LOG.error("{} codes in a row were taken", TRIES_MAX);
        return Optional.empty();
    }

    private boolean claim(RoomCodeRow row, long nowMs) {
        Expression free =
                Expression.builder()
                        .expression("attribute_not_exists(#code) OR reusableAtMs <= :now")
                        .expressionNames(Map.of("#code", "code"))
                        .expressionValues(Map.of(":now", AttributeValue.fromN(text(nowMs))))
                        .build();
        try {
            table.putItem(
                    PutItemEnhancedRequest.builder(RoomCodeRow.class)
                            .item(row)
                            .conditionExpression(free)
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Room ids are drawn once: a retry of the client's own has met its own success.
            return find(new RoomCode(row.code())).filter(row::equals).isPresent();
        }
    }

    /** Who has that code or had it last, as it stands. */
    Optional<RoomCodeRow> find(RoomCode code) {
        return Optional.ofNullable(
                table.getItem(
                        get -> get.key(k -> k.partitionValue(code.value())).consistentRead(true)));
    }

    /**
     * Lets go of a code whose room has ended. The sweeper does so within minutes. It may be called
     * as often as one likes: the first call counts, and none touches a code that another room has
     * by then.
     *
     * @return whether it was this call
     */
    public boolean release(RoomCode code, RoomId roomId, long nowMs) {
        Optional<RoomCodeRow> held =
                find(code).filter(row -> row.roomId().equals(roomId.value()) && row.isLive());
        return held.isPresent() && release(held.get(), nowMs);
    }

    private boolean release(RoomCodeRow row, long nowMs) {
        boolean released = releaseInTable(row, nowMs);
        if (released) {
            project(() -> active.remove(List.of(row.code())));
        }
        return released;
    }

    /** As {@link #release(RoomCode, RoomId, long)}, and leaves the list in Redis to the caller. */
    boolean releaseInTable(RoomCodeRow row, long nowMs) {
        return replace(row, row.released(nowMs));
    }

    /** Keeps an expired code from other rooms for as long as its own lives. */
    void withhold(RoomCodeRow row, long nowMs) {
        var _ = replace(row, row.withheld(nowMs));
    }

    private boolean replace(RoomCodeRow row, RoomCodeRow next) {
        Expression stillIts =
                Expression.builder()
                        .expression("roomId = :room AND attribute_exists(liveShard)")
                        .expressionValues(Map.of(":room", AttributeValue.fromS(row.roomId())))
                        .build();
        try {
            table.putItem(
                    PutItemEnhancedRequest.builder(RoomCodeRow.class)
                            .item(next)
                            .conditionExpression(stillIts)
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** The table has it by now: whom Redis fails is not refused, for the sweeper mends it. */
    private static void project(Runnable write) {
        try {
            write.run();
        } catch (RedisException e) {
            LOG.warn("the list of rooms in Redis is behind: {}", e.toString());
        }
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
