package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.room.RoomStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of rooms: whoever makes a room void, and for whatever reason, what was paid for it
 * goes back. On AWS a filter lets nothing else through; what it lets through is looked at again
 * here. A failure is named in the response, so that Lambda gives it again.
 */
public final class VoidRoomsHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(VoidRoomsHandler.class);

    private final Once<Stakes> stakes;

    /** For Lambda. */
    public VoidRoomsHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public VoidRoomsHandler(Functions functions) {
        this.stakes = new Once<>(functions::stakes);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<StreamsEventResponse.BatchItemFailure> failures = new ArrayList<>();
        for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
            Optional<String> roomId = voided(record.getDynamodb().getNewImage());
            if (roomId.isEmpty()) {
                continue;
            }
            try {
                if (stakes.get().giveBack(roomId.get())) {
                    LOG.info("room {} is void: all entries went back", roomId.get());
                }
            } catch (RuntimeException e) {
                LOG.error("room {} is void, and its entries go back later", roomId.get(), e);
                failures.add(
                        new StreamsEventResponse.BatchItemFailure(
                                record.getDynamodb().getSequenceNumber()));
            }
        }
        return new StreamsEventResponse(failures);
    }

    private static Optional<String> voided(@Nullable Map<String, AttributeValue> image) {
        if (image == null || !RoomStatus.VOID.name().equals(text(image, "status"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(text(image, "roomId"));
    }

    private static @Nullable String text(Map<String, AttributeValue> image, String name) {
        AttributeValue value = image.get(name);
        return value == null ? null : value.getS();
    }
}
