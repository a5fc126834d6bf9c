package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.edge.ConnectionSlots;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

/** Who gets a direct socket, before it is one. */
class EdgeIT {
    private final List<RawClient> clients = new ArrayList<>();
    private RunningHost host;

    private void start(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(Map.of("ATRIUM_LOOPS", "1"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        host = RunningHost.start(1, environment);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        host.close();
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(host.port());
        clients.add(client);
        return client;
    }

    private static void assertRefused(RawClient.Answer answer, int status, String code)
            throws IOException {
        assertEquals(status, answer.status());
        assertEquals("application/problem+json", answer.headers().get("content-type"));
        assertEquals("close", answer.headers().get("connection"));
        assertEquals(code, answer.code());
    }

    @Test
    void pagesOfOtherOriginsAreRefusedAndWhoHasNoneIsLetIn() throws IOException {
        start("ATRIUM_ORIGINS", "https://play.example,http://localhost:8080");

        RawClient stranger = client();
        assertRefused(stranger.upgrade("Origin: https://evil.example"), 403, "origin-not-allowed");
        assertTrue(stranger.closedUnanswered(), "and closed");
        assertRefused(client().upgrade("Origin: null"), 403, "origin-not-allowed");
        assertEquals(101, client().upgrade("Origin: https://play.example").status());
        assertEquals(101, client().upgrade("Origin: http://localhost:8080").status());
        assertEquals(101, client().upgrade().status());
        assertRefused(
                client().get("/health", "Origin: https://evil.example"), 403, "origin-not-allowed");
        assertEquals(200, client().get("/health", "Origin: https://play.example").status());
    }

    @Test
    void whoIsRefusedWhileHeStillSendsHearsTheAnswerAndNoReset() throws IOException {
        start("ATRIUM_ORIGINS", "https://play.example");
        RawClient client = client();
        client.send("POST /internal/message HTTP/1.1\r\nHost: localhost\r\n");
        client.send("Origin: https://evil.example\r\nContent-Length: 16000000\r\n\r\n");

        RawClient.Answer answer = client.answer();
        client.send(new byte[8_000_000]).send(new byte[8_000_000]);

        assertRefused(answer, 403, "origin-not-allowed");
        assertTrue(client.ended(), "our side has ended, in order");
    }

    @Test
    void oneAddressOpensSoManySocketsAMinute() throws IOException {
        start("ATRIUM_ADDRESS_NEW_PER_MINUTE", "5");
        for (int i = 0; i < 5; i++) {
            RawClient client = client();
            assertEquals(101, client.upgrade().status());
            client.close();
        }

        RawClient.Answer sixth = client().upgrade();

        assertRefused(sixth, 429, "too-many-connections");
        int retryAfterS = Integer.parseInt(sixth.headers().get("retry-after"));
        assertTrue(retryAfterS >= 1 && retryAfterS <= 60, retryAfterS + " s");
        assertEquals(200, client().get("/health").status(), "requests are no sockets");
    }

    @Test
    void oneAddressHasSoManySocketsOpen() throws IOException {
        start("ATRIUM_ADDRESS_OPEN", "2");
        RawClient first = client();
        assertEquals(101, first.upgrade().status());
        assertEquals(101, client().upgrade().status());

        assertRefused(client().upgrade(), 429, "too-many-connections");
        first.close();

        Eventually.holds(() -> client().upgrade().status() == 101, "nobody is let in again");
    }

    @Test
    void fullHostSaysSoBeforeItUpgrades() throws IOException {
        start("ATRIUM_CONNECTIONS", "2");
        RawClient first = client();
        assertEquals(101, first.upgrade().status());
        assertEquals(101, client().upgrade().status());

        RawClient.Answer third = client().upgrade();

        assertRefused(third, 503, "host-full");
        assertEquals("5", third.headers().get("retry-after"));
        assertEquals(200, client().get("/health").status(), "the host is not ill");
        first.close();
        Eventually.holds(() -> client().upgrade().status() == 101, "nobody is let in again");
        Eventually.holds(
                () -> host.bean(ConnectionSlots.class).taken() == 2, "a place was not given back");
    }

    @Test
    void connectionThatAsksForNothingIsClosed() throws IOException {
        start("ATRIUM_CONNECT_TIMEOUT_MS", "500");
        RawClient slow = client().send("GET /pl");
        RawClient mute = client();

        assertTrue(mute.closedUnanswered());
        assertTrue(slow.closedUnanswered());
        RawClient upgraded = client();
        assertEquals(101, upgraded.upgrade().status());
        assertEquals(4401, upgraded.frame().closeCode());
    }

    // -- PROXY protocol -------------------------------------------------------------------------

    private static final byte[] SIGNATURE = {
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
    };

    private static byte[] header(int command, int family, byte[]... addresses) {
        byte[] header = new byte[256];
        System.arraycopy(SIGNATURE, 0, header, 0, SIGNATURE.length);
        header[12] = (byte) (0x20 | command);
        header[13] = (byte) family;
        int end = 16;
        for (byte[] address : addresses) {
            System.arraycopy(address, 0, header, end, address.length);
            end += address.length;
        }
        header[15] = (byte) (end - 16);
        return Arrays.copyOf(header, end);
    }

    private static byte[] from(String source) throws IOException {
        byte[] address = InetAddress.getByName(source).getAddress();
        byte[] ports = {0x30, 0x39, 0x1f, (byte) 0x91};
        return header(1, address.length == 4 ? 0x11 : 0x21, address, address, ports);
    }

    @Test
    void addressBehindATrustedBalancerIsTheOneThatItTells() throws IOException {
        start("ATRIUM_TRUSTED_BALANCERS", "10.0.0.0/8,127.0.0.0/8", "ATRIUM_ADDRESS_OPEN", "1");

        assertEquals(101, client().send(from("203.0.113.7")).upgrade().status());
        assertEquals(101, client().send(from("203.0.113.8")).upgrade().status());
        assertRefused(client().send(from("203.0.113.7")).upgrade(), 429, "too-many-connections");
        assertEquals(101, client().send(from("2001:db8:1:2::1")).upgrade().status());
        assertRefused(
                client().send(from("2001:db8:1:2:ffff::9")).upgrade(), 429, "too-many-connections");
        assertEquals(101, client().send(from("2001:db8:1:3::1")).upgrade().status());
    }

    @Test
    void headerMayComeInPiecesAndWithExtensions() throws IOException {
        start("ATRIUM_TRUSTED_BALANCERS", "127.0.0.1");
        byte[] address = {(byte) 203, 0, 113, 9};
        byte[] extension = {(byte) 0xea, 0, 3, 1, 2, 3};
        byte[] header = header(1, 0x11, address, address, new byte[4], extension);
        RawClient client = client();
        for (byte one : header) {
            client.send(new byte[] {one});
        }

        assertEquals(101, client.upgrade().status());
    }

    @Test
    void headerMayComeLongBeforeTheRequest() throws IOException {
        start("ATRIUM_TRUSTED_BALANCERS", "127.0.0.1");

        for (byte[] header : List.of(from("203.0.113.9"), header(0, 0))) {
            RawClient client = client().send(header);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));

            assertEquals(101, client.upgrade().status());
        }
    }

    @Test
    void balancersOwnQuestionsAreAnswered() throws IOException {
        start("ATRIUM_TRUSTED_BALANCERS", "127.0.0.1");

        assertEquals(200, client().send(header(0, 0)).get("/health").status());
    }

    @Test
    void connectionOfATrustedBalancerWithoutAGoodHeaderIsClosedUnanswered() throws IOException {
        start("ATRIUM_TRUSTED_BALANCERS", "127.0.0.1");
        byte[] torn = from("203.0.113.7");
        torn[12] = 0x31; // no version 3
        List<byte[]> bad =
                List.of(
                        "".getBytes(StandardCharsets.US_ASCII),
                        "PROXY TCP4 203.0.113.7 127.0.0.1 1 2\r\n"
                                .getBytes(StandardCharsets.US_ASCII),
                        header(1, 0),
                        header(1, 0x11, new byte[3]),
                        torn);

        for (byte[] header : bad) {
            RawClient client = client().send(header);
            try {
                client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            } catch (IOException e) {
                // Closed already.
            }
            assertTrue(client.closedUnanswered());
        }
    }

    @Test
    void headerOfWhoeverIsNotTrustedIsABadRequest() throws IOException {
        start("ATRIUM_TRUSTED_BALANCERS", "10.0.0.0/8");
        RawClient liar = client().send(from("203.0.113.7"));

        assertThrows(
                AssertionError.class,
                () -> assertEquals(101, liar.upgrade().status()),
                "no socket comes of it");
        assertEquals(101, client().upgrade().status());
    }

    // -- compression ----------------------------------------------------------------------------

    @Test
    void socketsDoNotCompressWhateverIsOffered() throws IOException {
        start();

        RawClient.Answer answer =
                client().upgrade("Sec-WebSocket-Extensions: permessage-deflate, x-webkit-deflate");

        assertEquals(101, answer.status());
        assertNull(answer.headers().get("sec-websocket-extensions"));
    }

    @Test
    void answersOverAKilobyteAreCompressedForWhoeverTakesIt() throws IOException {
        start();
        String longPath = "/" + "x".repeat(1_500);

        RawClient.Answer packed = client().get(longPath, "Accept-Encoding: gzip");
        RawClient.Answer plain = client().get(longPath);
        RawClient.Answer small = client().get("/health", "Accept-Encoding: gzip");

        assertEquals("gzip", packed.headers().get("content-encoding"));
        assertNull(plain.headers().get("content-encoding"));
        assertTrue(plain.body().length() > 1_024, plain.body().length() + " bytes");
        assertTrue(packed.body().length() < plain.body().length() / 2);
        byte[] unpacked =
                new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes();
        assertTrue(new String(unpacked, StandardCharsets.UTF_8).contains(longPath));
        assertNull(small.headers().get("content-encoding"));
        assertFalse(small.body().length() > 1_024);
    }
}
