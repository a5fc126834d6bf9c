package dev.atrium.localstack.figures;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/**
 * The main of {@code localstack/figures}: starts a stack, measures, prints a line a figure on its
 * standard output, which is its product.
 */
public final class Figures {
    private static final int PORT = 8480;

    private Figures() {}

    /** Takes no arguments; needs the built project at {@code -Datrium.home}. */
    public static void main(String[] arguments) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (StackProcess stack = StackProcess.start(PORT, List.of())) {
            System.out.printf("start to ready: %d ms%n", stack.readyAfterMs());
            URI api = URI.create("http://localhost:" + PORT);
            URI socket = URI.create("ws://localhost:" + PORT + "/ws");
            try (RoomCreation creation = new RoomCreation(http, api, socket)) {
                System.out.println(creation.measure());
            }
            InputLatency latency = new InputLatency(http, api, socket);
            System.out.println(latency.measure());
            System.out.printf("resident memory: %s%n", stack.residentMemory());
        } finally {
            // Not close(): that would wait for sockets which a failure has left open.
            http.shutdownNow();
        }
    }
}
