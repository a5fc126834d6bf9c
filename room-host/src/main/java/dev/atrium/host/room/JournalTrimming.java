package dev.atrium.host.room;

import dev.atrium.game.GameInfo;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateHash;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * When the journal of a long-lived room is trimmed, and that its owner forgets what was. One at a
 * time; the play never waits for it. The room's thread's.
 */
final class JournalTrimming {
    private static final Logger LOG = LoggerFactory.getLogger(JournalTrimming.class);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final String roomId;
    private final GameInfo info;
    private final Vocabulary vocabulary;
    private final RoomTrimming service;
    private final Consumer<RoomCall> results;
    private final JournalWriter writer;
    private final RoomMeter meter;
    private long sinceNanos;
    private boolean trimming;
    private boolean failing;

    /** Rises when the journal is written anew: what was asked for before does not count then. */
    private int generation;

    JournalTrimming(
            RoomGrant.Owned room,
            RoomTrimming service,
            Consumer<RoomCall> results,
            JournalWriter writer,
            RoomMeter meter,
            long nowNanos) {
        this.roomId = room.roomId();
        this.info = room.game().info();
        this.vocabulary = room.game().vocabulary();
        this.service = service;
        this.results = results;
        this.writer = writer;
        this.meter = meter;
        this.sinceNanos = nowNanos;
    }

    /** Game time from one snapshot to the next. */
    int snapshotS() {
        return service.pace().snapshotS();
    }

    /**
     * A snapshot is kept, so that the entries before it need not be.
     *
     * @param head the hash of those
     */
    void snapshotKept(JournalSnapshot snapshot, StateHash head, long nowNanos) {
        boolean inSegments = info.journal() == GameInfo.JournalKept.IN_SEGMENTS;
        if (!inSegments || trimming || !isDue(snapshot, nowNanos)) {
            return;
        }
        trimming = true;
        int asked = generation;
        service.trim(
                new RoomTrimming.Due(roomId, info.id(), vocabulary, writer.epoch(), snapshot, head),
                result -> results.accept(new RoomCall.Trimmed(result, asked)));
    }

    private boolean isDue(JournalSnapshot snapshot, long nowNanos) {
        RoomTrimming.Pace pace = service.pace();
        long before = writer.base().map(JournalBase::entries).orElse(0L);
        return snapshot.entries() - before >= pace.entries()
                || writer.bytesSinceBase() >= pace.bytes()
                || nowNanos - sinceNanos >= pace.ageS() * SECOND_NANOS;
    }

    void trimmed(RoomCall.Trimmed trimmed, long nowNanos) {
        if (trimmed.generation() != generation) {
            return;
        }
        trimming = false;
        switch (trimmed.result()) {
            case RoomTrimming.Result.Trimmed done -> {
                writer.trimmed(done.base());
                sinceNanos = nowNanos;
                meter.trimmed(true);
                if (failing) {
                    failing = false;
                    LOG.atInfo().addKeyValue("room", roomId).log("its journal is trimmed again");
                }
            }
            case RoomTrimming.Result.NotYet notYet -> {
                meter.trimmed(false);
                if (!failing) {
                    // Said once, however often it is tried again.
                    failing = true;
                    LOG.atWarn()
                            .addKeyValue("room", roomId)
                            .log("its journal is not trimmed: {}", notYet.why());
                }
            }
        }
    }

    /** The store has lost the journal: what was asked of it counts no more. */
    void suspend() {
        generation++;
        trimming = false;
    }
}
