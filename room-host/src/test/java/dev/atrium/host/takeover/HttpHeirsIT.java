package dev.atrium.host.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;

import dev.atrium.host.LocalStores;
import dev.atrium.schema.HostRow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How other hosts are asked, and what their rows may tell. */
class HttpHeirsIT {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Heirs heirs = new HttpHeirs("a-key-for-tests-only");
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(
                "/",
                exchange -> {
                    String key = exchange.getRequestHeaders().getFirst(HttpHeirs.KEY_HEADER);
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + (key == null ? "" : " with the key"));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        other.start();
    }

    @AfterEach
    void stop() {
        other.stop(0);
    }

    private static HostRow host(String internalUrl) {
        return new HostRow("host-b", "", "", internalUrl, "", List.of(), 1, 0, false, 1, 0);
    }

    @Test
    void aHostIsGreetedAndAskedAtTheAddressThatItTells() {
        HostRow heir = host("http://127.0.0.1:" + other.getAddress().getPort());
        heirs.greet(heir);
        heirs.ask(heir, "room-1", 7);
        assertEquals(
                List.of("GET /health", "POST /rooms/room-1/inherit?epoch=7 with the key"), asked);
    }

    /** Who leaves asks the others, and must get through to them whatever one of them tells. */
    @ParameterizedTest
    @ValueSource(strings = {"ws://127.0.0.1:8081", "127.0.0.1:8081", "http://a b", "", "http://"})
    void anAddressThatIsNoneKeepsNobodyFromAskingTheOthers(String address) {
        heirs.greet(host(address));
        heirs.ask(host(address), "room-1", 7);
        assertEquals(List.of(), asked);
    }

    @Test
    void aHostThatIsNotThereIsNobody() throws IOException {
        HostRow gone = host("http://127.0.0.1:" + LocalStores.freePort());
        heirs.greet(gone);
        heirs.ask(gone, "room-1", 7);
        assertEquals(List.of(), asked);
    }
}
