package dev.atrium.localstack.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.Record;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings one batch to a function: again while it fails, and past what it cannot take. */
final class BatchDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDelivery.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private final LambdaFunction function;
    private final MappingSettings settings;
    private final StreamEvents events;
    private final DeadLetter deadLetter;

    BatchDelivery(
            LambdaFunction function,
            MappingSettings settings,
            StreamEvents events,
            DeadLetter deadLetter) {
        this.function = function;
        this.settings = settings;
        this.events = events;
        this.deadLetter = deadLetter;
    }

    /** What is left of a batch after an attempt: from the first failed record on. */
    private record Attempt(List<Record> left, boolean partial, String error) {}

    /** Returns when every record was taken or passed over. */
    void deliver(List<Record> batch) throws InterruptedException {
        List<Record> left = batch;
        int attempts = 0;
        while (!left.isEmpty()) {
            Attempt attempt = attempt(left);
            // Progress earns a new count: the record that fails now has not failed before.
            boolean progressed = attempt.left().size() < left.size();
            attempts = progressed ? 1 : attempts + 1;
            left = attempt.left();
            if (left.isEmpty()) {
                return;
            }
            if (attempts >= settings.maximumAttempts()) {
                left = giveUp(left, attempt);
                attempts = 0;
            } else {
                // On the mapping's own thread, as AWS holds the shard back: nobody else waits.
                Thread.sleep(backOff(attempts));
            }
        }
    }

    /**
     * The first record is a dead letter if it is known to be the one that fails; else all are tried
     * alone, so that one bad record does not take its neighbours with it (AWS's bisecting, taken to
     * its end).
     */
    private List<Record> giveUp(List<Record> left, Attempt attempt) throws InterruptedException {
        if (left.size() == 1 || attempt.partial()) {
            passOver(left.getFirst(), attempt.error());
            return left.subList(1, left.size());
        }
        for (Record alone : left) {
            deliver(List.of(alone));
        }
        return List.of();
    }

    private void passOver(Record poison, String error) {
        String sequence = poison.dynamodb().sequenceNumber();
        LOG.error("{} passes over record {}: {}", function.name(), sequence, error);
        try {
            deadLetter.passedOver(events.event(List.of(poison)), sequence, error);
        } catch (RuntimeException lost) {
            LOG.error("the dead letter of record {} was lost", sequence, lost);
        }
    }

    private Attempt attempt(List<Record> records) throws InterruptedException {
        try {
            byte[] answer = function.invoke(events.event(records), settings.invocationTimeout());
            return read(records, JSON.readTree(answer));
        } catch (LambdaFunctionException failed) {
            if (Thread.interrupted()) {
                // The mapping is closed: that is no failure of the function's.
                throw new InterruptedException();
            }
            LOG.warn("{} failed on {} records", function.name(), records.size(), failed);
            return new Attempt(records, false, failed.errorType() + ": " + failed.errorMessage());
        } catch (IOException notJson) {
            return new Attempt(records, false, "the answer is no JSON");
        }
    }

    /** ReportBatchItemFailures: the earliest failed record and all after it are to come again. */
    private static Attempt read(List<Record> records, JsonNode answer) {
        JsonNode failures = answer.path("batchItemFailures");
        if (failures.isEmpty()) {
            return new Attempt(List.of(), false, "");
        }
        Set<String> failed = new HashSet<>();
        failures.forEach(each -> failed.add(each.path("itemIdentifier").asText("")));
        List<String> known = new ArrayList<>();
        records.forEach(each -> known.add(each.dynamodb().sequenceNumber()));
        if (!known.containsAll(failed)) {
            // Of records that were never sent: AWS takes the whole batch as failed.
            return new Attempt(records, false, "unknown itemIdentifier");
        }
        int first = 0;
        while (!failed.contains(known.get(first))) {
            first++;
        }
        return new Attempt(
                records.subList(first, records.size()), true, "reported in batchItemFailures");
    }

    private Duration backOff(int attempts) {
        Duration doubled = settings.firstBackOff().multipliedBy(1L << Math.min(attempts - 1, 16));
        return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }
}
