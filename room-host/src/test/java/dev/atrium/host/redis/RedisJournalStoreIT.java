package dev.atrium.host.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.host.LocalStores;
import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStoreContractTest;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Journals in a real Redis keep the contract. */
class RedisJournalStoreIT extends JournalStoreContractTest {
    private static RedisClient client;
    private static StatefulRedisConnection<byte[], byte[]> connection;

    @BeforeAll
    static void connect() {
        client = RedisClient.create(LocalStores.get().redisUri());
        connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    @AfterAll
    static void disconnect() {
        connection.close();
        client.shutdown();
    }

    @Override
    protected JournalStore store() {
        return new RedisJournalStore(connection.async(), new RedisKeys("contract:"));
    }

    /** As after a reconnection, when nobody knows any more whether a script has run. */
    @Test
    void aBeginningAnewThatComesAgainLateTakesNothingAway() {
        String room = RoomId.draw().value();
        List<byte[]> entries = List.of(new byte[] {1}, new byte[] {2});
        await(store().raiseFence(room, 2));
        await(store().startAnew(room, 2, 2, Optional.empty()));
        await(store().append(room, 2, 0, entries));

        await(store().startAnew(room, 2, 2, Optional.empty()));

        assertEquals(2, await(store().read(room)).entries().size());
        await(store().append(room, 2, 2, List.of(new byte[] {3})));
        await(store().raiseFence(room, 3));
        await(store().startAnew(room, 3, 0, Optional.empty()));
        assertTrue(await(store().read(room)).entries().isEmpty(), "under another epoch it is new");
    }

    /** As when the network brings a command again that was answered long ago. */
    @Test
    void aFirstFenceThatComesAgainAfterAllWasLostHasAnotherIdentity() {
        String room = RoomId.draw().value();
        long id = await(store().raiseFence(room, 1));
        loseFence(room);

        long again = await(store().raiseFence(room, 1));

        assertNotEquals(id, again);
        assertEquals(again, await(store().raiseFence(room, 2)));
    }

    /** As when it alone is evicted. */
    @Test
    void aJournalWhoseFenceAloneIsLostKeepsItsIdentity() {
        String room = RoomId.draw().value();
        long id = await(store().raiseFence(room, 1));
        await(store().append(room, 1, 0, List.of(new byte[] {1})));
        loseFence(room);
        assertEquals(id, await(store().raiseFence(room, 2)));

        await(store().startAnew(room, 2, 3, Optional.empty()));
        await(store().append(room, 2, 0, List.of(new byte[] {1}, new byte[] {2})));
        loseFence(room);
        assertEquals(id, await(store().raiseFence(room, 3)));
        CompletionException notWhole =
                assertThrows(CompletionException.class, () -> await(store().read(room)));
        assertEquals(
                JournalException.Reason.OUT_OF_STEP,
                Objects.requireNonNull(JournalException.in(notWhole)).reason());
    }

    /** Nothing is left that the fence told of: it is not what the room's row names. */
    @Test
    void aJournalThatIsEmptyAndLosesItsFenceHasAnotherIdentity() {
        String room = RoomId.draw().value();
        long id = await(store().raiseFence(room, 1));
        await(store().append(room, 1, 0, List.of(new byte[] {1})));
        await(store().raiseFence(room, 2));
        await(store().startAnew(room, 2, 1, Optional.empty()));
        loseFence(room);

        assertNotEquals(id, await(store().raiseFence(room, 3)));
    }

    private void loseFence(String room) {
        connection.sync().del(new RedisKeys("contract:").journalFence(room).getBytes(UTF_8));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
