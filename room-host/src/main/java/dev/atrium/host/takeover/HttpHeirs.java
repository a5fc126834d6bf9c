package dev.atrium.host.takeover;

import dev.atrium.schema.HostRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks by HTTP, at most a few seconds. */
public final class HttpHeirs implements Heirs {
    /** The header with the key that only hosts and the gateway know. */
    public static final String KEY_HEADER = "X-Atrium-Gateway-Key";

    private static final Logger LOG = LoggerFactory.getLogger(HttpHeirs.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration GREETING_TIMEOUT = Duration.ofMillis(500);

    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();

    /** Shows that key, as hosts do each other. */
    public HttpHeirs(String key) {
        this.key = key;
    }

    @Override
    public void ask(HostRow heir, String roomId, long epoch) {
        try {
            HttpRequest request =
                    to(heir, "/rooms/" + roomId + "/inherit?epoch=" + epoch)
                            .header(KEY_HEADER, key)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                LOG.warn("host {} takes no room: {}", heir.hostId(), status);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("host {} cannot be asked: {}", heir.hostId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void greet(HostRow heir) {
        try {
            HttpRequest greeting = to(heir, "/health").timeout(GREETING_TIMEOUT).build();
            var _ = http.send(greeting, HttpResponse.BodyHandlers.discarding());
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("host {} does not answer yet: {}", heir.hostId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws if the host's row tells an address that is none. */
    private static HttpRequest.Builder to(HostRow heir, String path) {
        return HttpRequest.newBuilder(URI.create(heir.internalUrl() + path)).timeout(TIMEOUT);
    }
}
