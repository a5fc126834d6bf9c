package dev.atrium.schema;

import dev.atrium.match.SiegeStatus;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

/**
 * A siege: one item with all who are registered, so that each change is one write that sees all of
 * it. With 100 players it is some 30 KB.
 *
 * @param slot the key: its start in ms, as {@link #key} writes it
 * @param roomId drawn when somebody first registers
 * @param status see {@link SiegeStatus}
 * @param feePerWarrior in the ledger's smallest unit; 0 if it costs nothing
 * @param warriors of all entries, at most 100
 * @param entries by player id: JSON of {@link dev.atrium.match.SiegeEntry}
 * @param cancelled by player id: how often he has cancelled; some of it may be {@code forgotten}
 * @param forgotten how many were taken out of {@code cancelled} again, so that others have room in
 *     it; what the ledger has of them is complete
 * @param reason why it does not take place, if it does not
 * @param claimedBy who is starting it, if somebody is
 * @param claimedUntilMs wall time at which another may go on with that
 * @param startedAtMs wall time at which its room was placed; 0 before
 * @param told whether everybody has been told what became of it, and all that goes back is back
 * @param unfinished {@link #UNFINISHED} as long as anything may still become of it, for the index:
 *     until all are told that it does not take place, or nobody may enter it late any more
 * @param ttl seconds since 1970 after which it may go; 0 while it is unfinished, which DynamoDB
 *     takes for no time at all
 */
public record SiegeRow(
        String slot,
        String roomId,
        SiegeStatus status,
        long feePerWarrior,
        int warriors,
        Map<String, String> entries,
        Map<String, Long> cancelled,
        long forgotten,
        @Nullable String reason,
        @Nullable String claimedBy,
        long claimedUntilMs,
        long startedAtMs,
        boolean told,
        @Nullable String unfinished,
        long ttl) {

    /** All that are unfinished are listed under this one key: there are some dozens at most. */
    public static final String UNFINISHED = "unfinished";

    /** One that is finished stays so long. */
    public static final long KEPT_S = 30L * 24 * 3_600;

    /** A siege that nobody is registered for yet. */
    public static SiegeRow open(long slot, String roomId, long feePerWarrior) {
        return new SiegeRow(
                key(slot),
                roomId,
                SiegeStatus.OPEN,
                feePerWarrior,
                0,
                Map.of(),
                Map.of(),
                0,
                null,
                null,
                0,
                0,
                false,
                UNFINISHED,
                0);
    }

    /** A slot as the key of its row: keys are texts. */
    public static String key(long slot) {
        return String.format(Locale.ROOT, "%016d", slot);
    }

    /** Its start, in ms since 1970. */
    public long startsAtMs() {
        return Long.parseLong(slot);
    }
}
