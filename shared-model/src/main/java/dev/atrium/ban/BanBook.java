package dev.atrium.ban;

import dev.atrium.schema.BanRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The record of bans, in DynamoDB: a row for each player who was ever banned, as long as something
 * of it counts. Blocking, thread-safe.
 */
public final class BanBook {
    /** Bans in one answer at most. */
    public static final int PAGE_MAX = 100;

    /** Others write to the same row at the same moment at most so often in a row. */
    private static final int ATTEMPTS_MAX = 8;

    private static final String KEY = "playerId";

    private final DynamoDbTable<BanRow> table;

    /** The book of a deployment. */
    public BanBook(DynamoDbEnhancedClient client, String tablePrefix) {
        this.table = Tables.BANS.in(client, tablePrefix);
    }

    /**
     * Writes a ban, unless one stands that ends as late: so hosts that notice the same abuse, and a
     * write that is tried again, shorten nothing.
     *
     * @return whether it was written
     */
    public boolean write(Ban ban) {
        return change(ban.playerId(), before -> BanRows.banned(before, ban)).isPresent();
    }

    /**
     * Counts a forfeit and writes its ban: 24 hours for the first, seven days for the second, for
     * good from the third on. The forfeit of one room counts once: it may be told again by whoever
     * does not know what became of the first time, and by another host.
     *
     * @return what keeps him out now; empty if it was told of before, and its ban has ended
     */
    public Optional<Ban> forfeited(Forfeit forfeit, long nowMs) {
        return change(forfeit.playerId(), before -> BanRows.forfeited(before, forfeit, nowMs))
                .or(() -> row(forfeit.playerId()))
                .map(Ban::of)
                .filter(ban -> ban.isOn(nowMs));
    }

    /**
     * Ends the ban that is on. If it was for a forfeit, that does not count any more; nor does it
     * count again if it is told of once more.
     *
     * @return that ban as it was ended; empty if none is on
     */
    public Optional<Ban> lift(String playerId, long nowMs) {
        return change(playerId, before -> BanRows.lifted(before, nowMs)).map(Ban::of);
    }

    /** The ban of a player that counts now. What was written before is seen. */
    public Optional<Ban> of(String playerId, long nowMs) {
        return row(playerId).map(Ban::of).filter(ban -> ban.isOn(nowMs));
    }

    /**
     * Some of the bans that count, in no order that means anything.
     *
     * @param bans may be fewer than were asked for, or none, though more follow
     * @param next behind whom the next page begins; empty if this is the last
     */
    public record Bans(List<Ban> bans, Optional<String> next) {}

    /**
     * A page of the bans that count now.
     *
     * @param limit rows that are looked at, 1 to {@link #PAGE_MAX}
     * @param after the {@code next} of the page before
     */
    public Bans page(int limit, Optional<String> after, long nowMs) {
        Page<BanRow> page =
                table
                        .scan(
                                scan -> {
                                    scan.limit(limit).consistentRead(true);
                                    after.ifPresent(
                                            id -> scan.exclusiveStartKey(Map.of(KEY, text(id))));
                                })
                        .stream()
                        .findFirst()
                        .orElseThrow();
        List<Ban> bans = page.items().stream().map(Ban::of).filter(ban -> ban.isOn(nowMs)).toList();
        Optional<String> next =
                Optional.ofNullable(page.lastEvaluatedKey())
                        .flatMap(last -> Optional.ofNullable(last.get(KEY)))
                        .map(AttributeValue::s);
        return new Bans(bans, next);
    }

    private Optional<BanRow> row(String playerId) {
        Key key = Key.builder().partitionValue(playerId).build();
        return Optional.ofNullable(table.getItem(get -> get.key(key).consistentRead(true)));
    }

    /** Writes what becomes of a row, if nobody else has changed it meanwhile. */
    private Optional<BanRow> change(
            String playerId, Function<Optional<BanRow>, Optional<BanRow>> change) {
        for (int attempt = 1; ; attempt++) {
            Optional<BanRow> before = row(playerId);
            Optional<BanRow> after = change.apply(before);
            if (after.isEmpty()) {
                return after;
            }
            try {
                Expression same = unchanged(before);
                table.putItem(put -> put.item(after.get()).conditionExpression(same));
                return after;
            } catch (ConditionalCheckFailedException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    /** Builds from before there were versions write rows without one. */
    private static Expression unchanged(Optional<BanRow> before) {
        if (before.isEmpty()) {
            return Expression.builder().expression("attribute_not_exists(playerId)").build();
        }
        boolean mayHaveNone = before.get().version() == 0;
        String same =
                mayHaveNone
                        ? "(attribute_not_exists(version) OR version = :version)"
                        : "version = :version";
        return Expression.builder()
                .expression("endsAtMs = :ends AND " + same)
                .expressionValues(
                        Map.of(
                                ":ends", number(before.get().endsAtMs()),
                                ":version", number(before.get().version())))
                .build();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
