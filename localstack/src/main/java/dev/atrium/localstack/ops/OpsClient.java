package dev.atrium.localstack.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks the hosts of a deployment. One that does not answer a question within two seconds is passed
 * over, and nothing is told to a host that has not just answered one: a host may be stopped, or cut
 * off, and still take connections. What concerns one room goes to the host that owns it, which is
 * looked for anew while it moves or its host is dead: for six seconds, since a takeover takes
 * three. Blocking.
 */
final class OpsClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    /** Of what changes something, and of what looks at everything. */
    static final Duration LONG_TIMEOUT = Duration.ofSeconds(30);

    private static final long LOOKS_S = 6;
    private static final long LOOK_MS = 500;

    /** What every host can say at once, without a store. */
    private static final String PROBE = "/drain";

    /** What another look may change; nothing is done so far. */
    private static final Set<String> MOVING =
            Set.of("room-elsewhere", "room-moving", "unreachable");

    private final OpsAccess access;
    private final Consumer<String> notes;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    /** Which address answered last, and is asked first. */
    private int first;

    /**
     * Over these addresses.
     *
     * @param notes is told in a line what was left out
     */
    OpsClient(OpsAccess access, Consumer<String> notes) {
        this.access = access;
        this.notes = notes;
    }

    /** Says what was left out. */
    void note(String line) {
        notes.accept(line);
    }

    /** Text as it stands in an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks or tells any host that answers. */
    ObjectNode ask(String method, String path) throws OpsException {
        return ask(method, path, timeout(method));
    }

    /** As {@link #ask(String, String)}, for what takes its time. */
    ObjectNode ask(String method, String path, Duration timeout) throws OpsException {
        OpsException last = new OpsException("unavailable", "no host answers");
        for (int i = 0; i < access.urls().size(); i++) {
            int index = (first + i) % access.urls().size();
            URI url = access.urls().get(index);
            try {
                if (!timeout.equals(ANSWER_TIMEOUT)) {
                    probe(url);
                }
                ObjectNode answer = ask(url, method, path, timeout);
                first = index;
                return answer;
            } catch (OpsException e) {
                if (!e.code().equals("unreachable")) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    /** Whether it answers at all; what it thinks of who asks, it says of the question itself. */
    private void probe(URI url) throws OpsException {
        try {
            var _ = ask(url, "GET", PROBE, ANSWER_TIMEOUT);
        } catch (OpsException e) {
            if (e.code().equals("unreachable")) {
                throw e;
            }
        }
    }

    private static Duration timeout(String method) {
        return method.equals("GET") ? ANSWER_TIMEOUT : LONG_TIMEOUT;
    }

    /** Asks that host. */
    ObjectNode askHost(JsonNode host, String method, String path) throws OpsException {
        String url = host.path("operatorUrl").asText();
        if (url.isEmpty()) {
            throw new OpsException(
                    "host-not-found",
                    "host " + host.path("hostId").asText() + " tells no address for operators");
        }
        return tell(URI.create(url), method, path);
    }

    /** Whoever answers a question just now is likely to do what he is told. */
    private ObjectNode tell(URI url, String method, String path) throws OpsException {
        if (!method.equals("GET")) {
            probe(url);
        }
        return ask(url, method, path, timeout(method));
    }

    /** All hosts that have a row. */
    List<JsonNode> hosts() throws OpsException {
        return ask("GET", "/hosts").path("hosts").valueStream().toList();
    }

    /** The live host of that id, or of the only id that begins so. */
    JsonNode host(String id) throws OpsException {
        List<JsonNode> alike =
                hosts().stream()
                        .filter(host -> host.path("alive").asBoolean())
                        .filter(host -> host.path("hostId").asText().startsWith(id))
                        .toList();
        if (id.isEmpty() || alike.size() != 1) {
            throw new OpsException(
                    "host-not-found",
                    alike.isEmpty() ? "no live host " + id : "several hosts begin with " + id);
        }
        return alike.getFirst();
    }

    /**
     * Asks the owner of a room.
     *
     * @param path behind the room's own
     */
    ObjectNode askOwner(String roomId, String method, String path) throws OpsException {
        String room = "/rooms/" + encoded(roomId);
        OpsException last = new OpsException("unavailable", "the room's owner is not found");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOOKS_S);
        while (System.nanoTime() < end) {
            ObjectNode owner = ask("GET", room + "/owner");
            String url = owner.path("operatorUrl").asText();
            try {
                boolean over = Set.of("void", "finished").contains(owner.path("status").asText());
                return over || url.isEmpty()
                        // Of a room that has ended every host knows as much.
                        ? ask(method, room + path)
                        : tell(URI.create(url), method, room + path);
            } catch (OpsException e) {
                if (!MOVING.contains(e.code())) {
                    throw e;
                }
                last = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
        }
        throw last;
    }

    private ObjectNode ask(URI url, String method, String path, Duration timeout)
            throws OpsException {
        String base = url.toString().replaceFirst("/$", "");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(timeout)
                        .header("X-Atrium-Operator-Key", access.key())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            ObjectNode read = read(base, answer);
            if (answer.statusCode() >= 400) {
                throw new OpsException(
                        read.path("code").asText("http-" + answer.statusCode()),
                        read.path("detail").asText("the host at " + base + " refuses"));
            }
            return read;
        } catch (HttpTimeoutException e) {
            boolean reached = !(e instanceof HttpConnectTimeoutException);
            throw new OpsException(
                    code(method, reached), "the host at " + base + " does not answer in time");
        } catch (ConnectException e) {
            throw new OpsException("unreachable", "no host answers at " + base);
        } catch (IOException e) {
            throw new OpsException(code(method, true), "the host at " + base + " went: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpsException("unavailable", "interrupted");
        }
    }

    /** A host that was told something may have done it; a question may be asked elsewhere. */
    private static String code(String method, boolean reached) {
        return reached && !method.equals("GET") ? "unavailable" : "unreachable";
    }

    private static ObjectNode read(String base, HttpResponse<String> answer) throws OpsException {
        try {
            return Json.object(answer.body());
        } catch (WireException e) {
            throw new OpsException(
                    "http-" + answer.statusCode(), base + " is no operators' port of a room host");
        }
    }
}
