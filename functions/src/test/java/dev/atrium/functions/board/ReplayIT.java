package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.Archive;
import dev.atrium.archive.FolderArchive;
import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.settle.PlayedMatch;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.ReplayCheck;
import dev.atrium.proof.ReplayCheck.Result.Verified;
import dev.atrium.proof.ReplayException;
import dev.atrium.proof.ReplayFile;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
        return new KeyFolder(local.keyFolder()).key(KeyFolder.OUTCOMES);
    }

    private void finished(SigningKey key) {
        new KeyFolder(local.keyFolder()).publish(KeyFolder.OUTCOMES);
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
    void keyOfAReplayIsOneThatIsPublished() {
        assertEquals(0, outcomeKeys().path("keys").size());
        finished(key());

        JsonNode published = outcomeKeys().path("keys").get(0);

        JsonNode replay = replay(ROOM).body();
        assertEquals(replay.path("keyId").asText(), published.path("keyId").asText());
        assertEquals(replay.path("publicKey").asText(), published.path("publicKey").asText());
        assertEquals("Ed25519", published.path("suite").asText());
    }

    private JsonNode outcomeKeys() {
        Response response = local.http("GET /.well-known/atrium-outcomes.json", event -> {});
        assertEquals(200, response.status());
        return response.body();
    }

    @Test
    void outcomeOfAKeyThatWasReplacedIsVerifiedAsBefore() throws Exception {
        SigningKey first = key();
        finished(first);
        KeyFolder folder = new KeyFolder(local.keyFolder());
        Files.delete(local.keyFolder().resolve("outcomes.key"));
        folder.publish(KeyFolder.OUTCOMES);

        assertInstanceOf(Verified.class, check(replay(ROOM)));

        List<String> published =
                outcomeKeys()
                        .path("keys")
                        .valueStream()
                        .map(k -> k.path("keyId").asText())
                        .toList();
        assertEquals(List.of(key().publicKey().keyId(), first.publicKey().keyId()), published);
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
        Path keys = local.keyFolder();
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

    private Response replay(String roomId, String to) {
        return local.http(
                ROUTE,
                event -> {
                    event.withObject("/pathParameters").put("roomId", roomId);
                    event.withObject("/queryStringParameters").put("to", to);
                });
    }

    /** As a host leaves a room whose journal it trimmed. */
    private List<JournalSegment> finishedInSegments(JournalFile journal, int bytesMax)
            throws Exception {
        KeptJournal whole = KeptJournal.whole(ROOM, journal.entries());
        List<JournalSegment> segments =
                JournalSegment.cut(whole, journal.entries().size(), bytesMax);
        ArchivedJournal.put(archive(), segments);
        new KeyFolder(local.keyFolder()).publish(KeyFolder.OUTCOMES);
        ObjectNode outcome = Json.object(OutcomeDocument.of(MATCH.outcome()).text());
        outcome.put("journalHash", journal.chainHead().hex());
        OutcomeDocument document = new OutcomeDocument(outcome.toString());
        String signature =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key().sign(document.bytes()));
        OutcomeRow row =
                new OutcomeRow(ROOM, document.text(), key().publicKey().keyId(), signature);
        local.stores().table(Tables.OUTCOMES).putItem(row);
        local.stores().table(Tables.ROOMS).putItem(PlayedMatch.finished(row, "arena.blitz"));
        return segments;
    }

    @Test
    void replayOfATrimmedRoomHasItsSegmentsAndIsVerified() throws Exception {
        List<JournalSegment> segments = finishedInSegments(MATCH.journal(), 2_000);
        assertTrue(segments.size() > 3, segments.size() + " segments");

        Response response = replay(ROOM);

        assertEquals("atrium-replay/2", response.body().path("format").asText());
        assertEquals(segments.size(), response.body().path("segments").size());
        assertInstanceOf(Verified.class, check(response));
    }

    @Test
    void replayUpToASegmentIsTheBeginningOfTheRest() throws Exception {
        List<JournalSegment> segments = finishedInSegments(MATCH.journal(), 2_000);

        Response response = replay(ROOM, segments.get(1).head().hex());

        assertEquals(2, response.body().path("segments").size());
        assertEquals(new ReplayCheck.Result.Refuted("journal-hash-differs"), check(response));
        assertEquals(404, replay(ROOM, "00".repeat(32)).status());
        for (String none : List.of("x", "../../rooms", "AB".repeat(32))) {
            assertEquals("invalid-field", replay(ROOM, none).code());
        }
    }

    @Test
    void replayThatIsTooLongForOneAnswerComesInSeveral() throws Exception {
        Random random = new Random(7);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            byte[] noise = new byte[1_000_000];
            random.nextBytes(noise);
            entries.add(noise);
        }
        finishedInSegments(new JournalFile(ROOM, entries), JournalSegment.BYTES_MAX);

        Response response = replay(ROOM);
        ReplayFile replay = read(response);
        int answers = 1;
        while (!replay.isWhole()) {
            assertTrue(response.body().toString().length() <= ReplayHandler.CHARACTERS_MAX);
            response = replay(ROOM, replay.segments().getFirst().headBefore().hex());
            replay = replay.after(read(response).segments());
            answers++;
        }

        assertEquals(3, answers, "three fit one answer");
        assertEquals(9, replay.segments().size());
        assertEquals(new JournalFile(ROOM, entries).chainHead(), replay.journal().chainHead());
    }

    private static ReplayFile read(Response response) throws ReplayException {
        return ReplayFile.read(response.body().toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void segmentThatIsLostOrDamagedIsSaid() throws Exception {
        List<JournalSegment> segments = finishedInSegments(MATCH.journal(), 2_000);
        String archived = Archive.journalKey(ROOM, segments.get(1).head());

        archive().put(archived, segments.get(2).encode());
        assertEquals(404, replay(ROOM).status());
        assertTrue(replay(ROOM).body().path("detail").asText().contains("segment"));
        assertTrue(replay(ROOM).body().path("detail").asText().contains("damaged"));

        Files.delete(local.archiveFolder().resolve(archived));
        assertEquals("not-found", replay(ROOM).code());
        assertTrue(replay(ROOM).body().path("detail").asText().contains("segment"));
        assertTrue(replay(ROOM).body().path("detail").asText().contains("lost"));
    }
}
