package dev.atrium.functions.account;

import dev.atrium.functions.edge.Functions;
import dev.atrium.identity.UserName;
import dev.atrium.schema.Tables;
import dev.atrium.schema.UserNameRow;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names that one player has and no other that looks like it. Each change is one transaction: the
 * new name is claimed and the old one is free with it. Blocking, thread-safe.
 */
final class UserNames {
    /** Whoever changes more often could try to be whoever just left a name. */
    static final Duration BETWEEN_CHANGES = Duration.ofDays(1);

    private static final int ATTEMPTS_MAX = 4;
    private static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final DynamoDbTable<HolderRow> holders;
    private final DynamoDbTable<UserNameRow> names;
    private final String deletionsTable;
    private final InstantSource clock;

    UserNames(Functions functions) {
        String prefix = functions.config().tablePrefix();
        this.client = functions.dynamo();
        this.holders = HolderRow.TABLE.in(functions.stores().dynamo(), prefix);
        this.names = functions.stores().table(Tables.USER_NAMES);
        this.deletionsTable = prefix + Tables.ACCOUNT_DELETIONS.name();
        this.clock = functions.clock();
    }

    /** What became of a change. */
    sealed interface Change {
        /**
         * His name is what he wanted, since now or since before.
         *
         * @param holder as he is then
         */
        record Done(HolderRow holder) implements Change {}

        /** Another player has a name that looks like it, or had it lately. */
        record Taken() implements Change {}

        /**
         * He has changed it lately.
         *
         * @param againAtMs wall time from which he may again
         */
        record TooSoon(long againAtMs) implements Change {}

        /** There is no such player, or no longer. */
        record Nobody() implements Change {}

        /** Others wrote the same rows every time. */
        record Busy() implements Change {}
    }

    Optional<HolderRow> holder(String playerId) {
        Key key = Key.builder().partitionValue(playerId).build();
        return Optional.ofNullable(holders.getItem(get -> get.key(key).consistentRead(true)));
    }

    /** Gives a player that name. What he has already is done already. */
    Change claim(String playerId, UserName name) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<HolderRow> before = holder(playerId);
            if (before.isEmpty()) {
                return new Change.Nobody();
            }
            HolderRow holder = before.get();
            if (name.text().equals(holder.userName())) {
                return new Change.Done(holder);
            }
            long againAtMs = holder.userNameAtMs() + BETWEEN_CHANGES.toMillis();
            if (holder.userNameAtMs() > 0 && clock.millis() < againAtMs) {
                return new Change.TooSoon(againAtMs);
            }
            String plain = holder.plainName() == null ? holder.name() : holder.plainName();
            List<TransactWriteItem> items = new ArrayList<>();
            items.add(standing(playerId));
            items.add(claimed(playerId, name));
            items.add(renamed(holder, name.text(), Optional.of(name), plain));
            String old = holder.userNameKey();
            if (old != null && !old.equals(name.key())) {
                items.add(freed(old, playerId));
            }
            Optional<List<Boolean>> refused = write(items);
            if (refused.isPresent() && refused.get().get(0)) {
                return new Change.Nobody();
            }
            if (refused.isPresent() && refused.get().get(1)) {
                return new Change.Taken();
            }
            // Else it is written, or somebody has changed the player: he is looked at again.
        }
        return holder(playerId)
                .filter(holder -> name.text().equals(holder.userName()))
                .<Change>map(Change.Done::new)
                .orElseGet(Change.Busy::new);
    }

    /** Frees a player's name; he is called what he was called before he had any. */
    Change release(String playerId) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<HolderRow> before = holder(playerId);
            if (before.isEmpty()) {
                return new Change.Nobody();
            }
            HolderRow holder = before.get();
            String key = holder.userNameKey();
            if (key == null) {
                return new Change.Done(holder);
            }
            String plain = holder.plainName() == null ? holder.name() : holder.plainName();
            Optional<List<Boolean>> refused =
                    write(
                            List.of(
                                    standing(playerId),
                                    freed(key, playerId),
                                    renamed(holder, plain, Optional.empty(), plain)));
            if (refused.isPresent() && refused.get().get(0)) {
                return new Change.Nobody();
            }
        }
        return new Change.Busy();
    }

    /** Keeps a name from everybody for a time, and forgets whose it was. */
    void quarantine(String nameKey, String playerId, Duration kept) {
        UserNameRow empty = UserNameRow.empty(nameKey, clock.instant().plus(kept).toEpochMilli());
        Optional<List<Boolean>> _ =
                write(
                        List.of(
                                TransactWriteItem.builder()
                                        .put(
                                                put ->
                                                        put.tableName(names.tableName())
                                                                .item(item(empty))
                                                                .conditionExpression(
                                                                        "playerId = :me")
                                                                .expressionAttributeValues(
                                                                        Map.of(
                                                                                ":me",
                                                                                text(playerId))))
                                        .build()));
    }

    /** Which conditions did not hold, by the place of their items; empty if all is written. */
    private Optional<List<Boolean>> write(List<TransactWriteItem> items) {
        try {
            client.transactWriteItems(request -> request.transactItems(items));
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            return Optional.of(
                    e.cancellationReasons().stream()
                            .map(reason -> FAILED.equals(reason.code()))
                            .toList());
        }
    }

    /** The account is not being deleted. */
    private TransactWriteItem standing(String playerId) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        check ->
                                check.tableName(deletionsTable)
                                        .key(Map.of("playerId", text(playerId)))
                                        .conditionExpression("attribute_not_exists(playerId)"))
                .build();
    }

    private TransactWriteItem claimed(String playerId, UserName name) {
        UserNameRow row = UserNameRow.of(name.key(), playerId, name.text());
        return TransactWriteItem.builder()
                .put(
                        put ->
                                put.tableName(names.tableName())
                                        .item(item(row))
                                        .conditionExpression(
                                                "attribute_not_exists(nameKey) OR playerId = :me"
                                                        + " OR freeAtMs <= :now")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":me", text(playerId),
                                                        ":now", number(clock.millis()))))
                .build();
    }

    private TransactWriteItem freed(String nameKey, String playerId) {
        return TransactWriteItem.builder()
                .delete(
                        delete ->
                                delete.tableName(names.tableName())
                                        .key(Map.of("nameKey", text(nameKey)))
                                        .conditionExpression("playerId = :me")
                                        .expressionAttributeValues(Map.of(":me", text(playerId))))
                .build();
    }

    /** The player is called that, unless he has changed since he was read. */
    private TransactWriteItem renamed(
            HolderRow before, String shown, Optional<UserName> name, String plain) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":shown", text(shown));
        values.put(":plain", text(plain));
        values.put(":at", number(name.isPresent() ? clock.millis() : before.userNameAtMs()));
        String set = "SET #name = :shown, plainName = :plain, userNameAtMs = :at";
        if (name.isPresent()) {
            values.put(":text", text(name.get().text()));
            values.put(":key", text(name.get().key()));
            set += ", userName = :text, userNameKey = :key";
        } else {
            set += " REMOVE userName, userNameKey";
        }
        String condition = "attribute_exists(playerId) AND " + unchanged(before, values);
        String update = set;
        return TransactWriteItem.builder()
                .update(
                        u ->
                                u.tableName(holders.tableName())
                                        .key(Map.of("playerId", text(before.playerId())))
                                        .updateExpression(update)
                                        .conditionExpression(condition)
                                        .expressionAttributeNames(Map.of("#name", "name"))
                                        .expressionAttributeValues(values))
                .build();
    }

    private static String unchanged(HolderRow before, Map<String, AttributeValue> values) {
        @Nullable String name = before.userName();
        if (name == null) {
            return "attribute_not_exists(userName)";
        }
        values.put(":before", text(name));
        return "userName = :before";
    }

    private Map<String, AttributeValue> item(UserNameRow row) {
        return names.tableSchema().itemToMap(row, true);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
