package dev.atrium.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class ArchivePlaceTest {
    private static ArchivePlace from(Map<String, String> environment) {
        return ArchivePlace.from(name -> environment.getOrDefault(name, ""));
    }

    private static ArchivePlace at(String value) {
        return from(Map.of("ATRIUM_ARCHIVE", value));
    }

    @ParameterizedTest
    @CsvSource({"'',archive", "archive,archive", "/data/archive,/data/archive", "../a b,../a b"})
    void folderIsAFolder(String value, String path) {
        assertEquals(new ArchivePlace.Folder(Path.of(path)), at(value));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://finished-rooms,finished-rooms,''",
        "s3://finished-rooms/,finished-rooms,''",
        "s3://a.b-c.9/live,a.b-c.9,live/",
        "s3://rooms/live/eu-1_A/,rooms,live/eu-1_A/",
    })
    void bucketIsABucketWithItsPrefix(String value, String name, String prefix) {
        assertEquals(new ArchivePlace.Bucket(name, prefix, Optional.empty()), at(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://",
                "s3:///prefix",
                "s3:bucket",
                "s3://ab",
                "s3://Bucket",
                "s3://bucket_1",
                "s3://-bucket",
                "s3://bucket//prefix",
                "s3://bucket/../other",
                "s3://bucket/a b",
                "s3://bucket?versionId=1",
                "S3://bucket",
                "gs://bucket",
                "https://bucket.s3.amazonaws.com",
                "file:///archive"
            })
    void whatIsNeitherIsNamed(String value) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> at(value));
        assertEquals(
                "ATRIUM_ARCHIVE="
                        + value
                        + " (allowed: s3://BUCKET, s3://BUCKET/PREFIX, or a folder)",
                e.getMessage());
    }

    @Test
    void whatTakesThePlaceOfS3IsAskedAndItsOwnVariableComesFirst() {
        Map<String, String> both =
                Map.of(
                        "ATRIUM_ARCHIVE", "s3://rooms",
                        "AWS_ENDPOINT_URL", "http://localhost:4566",
                        "AWS_ENDPOINT_URL_S3", "https://s3.example");
        URI own = URI.create("https://s3.example");
        assertEquals(new ArchivePlace.Bucket("rooms", "", Optional.of(own)), from(both));
        Map<String, String> general =
                Map.of(
                        "ATRIUM_ARCHIVE", "s3://rooms",
                        "AWS_ENDPOINT_URL", "http://localhost:4566");
        URI shared = URI.create("http://localhost:4566");
        assertEquals(new ArchivePlace.Bucket("rooms", "", Optional.of(shared)), from(general));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4566", "ftp://host", "http://", "http://a b"})
    void addressThatIsNoneIsNamed(String url) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                from(
                                        Map.of(
                                                "ATRIUM_ARCHIVE",
                                                "s3://rooms",
                                                "AWS_ENDPOINT_URL",
                                                url)));
        assertTrue(e.getMessage().startsWith("AWS_ENDPOINT_URL=" + url + " (allowed: "));
    }

    @Test
    void folderIsOpenedWhereItIs(@TempDir Path folder) throws IOException {
        at(folder.resolve("a").toString()).open().put("k", new byte[] {1});

        assertArrayEquals(
                new byte[] {1}, Packed.unpack(Files.readAllBytes(folder.resolve("a/k")), 1));
    }
}
