package dev.atrium.host.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.wire.CloseCode;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class PacedConnectionTest {
    private final List<String> written = new ArrayList<>();
    private final ArrayDeque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
    private final List<CloseCode> closed = new ArrayList<>();
    private boolean fast;

    private final PacedConnection connection =
            new PacedConnection() {
                @Override
                public String id() {
                    return "test";
                }

                @Override
                protected CompletionStage<?> begin(byte[] utf8) {
                    written.add(new String(utf8, StandardCharsets.UTF_8));
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    if (fast) {
                        done.complete(null);
                    } else {
                        inFlight.add(done);
                    }
                    return done;
                }

                @Override
                protected void closeTransport(CloseCode code) {
                    closed.add(code);
                }
            };

    private void event(String text) {
        connection.send(text.getBytes(StandardCharsets.UTF_8));
    }

    private void view(String text) {
        connection.writeView(Showing.text(() -> text.getBytes(StandardCharsets.UTF_8)), false);
    }

    private void left() {
        inFlight.remove().complete(null);
    }

    @Test
    void oneMessageIsInFlightAndOrderIsKept() {
        event("a");
        event("b");
        event("c");
        assertEquals(List.of("a"), written);
        left();
        left();
        assertEquals(List.of("a", "b", "c"), written);
    }

    @Test
    void aSlowReaderGetsTheNewestViewAndEveryEvent() {
        event("1");
        view("old");
        event("2");
        view("newer");
        view("newest");
        left();
        left();
        left();
        assertEquals(List.of("1", "2", "newest"), written);
        assertEquals(2, connection.timesOutOfStep(), "two views were left out");
    }

    @Test
    void aFastReaderGetsEverything() {
        fast = true;
        view("a");
        view("b");
        event("c");
        assertEquals(List.of("a", "b", "c"), written);
    }

    @Test
    void whoIsTooSlowForHisEventsIsClosed() {
        for (int i = 0; i <= PacedConnection.WAITING_MAX + 1; i++) {
            event("e" + i);
        }
        assertEquals(List.of(CloseCode.TOO_SLOW), closed);
        assertFalse(connection.isOpen());
        event("later");
        assertEquals(List.of("e0"), written);
    }

    @Test
    void closingWaitsForWhatWasSentBefore() {
        event("last");
        connection.close(CloseCode.ROOM_OVER);
        assertTrue(closed.isEmpty());
        left();
        assertEquals(List.of(CloseCode.ROOM_OVER), closed);
        assertFalse(connection.isOpen());
    }

    @Test
    void aFailedWriteClosesAndForgetsTheRest() {
        event("a");
        event("b");
        inFlight.remove().completeExceptionally(new IllegalStateException("gone"));
        assertFalse(connection.isOpen());
        assertEquals(List.of("a"), written);
    }

    @Test
    void silenceIsMeasuredFromTheLastThingHeard() throws InterruptedException {
        while (connection.silentMs() < 50) {
            assertFalse(new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS));
        }
        long silentMs = connection.silentMs();
        connection.heard();
        assertTrue(connection.silentMs() < silentMs);
    }
}
