package dev.atrium.host.dynamo;

import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomCondition;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.Optional;

/** Rooms and their outcomes in DynamoDB. Thread-safe. */
public final class RoomTable {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /**
     * Under its owner's hands a row changes once, when its journal begins; a reply may get lost.
     */
    private static final int VOID_TRIES_MAX = 3;

    /** Rooms that are taken over in one transaction; DynamoDB's own limit is 100. */
    public static final int TOGETHER_MAX = 10;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<RoomRow> rooms;
    private final DynamoDbTable<OutcomeRow> outcomes;

    /**
     * The tables of a deployment.
     *
     * @param prefix before every table's name
     */
    public RoomTable(DynamoDbEnhancedClient client, String prefix) {
        this.client = client;
        this.rooms = Tables.ROOMS.in(client, prefix);
        this.outcomes = Tables.OUTCOMES.in(client, prefix);
    }

    /** The room's row, read consistently. */
    public Optional<RoomRow> find(String roomId) {
        return Optional.ofNullable(
                rooms.getItem(
                        GetItemEnhancedRequest.builder()
                                .key(Key.builder().partitionValue(roomId).build())
                                .consistentRead(true)
                                .build()));
    }

    /**
     * The rooms that a host owns or was chosen for, and that have not ended. From an index, which
     * may be a moment behind.
     */
    public List<RoomRow> ownedBy(String hostId) {
        return rooms
                .index(Tables.ROOMS_BY_LIVE_OWNER)
                .query(QueryConditional.keyEqualTo(k -> k.partitionValue(hostId)))
                .stream()
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /**
     * Takes a room over: raises its epoch by one and makes {@code owner} its owner.
     *
     * @param asRead the row as it was read; if it changed since, nothing happens
     * @return the row as it is now, if it was taken; one that has ended never is
     */
    public Optional<RoomRow> take(RoomRow asRead, String owner) {
        return take(asRead, asRead.takenBy(owner));
    }

    /**
     * Takes a room over.
     *
     * @param asRead the row as it was read; if it changed since, nothing happens
     * @param taken the row as it will be, under the next epoch
     * @return that row, if it was taken; one that has ended never is
     */
    public Optional<RoomRow> take(RoomRow asRead, RoomRow taken) {
        if (!asRead.status().isLive()) {
            return Optional.empty();
        }
        try {
            rooms.putItem(
                    PutItemEnhancedRequest.builder(RoomRow.class)
                            .item(taken)
                            .conditionExpression(RoomCondition.asRead(asRead))
                            .build());
            return Optional.of(taken);
        } catch (SdkException e) {
            // Also when the condition failed: a retry of the client's may have met its own success.
            return find(asRead.roomId()).filter(taken::equals);
        }
    }

    /** A room as it was read, and as it will be once it is taken over. */
    public record Take(RoomRow asRead, RoomRow taken) {}

    /**
     * Takes several rooms over in one transaction: all of them, or none.
     *
     * @param takes at most {@link #TOGETHER_MAX}, of rooms that had not ended
     * @throws SdkException if it is not known that all of them were taken: each may be taken alone,
     *     which tells what became of it
     */
    public void takeTogether(List<Take> takes) {
        client.transactWriteItems(
                transaction ->
                        takes.forEach(
                                take ->
                                        transaction.addPutItem(
                                                rooms,
                                                TransactPutItemEnhancedRequest.builder(
                                                                RoomRow.class)
                                                        .item(take.taken())
                                                        .conditionExpression(
                                                                RoomCondition.asRead(take.asRead()))
                                                        .build())));
    }

    /**
     * Writes down by which identity the journals' store knows the room's journal, if {@code owner}
     * still owns it under that epoch.
     *
     * @return whether it stands there now
     */
    public boolean journalled(String roomId, String owner, long epoch, long journalId) {
        Optional<RoomRow> found = find(roomId).filter(row -> isPlayedBy(row, owner, epoch));
        if (found.isEmpty() || found.get().journalId() == journalId) {
            return found.isPresent();
        }
        try {
            rooms.putItem(
                    PutItemEnhancedRequest.builder(RoomRow.class)
                            .item(found.get().withJournal(journalId))
                            .conditionExpression(RoomCondition.asRead(found.get()))
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return find(roomId)
                    .filter(row -> isPlayedBy(row, owner, epoch) && row.journalId() == journalId)
                    .isPresent();
        }
    }

    private static boolean isPlayedBy(RoomRow row, String owner, long epoch) {
        return row.owner().equals(owner)
                && row.epoch() == epoch
                && row.status() == RoomStatus.PLAYING;
    }

    /** What became of an attempt to finish a room. */
    public enum Finish {
        /** The outcome is stored and the room finished. */
        DONE,
        /** Somebody else owns the room, or it ended otherwise: this outcome counts for nothing. */
        NOT_OWNED
    }

    /**
     * Stores an outcome and finishes its room, both or neither.
     *
     * @param epoch under which {@code owner} owns it
     * @throws SdkException if it is not known to be done; the same may be tried again
     */
    public Finish finish(OutcomeRow outcome, String owner, long epoch, long at, String hash) {
        Optional<RoomRow> found = find(outcome.roomId());
        if (found.isPresent() && isDone(outcome)) {
            return Finish.DONE;
        }
        if (found.isEmpty() || !isPlayedBy(found.get(), owner, epoch)) {
            return Finish.NOT_OWNED;
        }
        RoomRow finished = found.get().finished(at, hash);
        try {
            client.transactWriteItems(
                    transaction ->
                            transaction
                                    .addPutItem(
                                            outcomes,
                                            TransactPutItemEnhancedRequest.builder(OutcomeRow.class)
                                                    .item(outcome)
                                                    .conditionExpression(
                                                            expression(
                                                                    "attribute_not_exists(roomId)"))
                                                    .build())
                                    .addPutItem(
                                            rooms,
                                            TransactPutItemEnhancedRequest.builder(RoomRow.class)
                                                    .item(finished)
                                                    .conditionExpression(
                                                            RoomCondition.asRead(found.get()))
                                                    .build()));
            return Finish.DONE;
        } catch (TransactionCanceledException e) {
            if (isDone(outcome)) {
                return Finish.DONE;
            }
            boolean refused =
                    e.cancellationReasons().stream()
                            .anyMatch(reason -> CONDITION_FAILED.equals(reason.code()));
            if (!refused) {
                // A conflict with another transaction, or throttling: says nothing about owners.
                throw e;
            }
            return Finish.NOT_OWNED;
        }
    }

    private boolean isDone(OutcomeRow outcome) {
        OutcomeRow stored =
                outcomes.getItem(
                        GetItemEnhancedRequest.builder()
                                .key(Key.builder().partitionValue(outcome.roomId()).build())
                                .consistentRead(true)
                                .build());
        return outcome.equals(stored);
    }

    /**
     * Closes a room without a result, if {@code owner} still owns it under that epoch.
     *
     * @param reason a code
     * @return why it is void now: for that reason, or for the one it had before, under the same
     *     owner and epoch; empty if it is another's, or ended otherwise
     * @throws SdkException if it is not known to be void; the same may be tried again
     */
    public Optional<String> voidRoom(String roomId, String owner, long epoch, String reason) {
        for (int number = 1; ; number++) {
            Optional<RoomRow> found =
                    find(roomId).filter(row -> row.owner().equals(owner) && row.epoch() == epoch);
            if (found.isEmpty() || found.get().status() == RoomStatus.VOID) {
                // An attempt whose reply was lost did it, or this owner for another reason.
                return found.map(row -> String.valueOf(row.voidReason()));
            }
            if (found.get().status() != RoomStatus.PLAYING) {
                return Optional.empty();
            }
            try {
                rooms.putItem(
                        PutItemEnhancedRequest.builder(RoomRow.class)
                                .item(found.get().voided(reason))
                                .conditionExpression(RoomCondition.asRead(found.get()))
                                .build());
                return Optional.of(reason);
            } catch (ConditionalCheckFailedException e) {
                if (number == VOID_TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    /**
     * Closes a room that nobody has opened, if it is still as it was read.
     *
     * @param placed the row as it was read
     * @param reason a code
     * @return whether it is void now
     */
    public boolean voidPlaced(RoomRow placed, String reason) {
        if (placed.status() != RoomStatus.PLACED) {
            return false;
        }
        RoomRow isVoid = placed.voided(reason);
        try {
            rooms.putItem(
                    PutItemEnhancedRequest.builder(RoomRow.class)
                            .item(isVoid)
                            .conditionExpression(RoomCondition.asRead(placed))
                            .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return find(placed.roomId()).filter(isVoid::equals).isPresent();
        }
    }

    private static Expression expression(String text) {
        return Expression.builder().expression(text).build();
    }
}
