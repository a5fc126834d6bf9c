package dev.atrium.host.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

class HealthCheckTest {
    @Test
    void hostThatIsWellIsHealthy() throws Exception {
        assertEquals("0 GET /health HTTP/1.1", checked("HTTP/1.1 200 OK\r\n\r\n{}"));
    }

    @Test
    void hostThatStandsStillIsNot() throws Exception {
        String answer = "HTTP/1.1 503 standing still\r\n\r\n{}";
        assertEquals("1 GET /health HTTP/1.1", checked(answer));
    }

    @Test
    void whatIsNoAnswerIsNoHealth() throws Exception {
        assertEquals("1 GET /health HTTP/1.1", checked(""));
    }

    @Test
    void whereNobodyListensNobodyIsHealthy() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertEquals(1, HealthCheck.status(Integer.toString(port)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "8081x", "8081 health", "8081 / /"})
    void wrongCallIsSaidToBeOne(String arguments) {
        assertEquals(
                2, HealthCheck.status(arguments.isEmpty() ? new String[0] : arguments.split(" ")));
    }

    /** What it ends with, and the first line of its question. */
    private static String checked(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked =
                    CompletableFuture.supplyAsync(() -> answerOnce(server, answer));
            int status = HealthCheck.status(Integer.toString(server.getLocalPort()));
            return status + " " + asked.get();
        }
    }

    private static String answerOnce(ServerSocket server, String answer) {
        try (Socket socket = server.accept();
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            String first = reader.readLine();
            for (String line = first; line != null && !line.isEmpty(); ) {
                line = reader.readLine();
            }
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            return first;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
