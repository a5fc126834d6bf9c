package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.atrium.archive.Archive;
import dev.atrium.archive.FolderArchive;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.settle.PlayedMatch;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.identity.SigningKey;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

class ReplayViewsIT {
    private static final String ROUTE = "GET /matches/{roomId}/replay/views";
    private static final String ROOM = "3f0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.of(ROOM, 7, "p-ann", "p-ben");
    private static final CompactFrames FRAMES =
            new CompactFrames(new BlitzGame().compactForm().orElseThrow());

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private Response views(String roomId, String from) {
        return local.http(
                ROUTE,
                event -> {
                    event.withObject("/pathParameters").put("roomId", roomId);
                    event.withObject("/queryStringParameters").put("from", from);
                });
    }

    private void finished() {
        MATCH.archive(new FolderArchive(local.archiveFolder()));
        OutcomeRow row = MATCH.signed(SigningKey.generate());
        local.stores().table(Tables.OUTCOMES).putItem(row);
        local.stores().table(Tables.ROOMS).putItem(PlayedMatch.finished(row, "arena.blitz"));
    }

    private static List<byte[]> frames(Response response) {
        return StreamSupport.stream(response.body().path("frames").spliterator(), false)
                .map(frame -> Base64.getDecoder().decode(frame.asText()))
                .toList();
    }

    @Test
    void matchThatIsOverIsShownFromItsBeginningToItsEnd() {
        finished();

        Response response = views(ROOM, "0");
        assertEquals(200, response.status(), response.body().toString());
        assertEquals("public, max-age=86400", response.headers().path("cache-control").asText());
        assertEquals(MATCH.outcome().ticks(), response.body().path("ticks").asLong());
        assertEquals(60, response.body().path("tickRate").asInt());
        assertEquals(MATCH.outcome().startedAt(), response.body().path("startedAt").asLong());
        assertEquals(10, response.body().path("viewRate").asInt());
        assertEquals("p-ben", response.body().at("/players/1/playerId").asText());
        assertFalse(response.body().toString().contains(MATCH.outcome().seed()));

        long last = 0;
        long from = 0;
        Response page = response;
        while (!page.body().path("next").isNull()) {
            from = page.body().path("next").asLong();
            page = views(ROOM, Long.toString(from));
        }
        CompactView view = null;
        for (byte[] frame : frames(page)) {
            view =
                    view == null
                            ? FRAMES.readKeyframe(ROOM, frame)
                            : FRAMES.readDelta(view, frame, 1_000.0 / 60);
            last = view.position().tick();
        }
        assertEquals(MATCH.outcome().ticks(), last);
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomStatus.class,
            names = {"PLACED", "PLAYING"})
    void matchThatIsNotOverIsNotShownThoughItsJournalBeArchived(RoomStatus status) {
        MATCH.archive(new FolderArchive(local.archiveFolder()));
        local.stores()
                .table(Tables.ROOMS)
                .putItem(
                        new RoomRow(
                                ROOM,
                                "arena.blitz",
                                1,
                                status,
                                "host-1",
                                1,
                                "[]",
                                1,
                                0,
                                null,
                                null,
                                0));

        Response response = views(ROOM, "0");

        assertEquals(409, response.status());
        assertEquals("not-finished", response.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1234567890", "1.5"})
    void tickThatIsNoneIsRefused(String from) {
        finished();

        assertEquals("invalid-field", views(ROOM, from).code());
    }

    @Test
    void tickBeyondTheEndIsRefusedBeforeTheJournalIsRead() throws Exception {
        finished();
        long ticks = MATCH.outcome().ticks();
        assertEquals(200, views(ROOM, Long.toString(ticks)).status());

        String archived = Archive.journalKey(ROOM, MATCH.journal().chainHead());
        Files.delete(local.archiveFolder().resolve(archived));

        assertEquals("invalid-field", views(ROOM, Long.toString(ticks + 1)).code());
        assertEquals("invalid-field", views(ROOM, "999999999").code());
        assertEquals("not-found", views(ROOM, Long.toString(ticks)).code());
    }

    @Test
    void journalThatIsDamagedIsSaid() throws Exception {
        finished();
        String archived = Archive.journalKey(ROOM, MATCH.journal().chainHead());
        new FolderArchive(local.archiveFolder()).put(archived, new byte[] {1, 2, 3});
        assertEquals("not-found", views(ROOM, "0").code());

        Files.delete(local.archiveFolder().resolve(archived));
        assertEquals("not-found", views(ROOM, "0").code());

        Files.createDirectory(local.archiveFolder().resolve(archived));
        assertEquals("unavailable", views(ROOM, "0").code());
    }

    @Test
    void addressThatAsksTooOftenIsRateLimited() {
        for (int i = 0; i < RateLimit.Rate.VIEWS.countMax(); i++) {
            assertEquals("room-not-found", views("x", "0").code());
        }
        assertEquals("rate-limited", views("x", "0").code());
    }
}
