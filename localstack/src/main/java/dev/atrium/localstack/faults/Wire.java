package dev.atrium.localstack.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A way from a port of this machine to another that can be cut: then nothing comes through, and
 * nobody is told. What is under way waits and arrives when it is healed, as TCP would deliver it.
 * Any thread.
 */
final class Wire implements AutoCloseable {
    private static final int BYTES = 16 * 1024;
    private static final int BACKLOG = 1_024;
    private static final int CONNECT_TIMEOUT_MS = 2_000;

    private final ServerSocket door;
    private final int to;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean cut;
    private boolean closed;

    private Wire(ServerSocket door, int to) {
        this.door = door;
        this.to = to;
    }

    /** A whole way to that port. */
    static Wire to(int port) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().name("wire-" + port).start(wire::accept);
        return wire;
    }

    /** Where it begins. */
    int port() {
        return door.getLocalPort();
    }

    void cut() {
        turn(true);
    }

    void heal() {
        turn(false);
    }

    private void turn(boolean wanted) {
        lock.lock();
        try {
            cut = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket here = door.accept();
                sockets.add(here);
                Thread.ofVirtual().start(() -> carry(here));
            } catch (IOException e) {
                // Closed, which the next round sees.
            }
        }
    }

    private void carry(Socket here) {
        Socket there = new Socket();
        sockets.add(there);
        try {
            awaitWhole();
            there.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), to),
                    CONNECT_TIMEOUT_MS);
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pump(there, here));
            pump(here, there);
            back.join();
        } catch (IOException e) {
            // Nobody is there: who wanted him sees his connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(here);
            end(there);
        }
    }

    private void pump(Socket from, Socket into) {
        byte[] bytes = new byte[BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                awaitWhole();
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            // One end is gone, and takes the other along.
        }
        try {
            // That somebody has gone does not come through a cut way either.
            awaitWhole();
        } catch (IOException e) {
            // Closed.
        }
        end(from);
        end(into);
    }

    private void awaitWhole() throws IOException {
        lock.lock();
        try {
            while (cut && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IOException("the wire is gone");
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone then.
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        door.close();
        sockets.forEach(this::end);
    }
}
