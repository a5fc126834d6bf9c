package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.archive.Archive;
import dev.atrium.archive.FolderArchive;
import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.settle.PlayedMatch;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.proof.ReplayCheck;
import dev.atrium.proof.ReplayCheck.Result.Verified;
import dev.atrium.proof.ReplayFile;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

class ReplayIT {
    private static final String ROUTE = "GET /matches/{roomId}/replay";
    private static final String ROOM = "3f0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.of(ROOM, 7, "p-ann", "p-ben");

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private Response replay(String roomId) {
        return local.http(
                ROUTE, event -> event.withObject("/pathParameters").put("roomId", roomId));
    }

    private FolderArchive archive() {
        return new FolderArchive(local.archiveFolder());
    }

    private SigningKey key() {
        return new KeyFolder(local.functions().config().keyFolder()).key(KeyFolder.OUTCOMES);
    }

    private void finished(SigningKey key) {
        new KeyFolder(local.functions().config().keyFolder()).publish(KeyFolder.OUTCOMES);
        MATCH.archive(archive());
        OutcomeRow row = MATCH.signed(key);
        local.stores().table(Tables.OUTCOMES).putItem(row);
        local.stores().table(Tables.ROOMS).putItem(PlayedMatch.finished(row, "arena.blitz"));
    }

    private static ReplayCheck.Result check(Response response) throws Exception {
        byte[] body = response.body().toString().getBytes(StandardCharsets.UTF_8);
        return ReplayCheck.check(
                Games.all(), ReplayFile.read(body), Optional.empty(), HashWatch.NONE);
    }

    @Test
    void whoGetsAReplayCanVerifyItWithNothingElse() throws Exception {
        finished(key());

        Response response = replay(ROOM);

        assertEquals(200, response.status(), response.body().toString());
        assertEquals("public, max-age=86400", response.headers().path("cache-control").asText());
        Verified verified = assertInstanceOf(Verified.class, check(response));
        assertEquals(MATCH.outcome(), verified.outcome());
        assertEquals(key().publicKey(), verified.key());
    }

    @Test
    void outcomeOfAKeyThatWeDoNotHaveAnyMoreComesWithoutIt() throws Exception {
        finished(SigningKey.generate());

        Response response = replay(ROOM);

        assertTrue(response.body().path("publicKey").isNull());
        assertEquals(new ReplayCheck.Result.Refuted("key-missing"), check(response));
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomStatus.class,
            names = {"PLACED", "PLAYING"})
    void matchThatIsNotOverHasNoneThoughItsJournalBeArchived(RoomStatus status) {
        MATCH.archive(archive());
        local.stores().table(Tables.ROOMS).putItem(room(status));

        Response response = replay(ROOM);

        assertEquals(409, response.status());
        assertEquals("not-finished", response.code());
        assertFalse(response.body().toString().contains(MATCH.outcome().seed()));
    }

    private static RoomRow room(RoomStatus status) {
        return new RoomRow(ROOM, "arena.blitz", 1, status, "host-1", 1, "[]", 1, 0, null, null, 0);
    }

    @Test
    void voidMatchHasNone() {
        local.stores().table(Tables.ROOMS).putItem(room(RoomStatus.VOID));

        Response response = replay(ROOM);

        assertEquals(404, response.status());
        assertEquals("not-found", response.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789abcdef0123456789abcdef", "../rooms"})
    void unknownMatchIsNotFound(String roomId) {
        Response response = replay(roomId);

        assertEquals(404, response.status());
        assertEquals("room-not-found", response.code());
    }

    @Test
    void journalThatIsLostOrDamagedIsSaid() throws Exception {
        finished(key());
        String archived = Archive.journalKey(ROOM, MATCH.journal().chainHead());

        archive().put(archived, new byte[] {1, 2, 3});
        assertEquals(404, replay(ROOM).status());
        assertTrue(replay(ROOM).body().path("detail").asText().contains("damaged"));

        Files.delete(local.archiveFolder().resolve(archived));
        assertEquals("not-found", replay(ROOM).code());
        assertTrue(replay(ROOM).body().path("detail").asText().contains("lost"));
    }

    @Test
    void matchOfAnOlderBuildHasItsReplayIfItsJournalIsTheOutcomes() throws Exception {
        finished(key());
        Path older = local.archiveFolder().resolve("journals/" + ROOM + ".atrj");
        Path file =
                local.archiveFolder()
                        .resolve(Archive.journalKey(ROOM, MATCH.journal().chainHead()));
        Files.move(file, older);
        assertInstanceOf(Verified.class, check(replay(ROOM)));

        PlayedMatch another = PlayedMatch.of(ROOM, 8, "p-ann", "p-ben");
        Files.write(older, another.journal().encode());
        assertEquals(404, replay(ROOM).status());
        assertTrue(replay(ROOM).body().path("detail").asText().contains("damaged"));
    }

    @Test
    void whoShowsReplaysNeedsNoSecretAndMakesNone() throws Exception {
        finished(key());
        Path keys = local.functions().config().keyFolder();
        Files.delete(keys.resolve("outcomes.key"));

        assertInstanceOf(Verified.class, check(replay(ROOM)));
        assertFalse(Files.exists(keys.resolve("outcomes.key")));

        Files.delete(keys.resolve("outcomes.pub"));
        assertEquals(new ReplayCheck.Result.Refuted("key-missing"), check(replay(ROOM)));
        assertFalse(Files.exists(keys.resolve("outcomes.key")));
    }

    @Test
    void addressThatAsksTooOftenIsRateLimitedAndOthersAreNot() {
        for (int i = 0; i < 60; i++) {
            assertEquals(404, replay("x").status());
        }

        Response refused = replay("x");
        assertEquals(429, refused.status());
        assertEquals("rate-limited", refused.code());
        int retryAfterS = refused.headers().path("retry-after").asInt();
        assertTrue(retryAfterS >= 1 && retryAfterS <= 60, "retry-after " + retryAfterS);
        Response other =
                local.http(
                        ROUTE,
                        event -> {
                            event.withObject("/pathParameters").put("roomId", "x");
                            event.withObject("/requestContext/http").put("sourceIp", "203.0.113.9");
                        });
        assertEquals(404, other.status());
    }

    @Test
    void replayThatIsTooLongIsRefusedBeforeItIsUnpacked() throws Exception {
        finished(key());
        byte[] random = new byte[4_000_000];
        new Random(1).nextBytes(random);
        archive().put(Archive.journalKey(ROOM, MATCH.journal().chainHead()), random);

        Response response = replay(ROOM);

        assertEquals(413, response.status(), response.body().toString());
        assertEquals("too-large", response.code());
    }

    @Test
    void archiveThatCannotBeReadNowIsUnavailable() throws Exception {
        finished(key());
        String archived = Archive.journalKey(ROOM, MATCH.journal().chainHead());
        var file = local.archiveFolder().resolve(archived);
        Files.delete(file);
        Files.createDirectory(file);

        Response response = replay(ROOM);

        assertEquals(503, response.status());
        assertEquals("unavailable", response.code());
    }
}
