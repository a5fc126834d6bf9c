package dev.atrium.localstack.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hosts that take connections and say nothing, as a stopped one does, beside one that answers. */
class OpsClientIT {
    private static final Duration MOST = Duration.ofSeconds(15);

    @TempDir private Path temporary;

    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
    private ServerSocket stopped;
    private HttpServer live;

    @BeforeEach
    void open() throws IOException {
        // The kernel takes connections up to the backlog; nobody reads them.
        stopped = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        live = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        live.createContext("/", this::answer);
        live.start();
        answers("GET /drain", "{\"phase\":\"staying\"}");
    }

    @AfterEach
    void close() throws IOException {
        live.stop(0);
        stopped.close();
    }

    /** Gives these in turn, and the last one from then on. */
    private void answers(String request, String... json) {
        answers.put(request, new ConcurrentLinkedQueue<>(List.of(json)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (!exchange.getRequestMethod().equals("GET")) {
                told.add(request);
            }
            Queue<String> left = answers.get(request);
            String json =
                    left == null
                            ? "{\"code\":\"room-not-found\"}"
                            : left.size() > 1 ? left.poll() : left.peek();
            byte[] body = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(left == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String stoppedUrl() {
        return "http://127.0.0.1:" + stopped.getLocalPort();
    }

    private String liveUrl() {
        return "http://127.0.0.1:" + live.getAddress().getPort();
    }

    private static String owner(String url) {
        return "{\"status\":\"playing\",\"operatorUrl\":\"" + url + "\"}";
    }

    private static String versions(boolean complete) {
        return "{\"versions\":[{\"game\":\"g\",\"rulesVersion\":1}],\"complete\":" + complete + "}";
    }

    /** Knows the stopped host first. */
    private int run(String... words) {
        Map<String, String> environment =
                Map.of(
                        "ATRIUM_OPERATOR_URL",
                        stoppedUrl() + "," + liveUrl(),
                        "ATRIUM_OPERATOR_KEY",
                        "a-key-of-operators");
        return assertTimeoutPreemptively(
                MOST, () -> Ops.run(List.of(words), environment, temporary, out::add, err::add));
    }

    @Test
    void hostThatSaysNothingIsPassedOver() {
        answers("GET /hosts", "{\"hosts\":[{\"hostId\":\"h-1\"}]}");

        assertEquals(0, run("hosts"), err::toString);
        assertEquals(List.of("{\"hostId\":\"h-1\"}"), out);
    }

    @Test
    void whatChangesSomethingIsToldOnceToOneThatAnswers() {
        answers("DELETE /maintenance", "{\"maintenance\":false}");

        assertEquals(0, run("maintenance", "off"), err::toString);
        assertEquals(List.of("DELETE /maintenance"), told);
    }

    @Test
    void roomOfAHostThatWasStoppedIsFoundAtItsNextOwner() {
        answers("GET /rooms/r1/owner", owner(stoppedUrl()), owner(liveUrl()));
        answers("POST /rooms/r1/void", "{\"status\":\"void\"}");

        assertEquals(0, run("void", "r1"), err::toString);
        assertEquals(List.of("POST /rooms/r1/void"), told);
    }

    @Test
    void ownerThatSaysNothingAndKeepsTheRoomIsGivenUpAfterAWhile() {
        answers("GET /rooms/r1/owner", owner(stoppedUrl()));

        assertEquals(1, run("void", "r1"));
        assertTrue(err.getFirst().startsWith("atrium: unreachable: "), err::toString);
        assertEquals(List.of(), told);
    }

    @Test
    void roomsOfAHostThatHasJustStoppedAreLeftOutAndThatIsSaid() {
        answers(
                "GET /hosts",
                """
                {"hosts":[{"hostId":"h-1","alive":true,"operatorUrl":"%s"},
                 {"hostId":"h-2","alive":true,"operatorUrl":"%s"}]}\
                """
                        .formatted(stoppedUrl(), liveUrl()));
        answers("GET /rooms?limit=1000", "{\"rooms\":[{\"roomId\":\"r1\"}]}");

        assertEquals(0, run("rooms"), err::toString);
        assertEquals(List.of("{\"roomId\":\"r1\",\"host\":\"h-2\"}"), out);
        assertEquals(List.of("atrium: unreachable: the rooms of host h-1 are left out"), err);

        assertEquals(1, run("rooms", "h-1"), "asked for by name it is an error");
    }

    @Test
    void bansOfAllPagesAreListed() {
        answers("GET /bans", "{\"bans\":[{\"playerId\":\"p-1\"}],\"next\":\"p-7\"}");
        answers("GET /bans?after=p-7", "{\"bans\":[],\"next\":\"p-9\"}");
        answers("GET /bans?after=p-9", "{\"bans\":[{\"playerId\":\"p-2\"}],\"next\":\"\"}");

        assertEquals(0, run("bans"), err::toString);
        assertEquals(List.of("{\"playerId\":\"p-1\"}", "{\"playerId\":\"p-2\"}"), out);
        assertEquals(List.of(), err);
    }

    @Test
    void playersAreBannedAndLetInAgain() {
        answers("PUT /bans/p-1?hours=24", "{\"playerId\":\"p-1\"}");
        answers("PUT /bans/p-1", "{\"forGood\":true}");
        answers("DELETE /bans/p-1", "{\"playerId\":\"p-1\"}");

        assertEquals(0, run("ban", "p-1", "24"), err::toString);
        assertEquals(0, run("ban", "p-1"), err::toString);
        assertEquals(0, run("unban", "p-1"), err::toString);
        assertEquals(List.of("PUT /bans/p-1?hours=24", "PUT /bans/p-1", "DELETE /bans/p-1"), told);
    }

    @Test
    void versionsAreListedAndWhetherThatIsAllIsSaid() {
        answers("GET /versions", versions(false), versions(true));

        assertEquals(0, run("versions"), err::toString);
        assertEquals(List.of("{\"game\":\"g\",\"rulesVersion\":1}"), out);
        assertEquals(List.of("atrium: incomplete: not all rooms could be looked at"), err);
        err.clear();
        assertEquals(0, run("versions"));
        assertEquals(List.of(), err);
    }

    @Test
    void deadLettersOfAllPagesAreListedAndOneIsTriedAgain() {
        answers("GET /dead-letters", "{\"letters\":[{\"roomId\":\"r1\"}],\"next\":\"r1.7\"}");
        answers(
                "GET /dead-letters?after=r1.7",
                "{\"letters\":[{\"roomId\":\"r2\"}],\"next\":\"\"}");
        answers("GET /dead-letters/r1", "{\"roomId\":\"r1\",\"reason\":\"ticks-differ\"}");
        answers("POST /dead-letters/r1/retry", "{\"code\":\"retrying\"}");

        assertEquals(0, run("dead-letters"), err::toString);
        assertEquals(List.of("{\"roomId\":\"r1\"}", "{\"roomId\":\"r2\"}"), out);
        out.clear();
        assertEquals(0, run("dead-letter", "r1"), err::toString);
        assertEquals(0, run("retry", "r1"), err::toString);
        assertEquals(
                List.of(
                        "{\"roomId\":\"r1\",\"reason\":\"ticks-differ\"}",
                        "{\"code\":\"retrying\"}"),
                out);
        assertEquals(List.of("POST /dead-letters/r1/retry"), told);

        assertEquals(1, run("retry", "r2"));
        assertEquals("atrium: room-not-found: ", err.getFirst().substring(0, 24));
    }

    @Test
    void payoutsArePausedResumedListedAndReleased() {
        String head = "{\"paused\":true,\"reason\":\"the books\"";
        answers(
                "GET /payouts?limit=1",
                head + ",\"waiting\":[{\"roomId\":\"r1\"}],\"next\":\"r1.7\"}");
        answers("GET /payouts", head + ",\"waiting\":[{\"roomId\":\"r1\"}],\"next\":\"r1.7\"}");
        answers(
                "GET /payouts?after=r1.7",
                head + ",\"waiting\":[{\"roomId\":\"r2\"}],\"next\":\"\"}");
        answers("PUT /payouts/pause?reason=the+books", "{\"paused\":true}");
        answers("PUT /payouts/pause?reason=the%20books", "{\"paused\":true}");
        answers("DELETE /payouts/pause", "{\"paused\":false}");
        answers("POST /payouts/r1/release", "{\"code\":\"released\"}");

        assertEquals(0, run("payouts"), err::toString);
        assertEquals(List.of(head + "}", "{\"roomId\":\"r1\"}", "{\"roomId\":\"r2\"}"), out);
        assertEquals(0, run("payouts", "pause", "the books"), err::toString);
        assertEquals(0, run("payouts", "resume"), err::toString);
        assertEquals(0, run("release", "r1"), err::toString);
        assertEquals(3, told.size());
        assertTrue(told.get(0).startsWith("PUT /payouts/pause?reason=the"), told::toString);
        assertEquals(
                List.of("DELETE /payouts/pause", "POST /payouts/r1/release"), told.subList(1, 3));
    }
}
