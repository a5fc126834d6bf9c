package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.archive.FolderArchive;
import dev.atrium.catalog.Games;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.host.lease.HostLease;
import dev.atrium.journal.JournalBase;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A room that is trimmed while it is played, taken over, and emptied from its store. */
// Most of its time it waits, on hosts and tables of its own.
@Execution(ExecutionMode.CONCURRENT)
class TrimmedRoomIT {
    private static final int SPEED = 5;
    private static final int WARRIORS = 20;

    @TempDir private Path folder;

    private OwnRedis redis;
    private final Map<String, String> apart = LocalStores.get().newDeployment("trimmed");
    private RunningHost first;
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");

    @BeforeEach
    void start() throws IOException {
        redis = OwnRedis.start(Files.createDirectory(folder.resolve("redis")));
    }

    private RunningHost start(int takeoverMs, String dynamoJournals) throws IOException {
        Map<String, String> environment = new HashMap<>(apart);
        environment.put("ATRIUM_TAKEOVER_MS", Integer.toString(takeoverMs));
        environment.put("ATRIUM_DYNAMO_JOURNALS", dynamoJournals);
        environment.put(SegmentedWiring.PROPERTY, "true");
        environment.put("redis.uri", redis.uri());
        return RunningHost.start(folder, SPEED, environment);
    }

    @AfterEach
    void stop() throws IOException {
        first.close();
        redis.close();
    }

    /** Empty while it is written anew. */
    private static StoredJournal stored(RunningHost host, String roomId) {
        return host.bean(JournalStores.class)
                .of("arena.blitz")
                .read(roomId)
                .toCompletableFuture()
                .orTimeout(TestPlayer.WAIT_S, TimeUnit.SECONDS)
                .exceptionally(notWhole -> StoredJournal.EMPTY)
                .join();
    }

    /** All segments together prove the outcome, on the rules as everybody has them. */
    private int segmentsOfProof(RunningHost host, String roomId) throws Exception {
        RunningHost.until(
                () -> host.room(roomId).status() == RoomStatus.FINISHED, "it does not end");
        Outcome outcome = new OutcomeDocument(host.outcome(roomId).orElseThrow().document()).read();
        FolderArchive archive = new FolderArchive(folder.resolve("archive"));
        assertInstanceOf(
                OutcomeProof.Result.Proven.class,
                new OutcomeProof(Games.all(), archive).prove(outcome));
        return ArchivedJournal.find(
                        archive, roomId, OutcomeProof.journalHead(outcome).orElseThrow())
                .segments();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "arena.blitz"})
    void aTrimmedRoomIsTakenOverAndItsSegmentsProveItsEnd(String dynamoJournals) throws Exception {
        first = start(0, dynamoJournals);
        try (RunningHost second = start(100, dynamoJournals)) {
            String roomId = first.place(List.of(ada), WARRIORS - 1);
            try (TestPlayer player = first.connect()) {
                player.enter(first, roomId, ada).await("entered");
                player.move(roomId, "0-0", "n", 1);
                player.await("state", v -> v.at("/durable/0").asLong() == 1);
                RunningHost.until(() -> stored(first, roomId).before() > 0, "nothing is trimmed");
                first.bean(HostLease.class).close();
            }
            RunningHost.until(
                    () -> first.room(roomId).owner().equals(second.hostId()), "nobody takes it");
            StoredJournal taken = stored(second, roomId);
            JournalBase base = JournalBase.decode(taken.base().orElseThrow());
            assertTrue(base.entries() > 2, base.entries() + " entries are trimmed");
            RunningHost.until(
                    () -> stored(second, roomId).before() > base.entries(), "its heir trims too");
            assertTrue(segmentsOfProof(second, roomId) > 2);
        }
    }

    @Test
    void aTrimmedRoomWhoseStoreLosesEverythingIsWrittenAnewFromItsBase() throws Exception {
        first = start(0, "");
        String roomId = first.place(List.of(ada), WARRIORS - 1);
        try (TestPlayer player = first.connect()) {
            player.enter(first, roomId, ada).await("entered");
            player.move(roomId, "0-0", "n", 1);
            RunningHost.until(() -> stored(first, roomId).before() > 0, "nothing is trimmed");
            redis.flush();
            player.await("state", v -> v.get("epoch").asLong() == 2);
            RunningHost.until(() -> stored(first, roomId).count() > 0, "nothing is written anew");
            assertTrue(stored(first, roomId).before() > 0, "what was trimmed stays so");
        }
        assertTrue(segmentsOfProof(first, roomId) > 1);
        assertEquals(2, first.room(roomId).epoch());
    }
}
