package dev.atrium.host.connection;

import dev.atrium.wire.CloseCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A connection that writes one message at a time: the next leaves when the one before has. So a
 * slow reader gets the newest view and not a growing queue, and events keep their order.
 */
public abstract class PacedConnection implements Connection {
    /**
     * Beyond this the reader is too slow for its events. They cannot be skipped, so it is closed
     * and may come back.
     */
    static final int WAITING_MAX = 512;

    private static final Executor AT_ONCE = Runnable::run;

    private final ArrayDeque<Item> waiting = new ArrayDeque<>();
    private final Object lock = new Object();
    private final SignsOfLife life = new SignsOfLife();
    private @Nullable Item waitingView;
    private long outOfStep;
    private boolean writing;
    private boolean open = true;

    private static final class Item {
        final byte[] bytes;
        final @Nullable CloseCode close;

        Item(byte[] bytes, @Nullable CloseCode close) {
            this.bytes = bytes;
            this.close = close;
        }
    }

    /** Starts to write; the stage ends when the next may be written. A failure closes. */
    protected abstract CompletionStage<?> begin(byte[] utf8);

    /** Closes the transport. Called once. */
    protected abstract void closeTransport(CloseCode code);

    @Override
    public void send(byte[] utf8) {
        enqueue(new Item(utf8, null), false);
    }

    @Override
    public void write(byte[] utf8) {
        send(utf8);
    }

    @Override
    public void writeView(Showing showing, boolean compact) {
        enqueue(new Item(showing.text(), null), true);
    }

    /** It paces itself, so there is nothing to wait for. */
    @Override
    public Executor executor() {
        return AT_ONCE;
    }

    @Override
    public void flush() {
        // What is written leaves by itself.
    }

    @Override
    public boolean takesCompact() {
        return false;
    }

    @Override
    public void close(CloseCode code) {
        enqueue(new Item(new byte[0], code), false);
    }

    @Override
    public boolean isOpen() {
        synchronized (lock) {
            return open;
        }
    }

    @Override
    public long timesOutOfStep() {
        synchronized (lock) {
            return outOfStep;
        }
    }

    @Override
    public void heard() {
        life.heard();
    }

    @Override
    public long silentMs() {
        return life.silentMs();
    }

    /** What the gateway hears of pongs it does not pass on. */
    @Override
    public long lifelessMs() {
        return silentMs();
    }

    @Override
    public void ping() {
        // The gateway keeps its sockets itself, and takes no pings for them.
    }

    @Override
    public Optional<String> playerId() {
        return Optional.empty();
    }

    /** The transport is gone: what waits is forgotten. */
    public void closed() {
        synchronized (lock) {
            open = false;
            waiting.clear();
            waitingView = null;
        }
    }

    private void enqueue(Item item, boolean view) {
        boolean tooSlow;
        synchronized (lock) {
            if (!open) {
                return;
            }
            if (view && waitingView != null) {
                waiting.remove(waitingView);
                outOfStep++;
                meter().skipped();
            }
            waiting.add(item);
            if (view) {
                waitingView = item;
            }
            tooSlow = waiting.size() > WAITING_MAX;
        }
        if (tooSlow) {
            closed();
            closeTransport(CloseCode.TOO_SLOW);
        } else {
            drain();
        }
    }

    private void drain() {
        while (true) {
            Item next;
            synchronized (lock) {
                if (writing || waiting.isEmpty()) {
                    return;
                }
                next = waiting.removeFirst();
                if (next == waitingView) {
                    waitingView = null;
                }
                writing = true;
            }
            if (next.close != null) {
                closed();
                closeTransport(next.close);
                return;
            }
            CompletionStage<?> written = begin(next.bytes);
            if (!written.toCompletableFuture().isDone()) {
                written.whenComplete((done, failure) -> wrote(failure != null, true));
                return;
            }
            wrote(written.toCompletableFuture().isCompletedExceptionally(), false);
        }
    }

    private void wrote(boolean failed, boolean goOn) {
        synchronized (lock) {
            writing = false;
        }
        if (failed) {
            closed();
        } else if (goOn) {
            drain();
        }
    }
}
