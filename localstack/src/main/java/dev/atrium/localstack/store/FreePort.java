package dev.atrium.localstack.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody has. */
public final class FreePort {
    /** Below those that systems give to outgoing connections: one of these could take it. */
    private static final int FIRST = 20_000;

    /** Whoever gets a port may take the next ones as well, as a stack's hosts do. */
    private static final int APART = 8;

    private static final int PLACES = 1_500;
    private static final int TRIES_MAX = 10 * PLACES;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * A port of the loopback address that was free a moment ago, and that this process has given
     * nobody.
     *
     * @throws IOException if none is found
     */
    public static int find() throws IOException {
        for (int i = 0; i < TRIES_MAX; i++) {
            int port = FIRST + APART * ThreadLocalRandom.current().nextInt(PLACES);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IOException("no port from %d on is free".formatted(FIRST));
    }

    /** Whether that port of the loopback address is free now. */
    public static boolean isFree(int port) {
        return isFree(InetAddress.getLoopbackAddress(), port);
    }

    /** Whether that port of an address of this machine is free now. */
    public static boolean isFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
