package dev.atrium.functions.match;

import dev.atrium.functions.edge.Stores;
import dev.atrium.match.Entrant;
import dev.atrium.message.Message;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.schema.TicketRow;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The record of tickets, in DynamoDB: whoever writes here first has it. A player has one row, so he
 * has one live ticket at most; a match writes the rows of all its players and its room's in one
 * transaction, so a ticket ends in one match or in none. Blocking and thread-safe; {@code
 * SdkException} means that something may or may not be written.
 */
final class TicketBook {
    /** Nobody waits for longer, and nobody asks later what became of it. */
    private static final long KEPT_S = TimeUnit.DAYS.toSeconds(1);

    /** Tickets of a shard in one look; what is left is the next one's, the oldest first. */
    private static final int SHARD_MAX = 100;

    /** Others write to the same rows at the same moment at most so often in a row. */
    private static final int ATTEMPTS_MAX = 4;

    private static final String FAILED = "ConditionalCheckFailed";

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<TicketRow> tickets;
    private final DynamoDbTable<RoomRow> rooms;

    TicketBook(Stores stores) {
        this.client = stores.dynamo();
        this.tickets = stores.table(Tables.TICKETS);
        this.rooms = stores.table(Tables.ROOMS);
    }

    /** The entrants of a ticket, as its row has them. */
    record Entrants(List<Entrant> entrants) implements Message {}

    /** What queueing came to. */
    sealed interface Queued {
        /**
         * They wait with it now.
         *
         * @param before the ticket that it replaces, if its leader still waited with one
         */
        record Waits(Optional<TicketRow> before) implements Queued {}

        /** He waits with a party, or one of his party waits already. */
        record OthersWait() implements Queued {}
    }

    /**
     * Queues a ticket; one that its leader alone still waits with is replaced. May be repeated.
     *
     * @return what he waited with before, or that it is not to be
     */
    Queued queue(Queue queue, QueuedTicket ticket) {
        return ticket.entrants().size() == 1
                ? queueOne(rows(queue, ticket, TicketRow.WAITING, null).getFirst())
                : queueAll(rows(queue, ticket, TicketRow.WAITING, null));
    }

    private Queued queueOne(TicketRow row) {
        try {
            @Nullable TicketRow before =
                    tickets.putItemWithResponse(
                                    PutItemEnhancedRequest.builder(TicketRow.class)
                                            .item(row)
                                            .conditionExpression(notWithOthers())
                                            .returnValues(ReturnValue.ALL_OLD)
                                            .build())
                            .attributes();
            // A retry of the client's own has met its own success.
            return new Queued.Waits(
                    Optional.ofNullable(before)
                            .filter(old -> !old.ticketId().equals(row.ticketId()))
                            .filter(TicketRow::isWaiting));
        } catch (ConditionalCheckFailedException e) {
            return new Queued.OthersWait();
        }
    }

    private Queued queueAll(List<TicketRow> rows) {
        TransactWriteItemsEnhancedRequest.Builder transaction =
                TransactWriteItemsEnhancedRequest.builder();
        rows.forEach(row -> add(transaction, row, notWaiting()));
        return write(transaction, rows.getFirst())
                ? new Queued.Waits(Optional.empty())
                : new Queued.OthersWait();
    }

    /**
     * Gives tickets a match, all or none, with the row of its room.
     *
     * @param room placed, of an id of its own
     * @return false if one of them waits no longer, or another has it
     */
    boolean match(Queue queue, List<QueuedTicket> matched, RoomRow room) {
        TransactWriteItemsEnhancedRequest.Builder transaction =
                TransactWriteItemsEnhancedRequest.builder()
                        .addPutItem(
                                rooms,
                                TransactPutItemEnhancedRequest.builder(RoomRow.class)
                                        .item(room)
                                        .conditionExpression(
                                                Expression.builder()
                                                        .expression("attribute_not_exists(roomId)")
                                                        .build())
                                        .build());
        List<TicketRow> all = new ArrayList<>();
        for (QueuedTicket ticket : matched) {
            for (TicketRow row : rows(queue, ticket, TicketRow.MATCHED, room.roomId())) {
                add(transaction, row, waitsWith(ticket.ticketId()));
                all.add(row);
            }
        }
        return write(transaction, all.getFirst());
    }

    /**
     * Seats one who waits in a room that runs.
     *
     * @return false if he waits no longer, or the room has ended
     */
    boolean join(Queue queue, QueuedTicket ticket, String roomId) {
        TransactWriteItemsEnhancedRequest.Builder transaction =
                TransactWriteItemsEnhancedRequest.builder()
                        .addConditionCheck(
                                rooms,
                                ConditionCheck.builder()
                                        .key(k -> k.partitionValue(roomId))
                                        .conditionExpression(live())
                                        .build());
        List<TicketRow> rows = rows(queue, ticket, TicketRow.MATCHED, roomId);
        rows.forEach(row -> add(transaction, row, waitsWith(ticket.ticketId())));
        return write(transaction, rows.getFirst());
    }

    /** The match of these is not played: they wait again as before. */
    boolean unmatch(Queue queue, QueuedTicket ticket, String roomId) {
        TransactWriteItemsEnhancedRequest.Builder transaction =
                TransactWriteItemsEnhancedRequest.builder();
        List<TicketRow> rows = rows(queue, ticket, TicketRow.WAITING, null);
        rows.forEach(row -> add(transaction, row, matchedTo(ticket.ticketId(), roomId)));
        return write(transaction, rows.getFirst());
    }

    /**
     * Takes a ticket back.
     *
     * @return false if it does not wait
     */
    boolean cancel(Queue queue, QueuedTicket ticket) {
        TransactWriteItemsEnhancedRequest.Builder transaction =
                TransactWriteItemsEnhancedRequest.builder();
        List<TicketRow> rows = rows(queue, ticket, TicketRow.CANCELLED, null);
        rows.forEach(row -> add(transaction, row, waitsWith(ticket.ticketId())));
        return write(transaction, rows.getFirst());
    }

    /** The last ticket of a player. */
    Optional<TicketRow> find(String playerId) {
        return Optional.ofNullable(
                tickets.getItem(
                        get -> get.key(k -> k.partitionValue(playerId)).consistentRead(true)));
    }

    /** The ticket of a row, with all who are on it; empty if it is not its leader's any more. */
    Optional<QueuedTicket> ticket(TicketRow row) {
        Optional<TicketRow> leaders =
                row.leader().equals(row.playerId()) ? Optional.of(row) : find(row.leader());
        return leaders.filter(leader -> leader.ticketId().equals(row.ticketId()))
                .map(TicketBook::ofLeader);
    }

    /**
     * Tickets that wait, their leaders' rows, the oldest first.
     *
     * @param shard the first digit of their ids
     * @param untilMs queued then or before
     */
    List<TicketRow> waiting(String shard, long untilMs) {
        return tickets
                .index(Tables.TICKETS_WAITING)
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.sortLessThanOrEqualTo(
                                                        k ->
                                                                k.partitionValue(shard)
                                                                        .sortValue(
                                                                                RoomRow.since(
                                                                                        untilMs))))
                                        .limit(SHARD_MAX))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .toList();
    }

    /** The ticket of its leader's row. */
    static QueuedTicket ofLeader(TicketRow row) {
        SortedMap<String, Integer> latencies = new TreeMap<>();
        row.latencies().forEach((region, ms) -> latencies.put(region, Math.toIntExact(ms)));
        return new QueuedTicket(
                row.ticketId(),
                row.leader(),
                entrants(row),
                row.skill(),
                row.bots(),
                row.open(),
                latencies,
                row.enqueuedAtMs());
    }

    private static List<Entrant> entrants(TicketRow row) {
        try {
            return MessageJson.read(
                            Json.object(Objects.requireNonNull(row.entrants())), Entrants.class)
                    .entrants();
        } catch (WireException e) {
            throw new IllegalStateException("a ticket's players cannot be read", e);
        }
    }

    /** The leader's first, though he may stand anywhere among its entrants. */
    private static List<TicketRow> rows(
            Queue queue, QueuedTicket ticket, String state, @Nullable String roomId) {
        boolean waits = state.equals(TicketRow.WAITING);
        Map<String, Long> latencies = new HashMap<>();
        ticket.latencies().forEach((region, ms) -> latencies.put(region, (long) ms));
        List<TicketRow> rows = new ArrayList<>();
        for (String playerId : ticket.playerIds()) {
            boolean leads = playerId.equals(ticket.leader());
            TicketRow row =
                    new TicketRow(
                            playerId,
                            ticket.ticketId(),
                            state,
                            queue.name(),
                            ticket.leader(),
                            ticket.entrants().size(),
                            leads ? MessageJson.text(new Entrants(ticket.entrants())) : null,
                            ticket.skill(),
                            ticket.bots(),
                            ticket.open(),
                            latencies,
                            ticket.enqueuedAtMs(),
                            roomId,
                            leads && waits ? ticket.ticketId().substring(0, 1) : null,
                            leads && waits ? RoomRow.since(ticket.enqueuedAtMs()) : null,
                            TimeUnit.MILLISECONDS.toSeconds(ticket.enqueuedAtMs()) + KEPT_S);
            rows.add(leads ? 0 : rows.size(), row);
        }
        return rows;
    }

    private void add(
            TransactWriteItemsEnhancedRequest.Builder transaction,
            TicketRow row,
            Expression condition) {
        transaction.addPutItem(
                tickets,
                TransactPutItemEnhancedRequest.builder(TicketRow.class)
                        .item(row)
                        .conditionExpression(condition)
                        .build());
    }

    /**
     * Writes all of it or nothing.
     *
     * @param sign what stands there if it was written, and could not otherwise
     */
    private boolean write(TransactWriteItemsEnhancedRequest.Builder transaction, TicketRow sign) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                client.transactWriteItems(transaction.build());
                return true;
            } catch (TransactionCanceledException e) {
                boolean refused =
                        e.cancellationReasons().stream()
                                .anyMatch(reason -> FAILED.equals(reason.code()));
                if (refused) {
                    // A try whose reply was lost may have met its own success.
                    return find(sign.playerId()).filter(sign::equals).isPresent();
                }
                // Others write to the same rows in this moment.
            }
        }
        throw new IllegalStateException("others write the same tickets all the time");
    }

    private static Expression notWithOthers() {
        return expression(
                "attribute_not_exists(playerId) OR #state <> :waiting OR #players = :one",
                Map.of(":waiting", text(TicketRow.WAITING), ":one", AttributeValue.fromN("1")),
                Map.of("#state", "state", "#players", "players"));
    }

    private static Expression notWaiting() {
        return expression(
                "attribute_not_exists(playerId) OR #state <> :waiting",
                Map.of(":waiting", text(TicketRow.WAITING)),
                Map.of("#state", "state"));
    }

    private static Expression waitsWith(String ticketId) {
        return expression(
                "ticketId = :ticket AND #state = :waiting",
                Map.of(":ticket", text(ticketId), ":waiting", text(TicketRow.WAITING)),
                Map.of("#state", "state"));
    }

    private static Expression matchedTo(String ticketId, String roomId) {
        return expression(
                "ticketId = :ticket AND #state = :matched AND roomId = :room",
                Map.of(
                        ":ticket",
                        text(ticketId),
                        ":matched",
                        text(TicketRow.MATCHED),
                        ":room",
                        text(roomId)),
                Map.of("#state", "state"));
    }

    private static Expression live() {
        return expression(
                "#status IN (:placed, :playing)",
                Map.of(
                        ":placed",
                        text(RoomStatus.PLACED.name()),
                        ":playing",
                        text(RoomStatus.PLAYING.name())),
                Map.of("#status", "status"));
    }

    private static Expression expression(
            String text, Map<String, AttributeValue> values, Map<String, String> names) {
        return Expression.builder()
                .expression(text)
                .expressionValues(values)
                .expressionNames(names)
                .build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
