package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.room.RoomStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of rooms: whoever makes a room void, and for whatever reason, what was paid for it
 * goes back; so does what was paid for a room whose outcome is refused, once an operator orders it.
 * On AWS a filter lets nothing else through ({@code status} is {@code VOID}, or {@code
 * refundOrderedAtMs} is there); what it lets through is looked at again here. A failure is named in
 * the response, so that Lambda gives it again.
 */
public final class VoidRoomsHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(VoidRoomsHandler.class);

    private final Once<StakesBack> stakes;
    private final Once<Aggregates> aggregates;
    private final InstantSource clock;

    /** For Lambda. */
    public VoidRoomsHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public VoidRoomsHandler(Functions functions) {
        this.stakes = new Once<>(() -> SettlerWiring.stakesBack(functions));
        this.aggregates = new Once<>(() -> SettlerWiring.aggregates(functions));
        this.clock = functions.clock();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<StreamsEventResponse.BatchItemFailure> failures = new ArrayList<>();
        for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
            Optional<Ended> ended = ended(record.getDynamodb().getNewImage());
            if (ended.isEmpty()) {
                continue;
            }
            Ended room = ended.get();
            try {
                stakes.get().give(room.roomId(), room.status(), room.ordered());
                if (room.status() == RoomStatus.VOID) {
                    count(record.getDynamodb().getNewImage());
                }
            } catch (RuntimeException e) {
                LOG.error("room {}: its entries go back later", room.roomId(), e);
                failures.add(
                        new StreamsEventResponse.BatchItemFailure(
                                record.getDynamodb().getSequenceNumber()));
            }
        }
        return new StreamsEventResponse(failures);
    }

    /** Who is void has not been completed; where nobody was placed there was nothing to. */
    private void count(Map<String, AttributeValue> image) {
        String game = text(image, "game");
        String seats = text(image, "seats");
        AttributeValue createdAtMs = image.get("createdAtMs");
        boolean people = seats != null && seats.contains("\"bot\":false");
        if (game != null && people && createdAtMs != null && createdAtMs.getN() != null) {
            aggregates
                    .get()
                    .madeVoid(
                            String.valueOf(text(image, "roomId")),
                            game,
                            String.valueOf(text(image, "voidReason")),
                            Long.parseLong(createdAtMs.getN()),
                            clock.millis());
        }
    }

    /** A room whose stakes may be due. */
    private record Ended(String roomId, RoomStatus status, boolean ordered) {}

    private static Optional<Ended> ended(@Nullable Map<String, AttributeValue> image) {
        String roomId = image == null ? null : text(image, "roomId");
        if (image == null || roomId == null) {
            return Optional.empty();
        }
        boolean ordered = image.get("refundOrderedAtMs") != null;
        String status = String.valueOf(text(image, "status"));
        if (status.equals(RoomStatus.VOID.name())) {
            return Optional.of(new Ended(roomId, RoomStatus.VOID, ordered));
        }
        return ordered && status.equals(RoomStatus.FINISHED.name())
                ? Optional.of(new Ended(roomId, RoomStatus.FINISHED, true))
                : Optional.empty();
    }

    private static @Nullable String text(Map<String, AttributeValue> image, String name) {
        AttributeValue value = image.get(name);
        return value == null ? null : value.getS();
    }
}
