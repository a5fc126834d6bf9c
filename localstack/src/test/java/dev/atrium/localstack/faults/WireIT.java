package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

@Timeout(30)
class WireIT {
    private static final int SILENCE_MS = 200;
    private static final int ANSWER_MS = 10_000;

    private ServerSocket echo;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!echo.isClosed()) {
                                try (Socket one = echo.accept()) {
                                    one.getInputStream().transferTo(one.getOutputStream());
                                } catch (IOException e) {
                                    // The next, or the end.
                                }
                            }
                        });
        wire = Wire.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        socket.setSoTimeout(ANSWER_MS);
        return socket;
    }

    @Test
    void whatGoesInComesOut() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(7);
            assertEquals(7, socket.getInputStream().read());
        }
    }

    @Test
    void nothingComesThroughACutWireAndAllOfItOnceItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(1);
            assertEquals(1, socket.getInputStream().read());
            wire.cut();
            socket.getOutputStream().write(2);
            socket.setSoTimeout(SILENCE_MS);
            assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());

            wire.heal();

            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream().write(3);
            assertEquals(2, socket.getInputStream().read());
            assertEquals(3, socket.getInputStream().read());
        }
    }

    @Test
    void whoConnectsToACutWireWaits() throws IOException {
        wire.cut();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(9);
            socket.setSoTimeout(SILENCE_MS);
            assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());

            wire.heal();

            socket.setSoTimeout(ANSWER_MS);
            assertEquals(9, socket.getInputStream().read());
        }
    }

    @Test
    void whoeverIsGoneTakesTheOtherEndAlong() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(5);
            assertEquals(5, socket.getInputStream().read());
            wire.close();
            assertEquals(-1, socket.getInputStream().read());
        }
    }
}
