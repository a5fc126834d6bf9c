package dev.atrium.functions.siege;

import dev.atrium.match.SiegeEntry;
import dev.atrium.match.SiegeSlots;
import dev.atrium.match.SiegeStatus;
import dev.atrium.room.RoomId;
import dev.atrium.schema.SiegeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The table of sieges. Each change is one conditional write of one item, and gives the item as it
 * is then, or nothing if the condition did not hold. Blocking and thread-safe.
 */
final class SiegeBook {
    /** Players who have cancelled, of one siege: its item stays small. */
    static final int CANCELLED_MAX = 1_000;

    /** Looked at in one run; what is left is the next run's. */
    static final int DUE_MAX = 50;

    private final DynamoDbClient client;
    private final DynamoDbTable<SiegeRow> sieges;

    SiegeBook(DynamoDbClient client, DynamoDbTable<SiegeRow> sieges) {
        this.client = client;
        this.sieges = sieges;
    }

    /** The siege of that slot, if anybody ever registered for it. */
    Optional<SiegeRow> find(long slot) {
        return Optional.ofNullable(
                sieges.getItem(
                        get ->
                                get.key(k -> k.partitionValue(SiegeRow.key(slot)))
                                        .consistentRead(true)));
    }

    /**
     * Sieges whose time has come and of which something may still become, the latest first, so that
     * one that fails for good keeps no newer one waiting: {@value #DUE_MAX} at most. They may be
     * behind the table by a moment.
     */
    List<SiegeRow> due(long nowMs) {
        return sieges
                .index(Tables.SIEGES_UNFINISHED)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.sortLessThanOrEqualTo(
                                                        k ->
                                                                k.partitionValue(
                                                                                SiegeRow.UNFINISHED)
                                                                        .sortValue(
                                                                                SiegeRow.key(
                                                                                        nowMs))))
                                        .scanIndexForward(false)
                                        .limit(DUE_MAX))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /** The siege of that slot; it is made if there is none. */
    SiegeRow open(long slot, long feePerWarrior) {
        SiegeRow row = SiegeRow.open(slot, RoomId.draw().value(), feePerWarrior);
        try {
            sieges.putItem(
                    put ->
                            put.item(row)
                                    .conditionExpression(
                                            Expression.builder()
                                                    .expression("attribute_not_exists(slot)")
                                                    .build()));
        } catch (ConditionalCheckFailedException e) {
            // Another was faster, or this is a retry of the client's own.
        }
        return find(slot)
                .orElseThrow(() -> new IllegalStateException("siege " + slot + " is not there"));
    }

    /** What a player has entered, if he has. */
    static Optional<SiegeEntry> entryOf(SiegeRow siege, String playerId) {
        return Optional.ofNullable(siege.entries().get(playerId)).map(SiegeBook::read);
    }

    /** All of them, by the time of their registration. */
    static List<SiegeEntry> entriesOf(SiegeRow siege) {
        return siege.entries().values().stream()
                .map(SiegeBook::read)
                .sorted(
                        Comparator.comparingLong(SiegeEntry::registeredAtMs)
                                .thenComparing(SiegeEntry::playerId))
                .toList();
    }

    private static SiegeEntry read(String json) {
        try {
            return MessageJson.read(Json.object(json), SiegeEntry.class);
        } catch (WireException e) {
            throw new IllegalStateException("an entry of a siege cannot be read", e);
        }
    }

    /** Whether no more players can be remembered who cancel, and that one is none of them. */
    static boolean isCrowded(SiegeRow siege, String playerId) {
        return siege.cancelled().size() >= CANCELLED_MAX
                && !siege.cancelled().containsKey(playerId);
    }

    /**
     * Enters a player who has none, while there is room for his warriors.
     *
     * @param siege as it was when the entry's round was found
     */
    Optional<SiegeRow> enter(SiegeRow siege, SiegeEntry entry, SiegeStatus during) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":entry", text(MessageJson.text(entry)));
        values.put(":warriors", number(entry.warriors()));
        values.put(":room", number(SiegeSlots.WARRIORS_MAX - entry.warriors()));
        values.put(":during", text(during.name()));
        values.put(":forgotten", number(siege.forgotten()));
        String round = "attribute_not_exists(cancelled.#player)";
        if (siege.cancelled().containsKey(entry.playerId())) {
            round = "cancelled.#player = :round";
            values.put(":round", number(entry.round()));
        }
        return change(
                siege,
                "SET entries.#player = :entry, warriors = warriors + :warriors",
                "#status = :during AND warriors <= :room"
                        + " AND attribute_not_exists(entries.#player)"
                        + " AND (attribute_not_exists(forgotten) OR forgotten = :forgotten) AND "
                        + round,
                Map.of("#player", entry.playerId(), "#status", "status"),
                values);
    }

    /**
     * Takes an entry out again, which must be in {@code siege} and still be there as that has it.
     * The text is compared as it was stored: another build may write the same entry otherwise.
     */
    Optional<SiegeRow> cancel(SiegeRow siege, SiegeEntry entry, SiegeStatus during) {
        @Nullable String stored = siege.entries().get(entry.playerId());
        if (stored == null || !read(stored).equals(entry)) {
            return Optional.empty();
        }
        return change(
                siege,
                "REMOVE entries.#player"
                        + " SET warriors = warriors - :warriors, cancelled.#player = :round",
                "#status = :during AND entries.#player = :entry",
                Map.of("#player", entry.playerId(), "#status", "status"),
                Map.of(
                        ":during", text(during.name()),
                        ":entry", text(stored),
                        ":warriors", number(entry.warriors()),
                        ":round", number(entry.round() + 1L)));
    }

    /**
     * Takes players out of those who have cancelled. All that they had paid must be back: what is
     * known of them is in the ledger alone then.
     *
     * @param playerIds of whom {@code siege} knows it, and who must not have registered since
     */
    Optional<SiegeRow> forget(SiegeRow siege, List<String> playerIds) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":zero", number(0));
        values.put(":count", number(playerIds.size()));
        StringJoiner removed = new StringJoiner(", ");
        StringJoiner unchanged = new StringJoiner(" AND ");
        for (int i = 0; i < playerIds.size(); i++) {
            names.put("#p" + i, playerIds.get(i));
            values.put(":p" + i, number(siege.cancelled().getOrDefault(playerIds.get(i), 0L)));
            removed.add("cancelled.#p" + i);
            unchanged.add("cancelled.#p%d = :p%d".formatted(i, i));
            unchanged.add("attribute_not_exists(entries.#p%d)".formatted(i));
        }
        return change(
                siege,
                "SET forgotten = if_not_exists(forgotten, :zero) + :count REMOVE " + removed,
                unchanged.toString(),
                names,
                values);
    }

    /**
     * Takes it upon the caller to start it, or to go on with that; for a time, since he may die.
     *
     * @param by drawn for this call alone: if its reply gets lost, the client's retry finds it done
     */
    Optional<SiegeRow> claim(SiegeRow siege, String by, long nowMs, long untilMs) {
        SiegeStatus next =
                siege.status() == SiegeStatus.OPEN ? SiegeStatus.STARTING : siege.status();
        return change(
                siege,
                "SET #status = :next, claimedBy = :by, claimedUntilMs = :until",
                "told = :no AND ((#status = :as AND claimedUntilMs <= :now)"
                        + " OR (#status = :next AND claimedBy = :by))",
                Map.of("#status", "status"),
                Map.of(
                        ":next", text(next.name()),
                        ":as", text(siege.status().name()),
                        ":by", text(by),
                        ":until", number(untilMs),
                        ":now", number(nowMs),
                        ":no", AttributeValue.fromBool(false)));
    }

    /** Lets another start it at once. */
    void release(SiegeRow siege, String by) {
        var _ =
                change(
                        siege,
                        "SET claimedUntilMs = :zero",
                        "claimedBy = :by",
                        Map.of(),
                        Map.of(":zero", number(0), ":by", text(by)));
    }

    /** It takes place, says who has claimed it; he may say so again. */
    Optional<SiegeRow> start(SiegeRow siege, String by, long nowMs) {
        return change(
                siege,
                "SET #status = :next, startedAtMs = :now",
                "#status IN (:starting, :next) AND claimedBy = :by",
                Map.of("#status", "status"),
                Map.of(
                        ":next", text(SiegeStatus.STARTED.name()),
                        ":starting", text(SiegeStatus.STARTING.name()),
                        ":now", number(nowMs),
                        ":by", text(by)));
    }

    /**
     * It does not take place, says who has claimed it; he may say so again. Also of one that has
     * started, while not everybody has been told that it did.
     */
    Optional<SiegeRow> callOff(SiegeRow siege, String by, String reason) {
        return change(
                siege,
                "SET #status = :next, reason = :reason",
                "#status IN (:starting, :started, :next) AND claimedBy = :by AND told = :no",
                Map.of("#status", "status"),
                Map.of(
                        ":next", text(SiegeStatus.CANCELLED.name()),
                        ":starting", text(SiegeStatus.STARTING.name()),
                        ":started", text(SiegeStatus.STARTED.name()),
                        ":reason", text(reason),
                        ":no", AttributeValue.fromBool(false),
                        ":by", text(by)));
    }

    /** All who are entered know what became of it. */
    void told(SiegeRow siege) {
        var _ =
                change(
                        siege,
                        "SET told = :yes",
                        "attribute_exists(slot)",
                        Map.of(),
                        Map.of(":yes", AttributeValue.fromBool(true)));
    }

    /** Nothing more becomes of one that all were told of; its item goes some day. */
    void finish(SiegeRow siege, long nowMs) {
        var _ =
                change(
                        siege,
                        "SET #ttl = :ttl REMOVE unfinished",
                        "told = :yes",
                        Map.of("#ttl", "ttl"),
                        Map.of(
                                ":ttl", number(nowMs / 1_000 + SiegeRow.KEPT_S),
                                ":yes", AttributeValue.fromBool(true)));
    }

    private Optional<SiegeRow> change(
            SiegeRow siege,
            String update,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        UpdateItemRequest.Builder request =
                UpdateItemRequest.builder()
                        .tableName(sieges.tableName())
                        .key(Map.of("slot", text(siege.slot())))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW);
        if (!names.isEmpty()) {
            request.expressionAttributeNames(names);
        }
        try {
            Map<String, AttributeValue> changed = client.updateItem(request.build()).attributes();
            return Optional.of(sieges.tableSchema().mapToItem(changed));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
