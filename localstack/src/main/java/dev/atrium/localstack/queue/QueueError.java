package dev.atrium.localstack.queue;

/** Errors that SQS answers, as its JSON protocol and its older query protocol name them. */
enum QueueError {
    /** There is no queue of that URL or name. */
    QUEUE_DOES_NOT_EXIST(
            "com.amazonaws.sqs#QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
    /** A parameter is out of its range. */
    INVALID_PARAMETER_VALUE(
            "com.amazonaws.sqs#InvalidParameterValueException", "InvalidParameterValue"),
    /** A parameter is not there. */
    MISSING_PARAMETER("com.amazonaws.sqs#MissingRequiredParameterException", "MissingParameter"),
    /** A character that XML does not know. */
    INVALID_MESSAGE_CONTENTS("com.amazonaws.sqs#InvalidMessageContents", "InvalidMessageContents"),
    /** SQS knows it, and this stand-in does not. */
    UNSUPPORTED_OPERATION(
            "com.amazonaws.sqs#UnsupportedOperation",
            "AWS.SimpleQueueService.UnsupportedOperation"),
    /** The queue is full; SQS itself says so of too many requests. */
    REQUEST_THROTTLED("com.amazonaws.sqs#RequestThrottled", "RequestThrottled"),
    /** Neither knows it. */
    UNKNOWN_OPERATION("com.amazon.coral.service#UnknownOperationException", "InvalidAction"),
    /** It is no JSON, or of other types. */
    MALFORMED("com.amazon.coral.service#SerializationException", "MalformedInput");

    private final String type;
    private final String queryCode;

    QueueError(String type, String queryCode) {
        this.type = type;
        this.queryCode = queryCode;
    }

    /** {@code __type} of the answer, by which the SDK finds its exception. */
    String type() {
        return type;
    }

    /** For the header {@code x-amzn-query-error}, which the SDK gives as the error's code. */
    String queryCode() {
        return queryCode;
    }
}
