package dev.atrium.localstack.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the command line does about a room that is on its way, in front of a server. */
@Timeout(60)
class MovingRoomIT {
    private static final String DONE = "200 {\"roomId\":\"r1\"}";

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private HttpServer host;

    @BeforeEach
    void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext(
                "/rooms/r1/",
                exchange -> {
                    String answer =
                            exchange.getRequestURI().getPath().endsWith("/owner")
                                    ? "200 {\"status\":\"playing\",\"operatorUrl\":\""
                                            + url()
                                            + "\"}"
                                    : answers.removeFirst();
                    byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            Integer.parseInt(answer.substring(0, 3)), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + host.getAddress().getPort();
    }

    private static String refusal(String code) {
        return "503 {\"code\":\"" + code + "\",\"detail\":\"why\"}";
    }

    private int run(String... words) {
        Map<String, String> environment =
                Map.of("ATRIUM_OPERATOR_URL", url(), "ATRIUM_OPERATOR_KEY", "a-key-of-operators");
        return Ops.run(List.of(words), environment, Path.of("."), out::add, err::add);
    }

    @Test
    void aRoomThatMovesIsLookedForUntilItHasArrived() {
        answers.addAll(List.of(refusal("room-moving"), refusal("room-elsewhere"), DONE, "500 {}"));
        assertEquals(0, run("kick", "r1", "p-1"), err::toString);
        assertEquals(List.of("{\"roomId\":\"r1\"}"), out);
        assertEquals(1, answers.size(), "asked three times");
    }

    /** It may be done, and what is not asked for twice is not done twice. */
    @Test
    void whatMayBeDoneIsNotAskedForAgain() {
        answers.addAll(List.of(refusal("not-known"), DONE));
        assertEquals(1, run("void", "r1"));
        assertTrue(err.getFirst().startsWith("atrium: not-known: why"), err::toString);
        assertEquals(1, answers.size());
    }
}
