package dev.atrium.localstack.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets what is at an address, within a time: a request's own time ends with the first header. */
final class Download {
    private Download() {}

    /** What came. */
    @SuppressWarnings("ArrayRecordComponent") // Not compared.
    record Answer(int status, byte[] body) {}

    /**
     * Gets it. Blocking.
     *
     * @param most how long it may take, body included
     * @param bytesMax of the body; what is behind them is left where it is
     * @throws IOException if it cannot be had, or not in that time
     */
    static Answer get(URI uri, Duration most, int bytesMax)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(most).build();
        try {
            return http.sendAsync(
                            HttpRequest.newBuilder(uri).timeout(most).build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .thenApplyAsync(answer -> read(answer, bytesMax))
                    .get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } finally {
            // Whoever still reads there is interrupted by that.
            http.shutdownNow();
        }
    }

    private static Answer read(HttpResponse<InputStream> answer, int bytesMax) {
        try (InputStream in = answer.body()) {
            return new Answer(answer.statusCode(), in.readNBytes(bytesMax));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
