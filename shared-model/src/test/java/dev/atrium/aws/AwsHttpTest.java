package dev.atrium.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

class AwsHttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** What came in, each with the number of its connection in front. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final SdkHttpClient client =
            AwsHttp.client(Duration.ofSeconds(2), Duration.ofMillis(300));
    private ServerSocket server;
    private volatile int answersPerConnection = Integer.MAX_VALUE;
    private volatile boolean silent;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private void accept() {
        try {
            for (int number = 1; ; number++) {
                Socket socket = server.accept();
                int connection = number;
                Thread.ofVirtual().start(() -> serve(socket, connection));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < answersPerConnection; i++) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                byte[] body = in.readNBytes(length(head));
                requests.add(connection + " " + head + new String(body, StandardCharsets.UTF_8));
                if (!silent) {
                    out.write(OK.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (IOException e) {
            // It hung up.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int read;
        while (head.indexOf("\r\n\r\n") < 0 && (read = in.read()) >= 0) {
            head.append((char) read);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private HttpExecuteResponse send(SdkHttpMethod method, String body) throws IOException {
        return send(client, method, body);
    }

    private HttpExecuteResponse send(SdkHttpClient by, SdkHttpMethod method, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(method)
                        .uri(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/path"))
                        .putHeader("Content-Length", Integer.toString(bytes.length))
                        .putHeader("X-Amz-Target", "DynamoDB.Something")
                        .build();
        HttpExecuteResponse response =
                by.prepareRequest(
                                HttpExecuteRequest.builder()
                                        .request(request)
                                        .contentStreamProvider(
                                                () -> new ByteArrayInputStream(bytes))
                                        .build())
                        .call();
        // As the SDK does, and then the connection may be used again.
        response.responseBody().orElseThrow().readAllBytes();
        return response;
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void aBodyArrivesWithItsLengthOnceAndWithItsOtherHeaders(String method) throws IOException {
        assertEquals(
                200, send(SdkHttpMethod.valueOf(method), "{\"ä\":1}").httpResponse().statusCode());

        String request = requests.getFirst();
        assertTrue(request.contains("X-Amz-Target: DynamoDB.Something\r\n"), request);
        assertEquals(2, request.toLowerCase(Locale.ROOT).split("content-length: 8\r\n", -1).length);
        assertTrue(request.endsWith("\r\n\r\n{\"ä\":1}"), request);
        assertFalse(request.contains("chunked"), request);
    }

    @Test
    void whatIsPostedNextGoesOverTheSameConnectionWithoutAPause() throws IOException {
        int posts = 50;
        long streamedMs;
        try (SdkHttpClient streams = UrlConnectionHttpClient.create()) {
            streamedMs = fastestMs(streams, posts);
        }
        requests.clear();
        long wholeMs = fastestMs(client, posts);

        assertEquals(
                1, requests.stream().map(request -> request.split(" ", 2)[0]).distinct().count());
        // The JDK waits for a millisecond at the least before each that it streams.
        assertTrue(wholeMs < streamedMs - posts / 2, wholeMs + " ms, streamed " + streamedMs);
    }

    /** The fastest of several times that many posts. */
    private long fastestMs(SdkHttpClient by, int posts) throws IOException {
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long from = System.nanoTime();
            for (int i = 0; i < posts; i++) {
                send(by, SdkHttpMethod.POST, "next");
            }
            fastest = Math.min(fastest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
        }
        return fastest;
    }

    @Test
    void whatMeetsAConnectionThatWasGivenUpIsSentOnAnother() throws IOException {
        answersPerConnection = 1;
        for (int i = 1; i <= 5; i++) {
            assertEquals(200, send(SdkHttpMethod.POST, "post " + i).httpResponse().statusCode());
        }

        assertEquals(5, requests.size());
    }

    @Test
    void whoIsNotAnsweredInTimeIsTold() {
        silent = true;

        assertThrows(IOException.class, () -> send(SdkHttpMethod.POST, "hello?"));
    }

    @Test
    void timesThatAreNoneAreRefused() {
        Duration none = Duration.ofNanos(1);
        Duration some = Duration.ofSeconds(1);

        assertThrows(IllegalArgumentException.class, () -> AwsHttp.client(none, some));
        assertThrows(IllegalArgumentException.class, () -> AwsHttp.client(some, none));
    }

    @Test
    void asManyConnectionsAreKeptAsWereWantedAtOnce() throws Exception {
        int atOnce = 32;
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KeptConnections.class.getName(),
                                Integer.toString(atOnce))
                        .inheritIO()
                        .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));

            assertEquals(atOnce, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }
}
