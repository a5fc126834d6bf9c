package dev.atrium.localstack.figures;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/figures}: starts a stack, measures, prints a line a figure on its
 * standard output, which is its product.
 */
public final class Figures {
    private static final int PORT = 8480;

    private Figures() {}

    /** Takes no arguments; needs the built project at {@code -Datrium.home}. */
    public static void main(String[] arguments) throws Exception {
        // The figures are what the tool is for.
        measure(System.out::println);
    }

    private static void measure(Consumer<String> terminal) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (StackProcess stack = StackProcess.start(PORT, List.of())) {
            terminal.accept("start to ready: %d ms".formatted(stack.readyAfterMs()));
            URI api = URI.create("http://localhost:" + PORT);
            URI socket = URI.create("ws://localhost:" + PORT + "/ws");
            try (RoomCreation creation = new RoomCreation(http, api, socket)) {
                terminal.accept(creation.measure());
            }
            InputLatency latency = new InputLatency(http, api, socket);
            terminal.accept(latency.measure());
            terminal.accept(new PartyRooms(http, api, socket).measure());
            terminal.accept("resident memory: " + stack.residentMemory());
        } finally {
            // Not close(): that would wait for sockets which a failure has left open.
            http.shutdownNow();
        }
    }
}
