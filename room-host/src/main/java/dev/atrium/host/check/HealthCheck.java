package dev.atrium.host.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a server of this machine for its health: {@code HealthCheck PORT [PATH]}, where the path is
 * {@code /health} if left out. Ends with status 0 if the answer is 200, with 1 if it is another or
 * none comes in time, and with 2 if it is called wrongly.
 */
public final class HealthCheck {
    private static final int TIMEOUT_MS = 2_000;
    private static final int PORT_MAX = 65_535;
    private static final int STATUS_LINE_BYTES = 15;
    private static final int WRONG_CALL = 2;

    private HealthCheck() {}

    /** Asks once. */
    public static void main(String[] arguments) {
        System.exit(status(arguments));
    }

    /** The status that it ends with; says in one line why it is not 0. */
    static int status(String... arguments) {
        int port = arguments.length == 1 || arguments.length == 2 ? port(arguments[0]) : 0;
        String path = arguments.length == 2 ? arguments[1] : "/health";
        if (port == 0 || !path.matches("/[a-z/-]*")) {
            System.err.println(
                    "atrium: call HealthCheck PORT [PATH] (allowed: 1 to 65535, /health)");
            return WRONG_CALL;
        }
        try {
            String answer = answer(port, path);
            if (answer.matches("HTTP/1.1 200.*")) {
                return 0;
            }
            System.err.println("atrium: port " + port + " answers " + answer);
        } catch (IOException e) {
            System.err.println("atrium: port " + port + " does not answer: " + e.getMessage());
        }
        return 1;
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return port <= PORT_MAX ? port : 0;
    }

    /** The beginning of the first line, such as {@code HTTP/1.1 200 OK}. */
    private static String answer(int port, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            String question = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close";
            socket.getOutputStream().write((question + "\r\n\r\n").getBytes(US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(STATUS_LINE_BYTES);
            return new String(line, US_ASCII).strip();
        }
    }
}
