package dev.atrium.archive;

import dev.atrium.aws.AwsHttp;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * An archive in a bucket of S3: objects are packed as in a folder, under the same keys. An object
 * is there whole or not at all, since S3 itself checks the SHA-256 that comes with it; what is read
 * is checked against the same.
 *
 * <p>Whoever uses it may put and get objects, and must be allowed to list the bucket: without that
 * S3 says "forbidden" of an object that is not there, which is an error here and not an absence.
 */
final class S3Archive implements Archive {
    private final S3Client client;
    private final ArchivePlace.Bucket bucket;
    private final int objectBytesMax;

    /**
     * How long a call may take.
     *
     * @param connect for one connection
     * @param attempt one try, its body included
     * @param call with the tries that the SDK makes by itself, three at most
     */
    record Patience(Duration connect, Duration attempt, Duration call) {
        /** Players and endings wait for it, and whoever fails is called again. */
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** An archive in that bucket, with a client of its own. */
    static S3Archive in(ArchivePlace.Bucket bucket) {
        return new S3Archive(
                client(bucket, Patience.USUAL).build(), bucket, FolderArchive.OBJECT_BYTES_MAX);
    }

    /**
     * With that client.
     *
     * @param objectBytesMax of an object, unpacked
     */
    S3Archive(S3Client client, ArchivePlace.Bucket bucket, int objectBytesMax) {
        this.client = client;
        this.bucket = bucket;
        this.objectBytesMax = objectBytesMax;
    }

    /** What makes a client of that bucket; region and credentials are AWS's own to find. */
    static S3ClientBuilder client(ArchivePlace.Bucket bucket, Patience patience) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClient(AwsHttp.client(patience.connect(), patience.attempt()))
                        .overrideConfiguration(
                                o ->
                                        o.retryStrategy(RetryMode.STANDARD)
                                                .apiCallAttemptTimeout(patience.attempt())
                                                .apiCallTimeout(patience.call()))
                        // We give the checksum ourselves, of bytes that are all at hand: then
                        // the body goes as it is, which whatever takes S3's place understands.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                s -> s.chunkedEncodingEnabled(false).expectContinueEnabled(false));
        bucket.endpoint().ifPresent(url -> builder.endpointOverride(url).forcePathStyle(true));
        return builder;
    }

    @Override
    public void put(String key, byte[] object) throws IOException {
        String name = name(key);
        if (object.length > objectBytesMax) {
            throw new IOException(
                    "an object of %d bytes (allowed: %d)".formatted(object.length, objectBytesMax));
        }
        byte[] packed = Packed.pack(object);
        try {
            var _ =
                    client.putObject(
                            put ->
                                    put.bucket(bucket.name())
                                            .key(name)
                                            .contentType("application/octet-stream")
                                            .checksumSHA256(sha256(packed)),
                            RequestBody.fromBytes(packed));
        } catch (SdkException e) {
            throw failed(name, e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        Optional<byte[]> stored = stored(key);
        return stored.isEmpty() ? stored : Optional.of(Packed.unpack(stored.get(), objectBytesMax));
    }

    @Override
    public Optional<byte[]> getPacked(String key) throws IOException {
        return stored(key).map(Packed::packed);
    }

    private Optional<byte[]> stored(String key) throws IOException {
        String name = name(key);
        Optional<byte[]> stored;
        try {
            stored = client.getObject(get -> get.bucket(bucket.name()).key(name), this::read);
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            // A bucket that is not there is no absence of an object either.
            throw failed(name, e);
        }
        if (stored.isEmpty()) {
            throw new IOException("an object of more than " + objectBytesMax + " bytes");
        }
        return stored;
    }

    /** The body, within the time of the call; empty if it is longer than any object may be. */
    private Optional<byte[]> read(GetObjectResponse head, AbortableInputStream body)
            throws IOException {
        // Packed it may be a little longer than unpacked, if nothing in it repeats itself.
        int storedBytesMax = objectBytesMax + objectBytesMax / 1_000 + 1_000;
        byte[] stored = body.readNBytes(storedBytesMax + 1);
        if (stored.length > storedBytesMax) {
            body.abort();
            return Optional.empty();
        }
        return Optional.of(stored);
    }

    private String name(String key) {
        return bucket.prefix() + ArchiveKey.require(key);
    }

    private IOException failed(String name, SdkException cause) {
        return new IOException(
                "s3://%s/%s: %s".formatted(bucket.name(), name, cause.getMessage()), cause);
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }
}
