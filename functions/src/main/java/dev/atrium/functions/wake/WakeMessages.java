package dev.atrium.functions.wake;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import io.lettuce.core.RedisException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads wakes from SQS's events and answers which of them are to come again ({@code
 * ReportBatchItemFailures}, which the event source mapping has to ask for). A message that holds no
 * wake is logged and counts as taken: no retry would make it one.
 */
public final class WakeMessages {
    private static final Logger LOG = LoggerFactory.getLogger(WakeMessages.class);

    private WakeMessages() {}

    /**
     * One message that holds a wake.
     *
     * @param messageId SQS's; the same one when it comes again
     * @param queue to look at
     * @param sentAtMs wall time of its sender, ms since 1970
     */
    public record Received(String messageId, String queue, long sentAtMs) {}

    /** The wakes of an event, in its order; what holds none is left out. */
    public static List<Received> read(SQSEvent event) {
        List<Received> wakes = new ArrayList<>();
        List<SQSEvent.SQSMessage> records = event.getRecords();
        if (records == null) {
            return wakes;
        }
        for (SQSEvent.SQSMessage record : records) {
            received(record)
                    .ifPresentOrElse(
                            wakes::add,
                            // Its text may be anybody's: the id is enough to know it by.
                            () -> LOG.error("message {} is no wake", idOf(record)));
        }
        return wakes;
    }

    /**
     * Looks at each queue of an event once, however many messages name it, and answers.
     *
     * @param look at a queue of that name; what it throws is logged, and the messages that name
     *     this queue come again
     */
    public static SQSBatchResponse each(SQSEvent event, Consumer<String> look) {
        Map<String, List<String>> idsByQueue = new LinkedHashMap<>();
        for (Received wake : read(event)) {
            idsByQueue
                    .computeIfAbsent(wake.queue(), queue -> new ArrayList<>())
                    .add(wake.messageId());
        }
        List<String> again = new ArrayList<>();
        idsByQueue.forEach(
                (queue, ids) -> {
                    if (!isLookedAt(queue, look)) {
                        again.addAll(ids);
                    }
                });
        return again(again);
    }

    /** The answer by which these messages come again, and no other of their event does. */
    public static SQSBatchResponse again(Collection<String> messageIds) {
        return new SQSBatchResponse(
                messageIds.stream().map(SQSBatchResponse.BatchItemFailure::new).toList());
    }

    private static boolean isLookedAt(String queue, Consumer<String> look) {
        try {
            look.accept(queue);
            return true;
        } catch (SdkException | RedisException e) {
            LOG.warn("queue {} is looked at later, a store fails: {}", queue, e.toString());
        } catch (RuntimeException e) {
            LOG.error("queue {} could not be looked at; it will be tried again", queue, e);
        }
        return false;
    }

    private static Optional<Received> received(SQSEvent.@Nullable SQSMessage record) {
        if (record == null || record.getMessageId() == null || record.getBody() == null) {
            return Optional.empty();
        }
        return Wake.read(record.getBody())
                .map(wake -> new Received(record.getMessageId(), wake.queue(), wake.sentAtMs()));
    }

    private static @Nullable String idOf(SQSEvent.@Nullable SQSMessage record) {
        return record == null ? null : record.getMessageId();
    }
}
