package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.schema.OutcomeRow;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of outcomes: settles each one that was written. What fails and may pass by itself is
 * named in the response, so that Lambda gives it again, with all that follows; the others are none
 * the worse for that. What does not pass by itself, or fails too often, is a dead letter then, and
 * holds up nothing.
 */
public final class SettlementHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementHandler.class);

    private final Once<Deliveries> deliveries;

    /** For Lambda. */
    public SettlementHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SettlementHandler(Functions functions) {
        this.deliveries = new Once<>(() -> new Deliveries(SettlerWiring.settler(functions)));
    }

    /** Over that settler. */
    public SettlementHandler(Settler settler) {
        this.deliveries = new Once<>(() -> new Deliveries(settler));
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<StreamsEventResponse.BatchItemFailure> failures = new ArrayList<>();
        for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
            // An outcome is written once: what is changed or removed is no new one.
            if (!"INSERT".equals(record.getEventName())) {
                continue;
            }
            Optional<OutcomeRow> row = row(record.getDynamodb().getNewImage());
            if (row.isEmpty()) {
                // Without its key there is no room to note a refusal for: no retry would help.
                LOG.error("OUTCOME REFUSED: a record of the stream is no outcome");
                continue;
            }
            Deliveries.Attempt attempt = deliveries.get().attempt(row.get());
            if (attempt == Deliveries.Attempt.AGAIN) {
                failures.add(again(record));
            }
        }
        return new StreamsEventResponse(failures);
    }

    private static StreamsEventResponse.BatchItemFailure again(
            DynamodbEvent.DynamodbStreamRecord record) {
        return new StreamsEventResponse.BatchItemFailure(record.getDynamodb().getSequenceNumber());
    }

    private static Optional<OutcomeRow> row(@Nullable Map<String, AttributeValue> image) {
        if (image == null || text(image, "roomId").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new OutcomeRow(
                        text(image, "roomId"),
                        text(image, "document"),
                        text(image, "keyId"),
                        text(image, "signature")));
    }

    /** Empty if it is not there: then no check holds, and the outcome is refused. */
    private static String text(Map<String, AttributeValue> image, String name) {
        AttributeValue value = image.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }
}
