package dev.atrium.localstack.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Opens many direct sockets at a steady rate, answers the host's pings and nothing else, and says
 * what they cost the host: memory, CPU, and how many were dropped. One thread.
 */
public final class IdleSockets {
    private static final int PING = 0x89;
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    /** Of {@code /proc/PID/stat}, as this kernel is always built. */
    private static final double TICKS_A_SECOND = 100;

    private static final byte[] UPGRADE =
            String.join(
                            "\r\n",
                            "GET /play HTTP/1.1",
                            "Host: localhost",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(4_096);
    private final InetSocketAddress host;
    private int upgraded;
    private int dropped;
    private int pings;

    private IdleSockets(int port) throws IOException {
        this.host = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Measures, and prints one line of JSON on the standard output for whoever called.
     *
     * @param arguments the host's port and process id, how many sockets, how many a second, and for
     *     how many seconds they are held
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        long pid = Long.parseLong(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        int perSecond = Integer.parseInt(arguments[3]);
        int holdS = Integer.parseInt(arguments[4]);
        long before = residentKib(pid);
        IdleSockets sockets = new IdleSockets(port);
        double opening = cpuSeconds(pid);
        long start = System.nanoTime();
        sockets.open(count, perSecond);
        double openS = (System.nanoTime() - start) / 1e9;
        double held = cpuSeconds(pid);
        sockets.serveUntil(System.nanoTime() + TimeUnit.SECONDS.toNanos(holdS));
        // The script that started it puts this line where its caller wants it.
        System.out.printf(
                "{\"sockets\":%d,\"upgraded\":%d,\"dropped\":%d,\"pings\":%d,\"openedS\":%.1f,"
                        + "\"openCpuS\":%.2f,\"heldS\":%d,\"heldCpuS\":%.2f,"
                        + "\"residentMiBBefore\":%d,\"residentMiB\":%d}%n",
                count,
                sockets.upgraded,
                sockets.dropped,
                sockets.pings,
                openS,
                held - opening,
                holdS,
                cpuSeconds(pid) - held,
                before / 1_024,
                residentKib(pid) / 1_024);
    }

    /** On an absolute schedule: who is late catches up. */
    private void open(int count, int perSecond) throws IOException {
        long start = System.nanoTime();
        long stepNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            boolean connected = channel.connect(host);
            channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
            if (connected) {
                channel.write(ByteBuffer.wrap(UPGRADE));
            }

            serveUntil(start + (i + 1) * stepNanos);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (upgraded + dropped < count && System.nanoTime() < end) {
            serve(100);
        }
    }

    private void serveUntil(long endNanos) throws IOException {
        for (long left = endNanos - System.nanoTime();
                left > 0;
                left = endNanos - System.nanoTime()) {
            serve(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    private void serve(long timeoutMs) throws IOException {
        selector.select(this::serve, timeoutMs);
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                channel.write(ByteBuffer.wrap(UPGRADE));
            } else {
                read(key, channel);
            }
        } catch (IOException e) {
            drop(key, channel);
        }
    }

    private void read(SelectionKey key, SocketChannel channel) throws IOException {
        int length = channel.read(buffer.clear());
        if (length < 0) {
            drop(key, channel);
        } else if (length > 0 && (buffer.get(0) & 0xff) == PING) {
            pings++;
            channel.write(ByteBuffer.wrap(PONG));
        } else if (length > 12 && buffer.get(9) == '1' && buffer.get(11) == '1') {
            upgraded++; // HTTP/1.1 101
        } else {
            drop(key, channel);
        }
    }

    private void drop(SelectionKey key, SocketChannel channel) {
        dropped++;

        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Gone either way.
        }
    }

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }
}
