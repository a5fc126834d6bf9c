package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The host asks direct sockets whether they live, and closes those that do not. Each test waits for
 * seconds on a socket of its own, so they wait side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
class HeartbeatIT {
    private static final long DEAD_MS = 3_000;

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host =
                RunningHost.start(
                        1,
                        Map.of(
                                "ATRIUM_LOOPS",
                                "1",
                                "ATRIUM_HEARTBEAT_MS",
                                "500",
                                "ATRIUM_SILENCE_MS",
                                "1500",
                                "ATRIUM_DEAD_MS",
                                Long.toString(DEAD_MS),
                                "ATRIUM_CONNECT_TIMEOUT_MS",
                                "60000"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void socketThatNeverEnteredIsPingedAndClosedAsDeadWhenItNeverAnswers() throws IOException {
        try (RawClient client = new RawClient(host.port())) {
            assertEquals(101, client.upgrade().status());
            long start = System.nanoTime();
            RawClient.Frame frame = client.frame();
            assertEquals(RawClient.Frame.PING, frame.opcode());
            assertEquals("", frame.payload());
            while (frame.opcode() == RawClient.Frame.PING) {
                frame = client.frame();
            }

            assertEquals(RawClient.Frame.CLOSE, frame.opcode());
            assertEquals(4405, frame.closeCode());
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(tookMs >= DEAD_MS - 100, tookMs + " ms");
        }
    }

    @Test
    void pongsKeepASocketAlive() throws IOException {
        try (RawClient client = new RawClient(host.port())) {
            assertEquals(101, client.upgrade().status());
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * DEAD_MS);
            int pings = 0;
            while (System.nanoTime() < end) {
                assertEquals(RawClient.Frame.PING, client.frame().opcode());
                client.sendFrame(10, new byte[0]);
                pings++;
            }
            assertTrue(pings >= 4, pings + " pings");
            client.sendFrame(1, "{\"action\":\"ping\",\"t\":1}".getBytes(StandardCharsets.UTF_8));
            RawClient.Frame answer = client.frame();
            while (answer.opcode() == RawClient.Frame.PING) {
                answer = client.frame();
            }
            assertEquals(1, answer.opcode());
        }
    }

    /** The JDK's client answers pings by itself, as a browser does whose page is stuck. */
    @Test
    void whoOnlyAnswersPingsIsGoneFromHisSeatButNotClosed() {
        RunningHost.Guest ada = RunningHost.Guest.named("Ada");
        RunningHost.Guest bob = RunningHost.Guest.named("Bob");
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer lively = host.connect();
                TestPlayer stuck = host.connect()) {
            lively.enter(host, roomId, ada).await("entered");
            stuck.enter(host, roomId, bob).await("entered");
            lively.awaitWhilePinging(
                    "players-update",
                    m -> m.at("/data/players/1/presence").asText().equals("gone"));
            stuck.await("state");
            stuck.send("{\"action\":\"ping\",\"t\":1}").await("pong");
            lively.awaitWhilePinging(
                    "players-update",
                    m -> m.at("/data/players/1/presence").asText().equals("here"));
        }
    }

    @Test
    void floodOfPingsIsAFlood() throws IOException {
        try (RawClient client = new RawClient(host.port())) {
            assertEquals(101, client.upgrade().status());
            try {
                for (int i = 0; i < 2_000; i++) {
                    client.sendFrame(RawClient.Frame.PING, new byte[0]);
                }
            } catch (IOException e) {
                // It may be closed before the last one.
            }
            RawClient.Frame frame = client.frame();
            while (frame.opcode() != RawClient.Frame.CLOSE) {
                frame = client.frame();
            }
            assertEquals(4429, frame.closeCode());
        }
    }
}
