package dev.atrium.host.audit;

import dev.atrium.schema.AuditRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The record of what operators did, in DynamoDB: it outlives hosts and Redis, and every host can
 * list all of it. A line is there before its call does anything, so nothing is done without one; a
 * line that still says {@link #BEGUN} is of a call whose host went, or lost the store, while it
 * ran. Blocking and thread-safe.
 */
public final class AuditBook {
    /** The result of a line whose call has not ended. */
    public static final String BEGUN = "begun";

    /** Lines in one answer at most. */
    public static final int LINES_MAX = 1_000;

    /** So many days are looked at for the newest lines. */
    private static final int DAYS_MAX = 31;

    private static final long KEPT_S = 400L * 86_400;
    private static final int TEXT_CHARACTERS_MAX = 200;
    private static final long MS_PER_S = 1_000;

    private final DynamoDbTable<AuditRow> table;
    private final String hostId;
    private final InstantSource clock;
    private final AtomicLong number = new AtomicLong();

    /** The book of a deployment, as this host writes it. */
    public AuditBook(
            DynamoDbEnhancedClient client, String tablePrefix, String hostId, InstantSource clock) {
        this.table = Tables.AUDIT.in(client, tablePrefix);
        this.hostId = hostId;
        this.clock = clock;
    }

    /**
     * What a call is about.
     *
     * @param command such as {@code kick}
     * @param room as it was asked for
     * @param player as he was asked for
     * @param detail what else was asked for
     */
    public record Subject(
            String command,
            Optional<String> room,
            Optional<String> player,
            Optional<String> detail) {
        public Subject {
            room = room.map(Subject::shortened);
            player = player.map(Subject::shortened);
            detail = detail.map(Subject::shortened);
        }

        /** A call about the host or the deployment. */
        public static Subject of(String command) {
            return new Subject(command, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** A call about a room. */
        public static Subject of(String command, String room) {
            return new Subject(command, Optional.of(room), Optional.empty(), Optional.empty());
        }

        /** With what else was asked for. */
        public Subject with(Optional<String> more) {
            return new Subject(command, room, player, more);
        }

        /** Whatever was sent: the record must hold it. */
        private static String shortened(String text) {
            return text.length() <= TEXT_CHARACTERS_MAX
                    ? text
                    : text.substring(0, TEXT_CHARACTERS_MAX);
        }
    }

    /**
     * Writes the line of a call that is about to begin.
     *
     * @param operator the name of his key
     * @throws software.amazon.awssdk.core.exception.SdkException if it is not known to be written
     */
    public AuditRow begin(String operator, Subject subject) {
        long nowMs = clock.millis();
        AuditRow line =
                new AuditRow(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString(),
                        "%013d#%s#%06d".formatted(nowMs, hostId, number.getAndIncrement()),
                        nowMs,
                        operator,
                        hostId,
                        subject.command(),
                        subject.room().orElse(null),
                        subject.player().orElse(null),
                        subject.detail().orElse(null),
                        BEGUN,
                        nowMs / MS_PER_S + KEPT_S);
        table.putItem(line);
        return line;
    }

    /** Writes what became of it. */
    public void end(AuditRow line, String result) {
        table.putItem(line.ended(result));
    }

    /**
     * The newest lines, the newest first.
     *
     * @param limit 1 to {@link #LINES_MAX}
     * @param day of which day; else as many days back from today as it takes, a month at most
     */
    public List<AuditRow> newest(int limit, Optional<LocalDate> day) {
        LocalDate last = day.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        int days = day.isPresent() ? 1 : DAYS_MAX;
        List<AuditRow> lines = new ArrayList<>();
        for (int i = 0; i < days && lines.size() < limit; i++) {
            String key = last.minusDays(i).toString();
            table
                    .query(
                            query ->
                                    query.queryConditional(
                                                    QueryConditional.keyEqualTo(
                                                            k -> k.partitionValue(key)))
                                            .scanIndexForward(false)
                                            .consistentRead(true)
                                            .limit(limit))
                    .items()
                    .stream()
                    .limit(limit - lines.size())
                    .forEach(lines::add);
        }
        return lines;
    }
}
