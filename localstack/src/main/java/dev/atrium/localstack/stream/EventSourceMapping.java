package dev.atrium.localstack.stream;

import dev.atrium.localstack.lambda.LambdaFunction;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a DynamoDB stream from its horizon and invokes a function with what is in it. */
public final class EventSourceMapping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventSourceMapping.class);

    /** New shards are looked for this often; an ended shard brings a look at once. */
    private static final Duration SHARD_REFRESH = Duration.ofSeconds(5);

    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final MappingSettings settings;
    private final BatchDelivery delivery;
    private final Thread thread;

    /** Shards being read or read to the end, on the mapping's thread alone. */
    private final Map<String, ShardPosition> positions = new LinkedHashMap<>();

    private long shardsListedAtNanos;
    private volatile boolean closed;

    private EventSourceMapping(
            DynamoDbStreamsClient streams,
            String streamArn,
            MappingSettings settings,
            BatchDelivery delivery,
            String name) {
        this.streams = streams;
        this.streamArn = streamArn;
        this.settings = settings;
        this.delivery = delivery;
        this.thread = Thread.ofVirtual().name("stream-" + name).unstarted(this::run);
    }

    /**
     * Starts to read, from the oldest record that the stream still has.
     *
     * @param streams not closed by this mapping
     */
    public static EventSourceMapping start(
            DynamoDbStreamsClient streams,
            String streamArn,
            LambdaFunction function,
            MappingSettings settings,
            DeadLetter deadLetter) {
        BatchDelivery delivery =
                new BatchDelivery(function, settings, new StreamEvents(streamArn), deadLetter);
        EventSourceMapping mapping =
                new EventSourceMapping(streams, streamArn, settings, delivery, function.name());
        mapping.thread.start();
        return mapping;
    }

    /** Where one shard is read. */
    private static final class ShardPosition {
        private final Shard shard;
        private @Nullable String iterator;
        private @Nullable String lastSequence;
        private boolean ended;

        ShardPosition(Shard shard) {
            this.shard = shard;
        }
    }

    private void run() {
        while (!closed) {
            try {
                boolean foundRecords = round();
                if (!foundRecords) {
                    // A poller with a thread of its own: a stream tells nobody that it has grown.
                    Thread.sleep(settings.pollInterval());
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (SdkException unreachable) {
                if (!closed) {
                    LOG.warn("stream {} cannot be read: {}", streamArn, "" + unreachable);
                    pauseAfterError();
                }
            } catch (RuntimeException bug) {
                LOG.error("stream {} was not read on", streamArn, bug);
                pauseAfterError();
            }
        }
    }

    private void pauseAfterError() {
        try {
            // The same thread; ended by its interrupt.
            Thread.sleep(ERROR_PAUSE);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    /** One look at every shard whose parent is done. */
    private boolean round() throws InterruptedException {
        long sinceNanos = System.nanoTime() - shardsListedAtNanos;
        if (positions.isEmpty() || sinceNanos > SHARD_REFRESH.toNanos()) {
            listShards();
        }
        boolean foundRecords = false;
        for (ShardPosition position : List.copyOf(positions.values())) {
            if (!position.ended && isParentDone(position.shard)) {
                foundRecords |= read(position);
            }
        }
        return foundRecords;
    }

    private boolean isParentDone(Shard shard) {
        ShardPosition parent = positions.get(shard.parentShardId());
        return parent == null || parent.ended;
    }

    private void listShards() {
        List<Shard> shards = new ArrayList<>();
        String from = null;
        do {
            String start = from;
            StreamDescription page =
                    streams.describeStream(
                                    request ->
                                            request.streamArn(streamArn)
                                                    .exclusiveStartShardId(start))
                            .streamDescription();
            shards.addAll(page.shards());
            from = page.lastEvaluatedShardId();
        } while (from != null);
        Set<String> there = new HashSet<>();
        for (Shard shard : shards) {
            there.add(shard.shardId());
            positions.computeIfAbsent(shard.shardId(), id -> new ShardPosition(shard));
        }
        // What the stream has forgotten need not be remembered.
        positions.keySet().retainAll(there);
        shardsListedAtNanos = System.nanoTime();
    }

    private boolean read(ShardPosition position) throws InterruptedException {
        String iterator = position.iterator;
        if (iterator == null) {
            iterator = openIterator(position);
        }
        GetRecordsResponse response;
        try {
            String at = iterator;
            response =
                    streams.getRecords(
                            request -> request.shardIterator(at).limit(settings.batchSize()));
        } catch (ExpiredIteratorException expired) {
            position.iterator = null;
            return false;
        } catch (TrimmedDataAccessException trimmed) {
            // DynamoDB Local says so of an iterator that is merely older than its first record.
            LOG.info("stream {} is read from its horizon again", streamArn);
            position.iterator = null;
            position.lastSequence = null;
            return false;
        }
        List<Record> records = response.records();
        if (!records.isEmpty()) {
            delivery.deliver(records);
            position.lastSequence = records.getLast().dynamodb().sequenceNumber();
        }
        position.iterator = response.nextShardIterator();
        if (position.iterator == null) {
            position.ended = true;
            listShards();
        }
        return !records.isEmpty();
    }

    private String openIterator(ShardPosition position) {
        String after = position.lastSequence;
        return streams.getShardIterator(
                        request -> {
                            request.streamArn(streamArn).shardId(position.shard.shardId());
                            if (after == null) {
                                request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                            } else {
                                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                        .sequenceNumber(after);
                            }
                        })
                .shardIterator();
    }

    /** Stops reading; an invocation that runs is abandoned, and comes again at the next start. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
