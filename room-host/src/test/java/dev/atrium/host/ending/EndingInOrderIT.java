package dev.atrium.host.ending;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.archive.Archive;
import dev.atrium.archive.FolderArchive;
import dev.atrium.host.LocalStores;
import dev.atrium.host.ScheduledAtOnce;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.redis.RedisJournalStore;
import dev.atrium.host.room.RoomEnding.Result;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.JournalSnapshot;
import dev.atrium.message.Vocabulary;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The order of a room's end, in the real stores; only the archive and the clock fail on demand. */
class EndingInOrderIT {
    private static final List<byte[]> ENTRIES = List.of(new byte[] {1}, new byte[] {2, 3});

    @TempDir Path folder;

    private final String roomId = RoomId.draw().value();
    private final List<String> order = new ArrayList<>();
    private final AtomicInteger archiveFailures = new AtomicInteger();
    private final AtomicInteger leaseFailures = new AtomicInteger();

    private List<byte[]> entries = ENTRIES;
    private DynamoDbClient dynamo;
    private DynamoDbEnhancedClient tables;
    private RedisClient redisClient;
    private StatefulRedisConnection<byte[], byte[]> redis;
    private RedisJournalStore journals;
    private RoomTable rooms;
    private Archive archive;

    private final ScheduledAtOnce executor = new ScheduledAtOnce();

    @BeforeEach
    void open() {
        dynamo = LocalStores.get().client();
        tables = DynamoDbEnhancedClient.builder().dynamoDbClient(dynamo).build();
        redisClient = RedisClient.create(LocalStores.get().redisUri());
        redis = redisClient.connect(ByteArrayCodec.INSTANCE);
        journals = new RedisJournalStore(redis.async(), new RedisKeys("ending:"));
        rooms = new RoomTable(tables, "test-");
        FolderArchive kept = new FolderArchive(folder);
        archive =
                new Archive() {
                    @Override
                    public void put(String key, byte[] object) throws IOException {
                        if (archiveFailures.getAndDecrement() > 0) {
                            throw new IOException("out of reach");
                        }
                        order.add("archive while " + row().status());
                        kept.put(key, object);
                    }

                    @Override
                    public Optional<byte[]> get(String key) throws IOException {
                        return kept.get(key);
                    }
                };
        RoomRow placed = LocalStores.placed(roomId, "host-a", "[]");
        Tables.ROOMS.in(tables, "test-").putItem(placed);
        rooms.take(placed, "host-a");
        await(journals.raiseFence(roomId, 1).toCompletableFuture());
        await(journals.append(roomId, 1, 0, ENTRIES).toCompletableFuture());
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        redis.close();
        redisClient.shutdown();
        dynamo.close();
    }

    private static <T> T await(CompletableFuture<T> stage) {
        return stage.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private RoomRow row() {
        return rooms.find(roomId).orElseThrow();
    }

    private OutcomeRow outcomeRow() {
        return Tables.OUTCOMES
                .in(tables, "test-")
                .getItem(Key.builder().partitionValue(roomId).build());
    }

    private Outcome outcome() {
        return new Outcome(
                roomId,
                "arena.blitz",
                1,
                "random",
                "5e".repeat(32),
                Optional.empty(),
                List.of(),
                "last-standing",
                List.of(),
                200,
                new JournalFile(roomId, entries).chainHead().hex(),
                "00".repeat(32),
                1,
                2,
                "test");
    }

    private EndingInOrder ending(String host, RoomTable table) {
        return new EndingInOrder(
                new EndingInOrder.Stores(journals, archive, table),
                document -> new OutcomeRow(roomId, document.text(), "key", "signature"),
                host,
                () -> leaseFailures.getAndDecrement() <= 0,
                new Attempts(executor, executor));
    }

    private Result end(String host, long epoch, long entries) {
        CompletableFuture<Result> done = new CompletableFuture<>();
        ending(host, rooms).store(epoch, entries, outcome(), done::complete);
        return await(done);
    }

    private Result makeVoid(String host, long epoch, String reason, RoomTable table) {
        CompletableFuture<Result> done = new CompletableFuture<>();
        ending(host, table).voidRoom(roomId, epoch, reason, done::complete);
        return await(done);
    }

    /** The same tables, by that way. */
    private static RoomTable by(InvocationHandler way) {
        DynamoDbClient client =
                (DynamoDbClient)
                        Proxy.newProxyInstance(
                                DynamoDbClient.class.getClassLoader(),
                                new Class<?>[] {DynamoDbClient.class},
                                way);
        return new RoomTable(
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build(), "test-");
    }

    /** Replies to writes get lost. */
    private RoomTable losing(int replies) {
        AtomicInteger left = new AtomicInteger(replies);
        return by(
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(dynamo, arguments);
                    if (method.getName().equals("putItem") && left.getAndDecrement() > 0) {
                        throw SdkClientException.create("no reply");
                    }
                    return answer;
                });
    }

    /** Tables that cannot be reached. */
    private static RoomTable unreachable() {
        return by(
                (proxy, method, arguments) -> {
                    throw SdkClientException.create("out of reach");
                });
    }

    /** All that was handed to the executor before is done. */
    private void settle() {
        await(CompletableFuture.runAsync(() -> {}, executor));
    }

    @Test
    void archiveComesBeforeTheOutcomeAndBothAreThere() throws IOException {
        Result result = end("host-a", 1, ENTRIES.size());

        String hash = OutcomeDocument.of(outcome()).hash().hex();
        assertEquals(new Result.Stored(hash), result);
        assertEquals(List.of("archive while PLAYING"), order);
        assertEquals(RoomStatus.FINISHED, row().status());
        assertEquals(hash, row().outcomeHash());
        assertEquals(OutcomeDocument.of(outcome()).text(), outcomeRow().document());
        assertArrayEquals(
                new JournalFile(roomId, ENTRIES).encode(),
                archive.get(key(new JournalFile(roomId, ENTRIES))).orElseThrow());
    }

    private String key(JournalFile journal) {
        return Archive.journalKey(roomId, journal.chainHead());
    }

    @Test
    void whatAHostThatLostTheRoomArchivesDoesNotReplaceTheOwnersJournal() throws IOException {
        rooms.take(row(), "host-b");
        assertEquals(new Result.Moved(), end("host-a", 1, ENTRIES.size()));
        byte[] lost = archive.get(key(new JournalFile(roomId, ENTRIES))).orElseThrow();

        // The owner has an entry more, so its journal is another object.
        await(journals.raiseFence(roomId, 2).toCompletableFuture());
        await(journals.append(roomId, 2, 2, List.of(new byte[] {4})).toCompletableFuture());
        entries = List.of(ENTRIES.get(0), ENTRIES.get(1), new byte[] {4});
        assertTrue(end("host-b", 2, 3) instanceof Result.Stored);

        JournalFile owners = new JournalFile(roomId, entries);
        assertArrayEquals(owners.encode(), archive.get(key(owners)).orElseThrow());
        assertArrayEquals(lost, archive.get(key(new JournalFile(roomId, ENTRIES))).orElseThrow());
    }

    @Test
    void endThatWasStoredBeforeIsStoredAgainWithoutHarm() {
        Result first = end("host-a", 1, ENTRIES.size());
        RoomRow finished = row();

        assertEquals(first, end("host-a", 1, ENTRIES.size()));
        assertEquals(finished, row());
    }

    @Test
    void storesThatAreAwayForAWhileAreWaitedForLongerAndLonger() {
        archiveFailures.set(2);
        leaseFailures.set(1);

        assertTrue(end("host-a", 1, ENTRIES.size()) instanceof Result.Stored);
        assertEquals(List.of(100L, 200L, 400L), executor.waitsMs());
        assertEquals(RoomStatus.FINISHED, row().status());
    }

    /** Before the first transaction the store of journals loses this one. */
    private RoomTable afterALoss() {
        byte[] journal = new RedisKeys("ending:").journal(roomId).getBytes(UTF_8);
        AtomicInteger left = new AtomicInteger(1);
        return by(
                (proxy, method, arguments) -> {
                    if (method.getName().equals("transactWriteItems")
                            && left.getAndDecrement() > 0) {
                        redis.sync().del(journal);
                        throw SdkClientException.create("a conflict");
                    }
                    return method.invoke(dynamo, arguments);
                });
    }

    @Test
    void whatIsArchivedMayBeLostByTheStoreWhileTheEndIsTriedAgain() {
        CompletableFuture<Result> done = new CompletableFuture<>();

        ending("host-a", afterALoss()).store(1, ENTRIES.size(), outcome(), done::complete);

        assertTrue(await(done) instanceof Result.Stored, "it follows from what is archived");
        assertEquals(List.of(100L), executor.waitsMs());
        assertEquals(List.of("archive while PLAYING"), order);
        assertTrue(await(journals.read(roomId).toCompletableFuture()).entries().isEmpty());
    }

    @Test
    void storesThatStayAwayMakeTheRoomVoidAndNothingIsHalfDone() {
        archiveFailures.set(Integer.MAX_VALUE);

        assertEquals(new Result.Voided("end-not-stored"), end("host-a", 1, ENTRIES.size()));
        assertEquals(EndingInOrder.ATTEMPTS_MAX - 1, executor.waitsMs().size());
        assertEquals(5_000L, executor.waitsMs().getLast());
        settle();
        assertEquals(RoomStatus.VOID, row().status());
        assertEquals("end-not-stored", row().voidReason());
        assertNull(outcomeRow());
    }

    @Test
    void expiredHostWritesNoOutcome() {
        leaseFailures.set(Integer.MAX_VALUE);

        assertEquals(new Result.Voided("end-not-stored"), end("host-a", 1, ENTRIES.size()));
        assertNull(outcomeRow());
        assertEquals(List.of(), order);
    }

    @Test
    void hostThatLostTheRoomNeitherFinishesNorVoidsIt() {
        RoomRow ofAnother = rooms.take(row(), "host-b").orElseThrow();

        assertEquals(new Result.Moved(), end("host-a", 1, ENTRIES.size()));
        settle();
        assertEquals(ofAnother, row());
        assertNull(outcomeRow());
    }

    @Test
    void aVoidWhoseReplyWasLostIsNoOtherOwners() {
        assertEquals(
                new Result.Voided("journal-fenced"),
                makeVoid("host-a", 1, "journal-fenced", losing(1)));
        assertEquals(RoomStatus.VOID, row().status());
        assertEquals(1, executor.waitsMs().size(), "the second attempt found it");
    }

    @Test
    void whatIsVoidAlreadyKeepsTheReasonThatItHas() {
        makeVoid("host-a", 1, "room-failed", rooms);
        assertEquals(
                new Result.Voided("room-failed"), makeVoid("host-a", 1, "operator-void", rooms));
        assertEquals("room-failed", row().voidReason());
    }

    @Test
    void aVoidThatNoStoreConfirmsIsNeitherDoneNorAnothers() {
        assertEquals(
                new Result.NotKnown("operator-void"),
                makeVoid("host-a", 1, "operator-void", unreachable()));
        assertEquals(EndingInOrder.ATTEMPTS_MAX - 1, executor.waitsMs().size());
        assertEquals(RoomStatus.PLAYING, row().status());
    }

    @Test
    void whatAnotherOwnsIsNotMadeVoid() {
        RoomRow ofAnother = rooms.take(row(), "host-b").orElseThrow();
        assertEquals(new Result.Moved(), makeVoid("host-a", 1, "room-failed", rooms));
        assertEquals(ofAnother, row());
    }

    @Test
    void aJournalThatIsNotWholeProvesNothingUntilItIsWrittenAnew() {
        assertEquals(new Result.JournalGone("journal-lost"), end("host-a", 1, ENTRIES.size() + 1));
        settle();
        assertEquals(RoomStatus.PLAYING, row().status());
        assertNull(outcomeRow());
        assertEquals(List.of(), order);
    }

    @Test
    void aJournalThatIsBeingWrittenAnewAndIsNotWholeIsNotThere() {
        await(
                journals.startAnew(roomId, 1, ENTRIES.size(), Optional.empty())
                        .toCompletableFuture());
        assertEquals(
                new Result.JournalGone("journal-out-of-step"), end("host-a", 1, ENTRIES.size()));
        assertEquals(List.of(), order);
    }

    /** The first two entries are trimmed, and a third is there. */
    private void trimmed() {
        JournalCodec codec = new JournalCodec(Vocabulary.of(List.of()));
        byte[] opening =
                codec.encode(
                        new JournalEntry.Opened(
                                roomId,
                                "arena.blitz",
                                1,
                                List.of(),
                                new TreeMap<>(),
                                new TreeMap<>()));
        JournalBase base =
                new JournalBase(
                        opening,
                        new JournalFile(roomId, ENTRIES).chainHead(),
                        -1,
                        0,
                        new TreeMap<>(),
                        new JournalSnapshot(2, new byte[] {1}));
        await(journals.append(roomId, 1, 2, List.of(new byte[] {4})).toCompletableFuture());
        await(journals.trim(roomId, 1, base).toCompletableFuture());
        entries = List.of(ENTRIES.get(0), ENTRIES.get(1), new byte[] {4});
    }

    @Test
    void ofATrimmedJournalWhatIsLeftIsStoredWhereTheOutcomeSays() throws Exception {
        trimmed();

        assertTrue(end("host-a", 1, 3) instanceof Result.Stored);

        JournalFile whole = new JournalFile(roomId, entries);
        JournalSegment last = ArchivedJournal.last(archive, roomId, whole.chainHead());
        assertEquals(2, last.before());
        assertEquals(new JournalFile(roomId, ENTRIES).chainHead(), last.headBefore());
        assertArrayEquals(new byte[] {4}, last.entries().getFirst());
    }

    @Test
    void aTrimmedJournalWhoseBaseIsTornProvesNothing() {
        trimmed();
        byte[] key = new RedisKeys("ending:").journalBase(roomId).getBytes(StandardCharsets.UTF_8);
        redis.sync().hset(key, "base".getBytes(StandardCharsets.UTF_8), new byte[] {1});

        assertEquals(new Result.JournalGone("journal-base-unreadable"), end("host-a", 1, 3));
        settle();
        assertEquals(RoomStatus.PLAYING, row().status());
        assertEquals(List.of(), order);
    }
}
