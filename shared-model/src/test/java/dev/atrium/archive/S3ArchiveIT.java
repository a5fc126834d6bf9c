package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The real client against a server that speaks of S3 what an archive uses. */
class S3ArchiveIT extends ArchiveContractTest {
    private static final String PREFIX = "live/eu/";

    private PlayedS3 s3;

    @BeforeEach
    void open() {
        s3 = PlayedS3.start();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private ArchivePlace.Bucket bucket(String name) {
        return new ArchivePlace.Bucket(name, PREFIX, Optional.of(s3.endpoint()));
    }

    private static S3Client client(ArchivePlace.Bucket bucket, S3Archive.Patience patience) {
        return S3Archive.client(bucket, patience)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "t")))
                .build();
    }

    private Archive archive(String name) {
        ArchivePlace.Bucket bucket = bucket(name);
        return new S3Archive(
                client(bucket, S3Archive.Patience.USUAL), bucket, FolderArchive.OBJECT_BYTES_MAX);
    }

    @Override
    Archive archive() {
        return archive(PlayedS3.BUCKET);
    }

    @Override
    Archive archive(int objectBytesMax) {
        ArchivePlace.Bucket bucket = bucket(PlayedS3.BUCKET);
        return new S3Archive(client(bucket, S3Archive.Patience.USUAL), bucket, objectBytesMax);
    }

    @Override
    byte[] stored(String key) {
        return s3.objects().get(PREFIX + key);
    }

    @Override
    void store(String key, byte[] bytes) {
        s3.objects().put(PREFIX + key, bytes);
    }

    @Override
    long objects() {
        return s3.objects().size();
    }

    @Test
    void objectsAreUnderThePrefixOfTheDeployment() throws IOException {
        archive().put(KEY, new byte[] {1});

        assertEquals(Set.of("live/eu/" + KEY), s3.objects().keySet());
    }

    @Test
    void whatFailsForAMomentIsTriedAgain() throws IOException {
        s3.fail(2);
        archive().put(KEY, new byte[] {1});
        s3.fail(2);
        assertArrayEquals(new byte[] {1}, read(archive()));
        assertEquals(6, s3.requests());
    }

    @Test
    void whatFailsOnIsAnErrorAfterThreeTriesAndNeverAnAbsence() {
        s3.fail(Integer.MAX_VALUE);

        IOException put = assertThrows(IOException.class, () -> archive().put(KEY, new byte[1]));
        assertTrue(put.getMessage().startsWith("s3://finished-rooms/live/eu/journals/0a1b"));
        assertEquals(3, s3.requests());
        assertThrows(IOException.class, () -> archive().get(KEY));
        assertEquals(6, s3.requests());
        assertEquals(0, objects());
    }

    @Test
    void bucketThatIsNotThereIsAnErrorAndNoAbsence() {
        IOException failure =
                assertThrows(IOException.class, () -> archive("another-bucket").get(KEY));
        assertTrue(failure.getMessage().contains("NoSuchBucket"), failure.getMessage());
        assertThrows(IOException.class, () -> archive("another-bucket").put(KEY, new byte[1]));
    }

    @Test
    void whoMayNotListTheBucketIsToldSoOfWhatIsNotThere() {
        s3.forbidListing();

        assertThrows(IOException.class, () -> archive().get(KEY));
    }

    @Test
    void objectThatIsDamagedOnItsWayIsAnError() throws IOException {
        archive().put(KEY, new byte[1_000]);
        s3.damage();

        assertThrows(IOException.class, () -> archive().get(KEY));
    }

    @Test
    void objectThatIsLongerThanAnyIsNotReadToItsEnd() {
        store(KEY, new byte[200_000]);

        IOException failure = assertThrows(IOException.class, () -> archive(100_000).get(KEY));
        assertEquals("an object of more than 100000 bytes", failure.getMessage());
    }

    @Test
    void serverThatSaysNothingIsNotWaitedForLongerThanACallMayTake() {
        s3.fallSilent();
        Duration most = Duration.ofMillis(600);
        S3Archive.Patience patience = new S3Archive.Patience(most, Duration.ofMillis(400), most);
        ArchivePlace.Bucket bucket = bucket(PlayedS3.BUCKET);
        Archive archive = new S3Archive(client(bucket, patience), bucket, 1_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    assertThrows(IOException.class, () -> archive.get(KEY));
                    assertThrows(IOException.class, () -> archive.put(KEY, new byte[1]));
                });
    }
}
