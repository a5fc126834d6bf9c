package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.archive.PlayedS3;
import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.identity.KeyFolder;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.proof.ReplayCheck;
import dev.atrium.proof.ReplayFile;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions whose archive is a bucket, of a server that speaks of S3 what they use. */
class ArchiveInS3IT {
    private static final String ROOM = "5a0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.of(ROOM, 7, "p-ann", "p-ben");
    private static final Map<String, String> OF_THE_SDK =
            Map.of(
                    "aws.region", "eu-central-1",
                    "aws.accessKeyId", "test",
                    "aws.secretAccessKey", "test");

    private PlayedS3 s3;
    private LocalFunctions local;
    private OutcomeRow outcome;

    @BeforeEach
    void open() {
        OF_THE_SDK.forEach(System::setProperty);
        s3 = PlayedS3.start();
        local =
                LocalFunctions.open(
                        Map.of(
                                "ATRIUM_ARCHIVE",
                                "s3://" + PlayedS3.BUCKET + "/live",
                                "AWS_ENDPOINT_URL_S3",
                                s3.endpoint().toString()));
        KeyFolder keys = new KeyFolder(local.keyFolder());
        keys.publish(KeyFolder.OUTCOMES);
        outcome = MATCH.signed(keys.key(KeyFolder.OUTCOMES));
        local.stores().table(Tables.OUTCOMES).putItem(outcome);
        local.stores().table(Tables.ROOMS).putItem(PlayedMatch.finished(outcome, "arena.blitz"));
        MATCH.archive(local.functions().archive());
    }

    @AfterEach
    void close() {
        local.close();
        s3.close();
        OF_THE_SDK.keySet().forEach(System::clearProperty);
    }

    private Response replay() {
        return local.http(
                "GET /matches/{roomId}/replay",
                event -> event.withObject("/pathParameters").put("roomId", ROOM));
    }

    @Test
    void replayComesFromTheBucketAndWhatIsLostThereIsSaid() throws Exception {
        Response response = replay();
        assertEquals(200, response.status(), response.body().toString());
        byte[] body = response.body().toString().getBytes(StandardCharsets.UTF_8);
        assertInstanceOf(
                ReplayCheck.Result.Verified.class,
                ReplayCheck.check(
                        Games.all(), ReplayFile.read(body), Optional.empty(), HashWatch.NONE));

        s3.objects().clear();
        assertEquals("not-found", replay().code());
        s3.fail(Integer.MAX_VALUE);
        assertEquals("unavailable", replay().code());
    }

    @Test
    void matchIsSettledFromTheBucketOnceThatAnswers() {
        s3.fail(Integer.MAX_VALUE);
        SettlementHandler settlement = new SettlementHandler(local.functions());
        assertEquals(1, SettlementStage.settle(settlement, outcome).size());
        assertEquals(0, room().settledAtMs());

        s3.fail(0);
        assertEquals(List.of(), SettlementStage.settle(settlement, outcome));
        assertEquals(local.functions().nowMs(), room().settledAtMs());
    }

    private RoomRow room() {
        return local.stores().table(Tables.ROOMS).getItem(r -> r.key(k -> k.partitionValue(ROOM)));
    }
}
