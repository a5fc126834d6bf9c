package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.archive.Archive;
import dev.atrium.archive.ArchivePlace;
import dev.atrium.archive.PlayedS3;
import dev.atrium.catalog.Games;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A host whose archive is a bucket, of a server that speaks of S3 what an archive uses. */
class ArchiveInS3IT {
    @Test
    void aMatchEndsWithItsJournalInTheBucket() throws Exception {
        try (PlayedS3 s3 = PlayedS3.start();
                RunningHost host =
                        RunningHost.start(
                                50,
                                Map.of(
                                        "ATRIUM_ARCHIVE",
                                        "s3://" + PlayedS3.BUCKET + "/test",
                                        "AWS_ENDPOINT_URL_S3",
                                        s3.endpoint().toString()))) {
            RunningHost.Guest ada = RunningHost.Guest.named("Ada");
            String roomId = host.place(List.of(ada), 19);
            try (TestPlayer player = host.connect()) {
                player.enter(host, roomId, ada);
                player.await("game-complete");
            }

            Outcome outcome =
                    new OutcomeDocument(host.outcome(roomId).orElseThrow().document()).read();
            String key = OutcomeProof.journalKey(outcome).orElseThrow();
            assertEquals(Set.of("test/" + key), s3.objects().keySet());
            assertTrue(Files.notExists(host.folder().resolve("archive")));
            Archive archive =
                    new ArchivePlace.Bucket(PlayedS3.BUCKET, "test/", Optional.of(s3.endpoint()))
                            .open();
            assertInstanceOf(
                    OutcomeProof.Result.Proven.class,
                    new OutcomeProof(Games.all(), archive).prove(outcome));
        }
    }
}
