package dev.atrium.localstack.queue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.gateway.server.GatewayService;
import dev.atrium.localstack.gateway.server.Header;
import dev.atrium.localstack.gateway.server.UpgradeDecision;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** SQS's API as its SDK speaks it, AWS JSON 1.0: {@code SendMessage} and {@code GetQueueUrl}. */
final class QueueService implements GatewayService {
    /** What a queue of SQS can be set to take at least; wakes are far shorter. */
    static final int MESSAGE_BYTES_MAX = 1_024;

    private static final int DELAY_S_MAX = 900;
    private static final String TARGET = "AmazonSQS.";
    private static final int SURROGATE_MIN = 0xD800;
    private static final int SURROGATE_MAX = 0xDFFF;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Map<String, DelayedQueue> queues;

    /** Those queues, by name. */
    QueueService(Map<String, DelayedQueue> queues) {
        this.queues = Map.copyOf(queues);
    }

    @Override
    public boolean isSocketPath(String encodedPath) {
        return false;
    }

    @Override
    public UpgradeDecision upgrade(GatewayRequest request) {
        return new UpgradeDecision.Refused(GatewayAnswer.message(404, "Not Found"));
    }

    @Override
    public GatewayAnswer answer(GatewayRequest request) {
        try {
            return json(200, operation(request));
        } catch (QueueErrorException refused) {
            ObjectNode body =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("__type", refused.error().type())
                            .put("message", refused.getMessage());
            return json(400, body)
                    .with("x-amzn-query-error", refused.error().queryCode() + ";Sender");
        }
    }

    private static GatewayAnswer json(int status, ObjectNode body) {
        return new GatewayAnswer(
                status,
                List.of(
                        new Header("content-type", "application/x-amz-json-1.0"),
                        new Header("x-amzn-requestid", UUID.randomUUID().toString())),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode operation(GatewayRequest request) throws QueueErrorException {
        String target = request.header("x-amz-target");
        if (target == null
                || !target.startsWith(TARGET)
                || !request.method().equals("POST")
                || !request.encodedPath().equals("/")) {
            throw unknownOperation();
        }
        JsonNode parameters = read(request.body());
        return switch (target.substring(TARGET.length())) {
            case "SendMessage" -> sendMessage(parameters);
            case "GetQueueUrl" -> queueUrl(parameters, request.domainName());
            default -> throw unknownOperation();
        };
    }

    private static QueueErrorException unknownOperation() {
        return new QueueErrorException(
                QueueError.UNKNOWN_OPERATION, "Nothing but SendMessage and GetQueueUrl is known.");
    }

    private static JsonNode read(byte[] body) throws QueueErrorException {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException notJson) {
            // Falls through: the answer is the same.
        }
        throw new QueueErrorException(QueueError.MALFORMED, "The request is no JSON object.");
    }

    private ObjectNode queueUrl(JsonNode parameters, String domainName) throws QueueErrorException {
        onlyKnown(parameters, Set.of("QueueName"));
        DelayedQueue queue = queue(text(parameters, "QueueName"));
        return JsonNodeFactory.instance
                .objectNode()
                .put("QueueUrl", "http://" + domainName + QueueEndpoint.path(queue.name()));
    }

    private ObjectNode sendMessage(JsonNode parameters) throws QueueErrorException {
        onlyKnown(parameters, Set.of("QueueUrl", "MessageBody", "DelaySeconds"));
        DelayedQueue queue = queue(nameIn(text(parameters, "QueueUrl")));
        String body = text(parameters, "MessageBody");
        checkBody(body);
        QueuedMessage sent =
                queue.send(body, Duration.ofSeconds(delaySeconds(parameters)))
                        .orElseThrow(
                                () ->
                                        new QueueErrorException(
                                                QueueError.REQUEST_THROTTLED,
                                                "The queue holds as many messages as it may."));
        return JsonNodeFactory.instance
                .objectNode()
                .put("MessageId", sent.id())
                .put("MD5OfMessageBody", sent.bodyMd5());
    }

    /** What a caller wants and does not get must not look as if he had got it. */
    private static void onlyKnown(JsonNode parameters, Set<String> known)
            throws QueueErrorException {
        for (Map.Entry<String, JsonNode> each : parameters.properties()) {
            boolean said = !each.getValue().isNull() && !isEmpty(each.getValue());
            if (said && !known.contains(each.getKey())) {
                throw new QueueErrorException(
                        QueueError.UNSUPPORTED_OPERATION,
                        each.getKey() + " is not supported by this stand-in.");
            }
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode() && value.isEmpty();
    }

    private static String text(JsonNode parameters, String name) throws QueueErrorException {
        JsonNode value = parameters.path(name);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            throw new QueueErrorException(
                    QueueError.MISSING_PARAMETER,
                    "The request must contain the parameter " + name + ".");
        }
        if (!value.isTextual()) {
            throw new QueueErrorException(QueueError.MALFORMED, name + " is no string.");
        }
        return value.textValue();
    }

    private DelayedQueue queue(String name) throws QueueErrorException {
        DelayedQueue queue = queues.get(name);
        if (queue == null) {
            throw new QueueErrorException(
                    QueueError.QUEUE_DOES_NOT_EXIST, "The specified queue does not exist.");
        }
        return queue;
    }

    /** By which name one came here does not matter, as little as on AWS. */
    private static String nameIn(String queueUrl) {
        try {
            String path = new URI(queueUrl).getRawPath();
            String folder = QueueEndpoint.path("");
            return path != null && path.startsWith(folder) ? path.substring(folder.length()) : "";
        } catch (URISyntaxException noUrl) {
            return "";
        }
    }

    private static int delaySeconds(JsonNode parameters) throws QueueErrorException {
        JsonNode value = parameters.path("DelaySeconds");
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new QueueErrorException(
                    QueueError.MALFORMED, "DelaySeconds is no whole number of 32 bits.");
        }
        int seconds = value.intValue();
        if (seconds < 0 || seconds > DELAY_S_MAX) {
            throw new QueueErrorException(
                    QueueError.INVALID_PARAMETER_VALUE,
                    ("Value %d for parameter DelaySeconds is invalid."
                                    + " Reason: DelaySeconds must be >= 0 and <= %d.")
                            .formatted(seconds, DELAY_S_MAX));
        }
        return seconds;
    }

    private static void checkBody(String body) throws QueueErrorException {
        if (body.getBytes(StandardCharsets.UTF_8).length > MESSAGE_BYTES_MAX) {
            throw new QueueErrorException(
                    QueueError.INVALID_PARAMETER_VALUE,
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + MESSAGE_BYTES_MAX
                            + " bytes.");
        }
        if (!body.codePoints().allMatch(QueueService::isOfXml)) {
            throw new QueueErrorException(
                    QueueError.INVALID_MESSAGE_CONTENTS,
                    "The message contains characters outside the allowed set.");
        }
    }

    /** The characters of XML 1.0, which SQS takes in any protocol. */
    private static boolean isOfXml(int character) {
        if (character < ' ') {
            return character == '\t' || character == '\n' || character == '\r';
        }
        boolean halfOfOne = character >= SURROGATE_MIN && character <= SURROGATE_MAX;
        return !halfOfOne && character != 0xFFFE && character != 0xFFFF;
    }
}
