package dev.atrium.localstack.stream;

/** Told of records that a function failed on too often; AWS would write to a queue. */
@FunctionalInterface
public interface DeadLetter {

    /**
     * A record is passed over. Called on the mapping's thread; what it throws is logged.
     *
     * @param eventJson an event with the one record, as the function was given it
     * @param sequenceNumber the record's place in its shard
     * @param lastError what the last attempt said
     */
    void passedOver(byte[] eventJson, String sequenceNumber, String lastError);
}
