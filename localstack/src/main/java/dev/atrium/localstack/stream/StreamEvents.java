package dev.atrium.localstack.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The JSON that functions behind a DynamoDB stream are invoked with. */
final class StreamEvents {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String streamArn;

    StreamEvents(String streamArn) {
        this.streamArn = streamArn;
    }

    byte[] event(List<Record> records) {
        ObjectNode event = NODES.objectNode();
        ArrayNode list = event.putArray("Records");
        records.forEach(each -> list.add(recordNode(each)));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode recordNode(Record each) {
        ObjectNode node = NODES.objectNode();
        node.put("eventID", each.eventID())
                .put("eventName", each.eventNameAsString())
                .put("eventVersion", each.eventVersion())
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", each.awsRegion());
        node.set("dynamodb", change(each.dynamodb()));
        if (each.userIdentity() != null) {
            // How deletions by time to live are told from others.
            node.putObject("userIdentity")
                    .put("type", each.userIdentity().type())
                    .put("principalId", each.userIdentity().principalId());
        }
        return node.put("eventSourceARN", streamArn);
    }

    private static ObjectNode change(StreamRecord change) {
        ObjectNode node = NODES.objectNode();
        if (change.approximateCreationDateTime() != null) {
            node.put(
                    "ApproximateCreationDateTime",
                    change.approximateCreationDateTime().getEpochSecond());
        }
        if (change.hasKeys()) {
            node.set("Keys", map(change.keys()));
        }
        if (change.hasNewImage()) {
            node.set("NewImage", map(change.newImage()));
        }
        if (change.hasOldImage()) {
            node.set("OldImage", map(change.oldImage()));
        }
        node.put("SequenceNumber", change.sequenceNumber());
        node.put("SizeBytes", change.sizeBytes());
        return node.put("StreamViewType", change.streamViewTypeAsString());
    }

    private static ObjectNode map(Map<String, AttributeValue> values) {
        ObjectNode node = NODES.objectNode();
        values.forEach((name, value) -> node.set(name, attribute(value)));
        return node;
    }

    /** DynamoDB's attribute-value JSON. */
    static ObjectNode attribute(AttributeValue value) {
        ObjectNode node = NODES.objectNode();
        return switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case B -> node.put("B", base64(value.b()));
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case M -> node.set("M", map(value.m()));
            case L -> node.set("L", list(value.l().stream().map(StreamEvents::attribute).toList()));
            case SS -> node.set("SS", texts(value.ss()));
            case NS -> node.set("NS", texts(value.ns()));
            case BS ->
                    node.set("BS", texts(value.bs().stream().map(StreamEvents::base64).toList()));
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("an attribute of unknown type");
        };
    }

    private static ArrayNode list(List<? extends JsonNode> nodes) {
        return NODES.arrayNode().addAll(nodes);
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode node = NODES.arrayNode();
        texts.forEach(node::add);
        return node;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
