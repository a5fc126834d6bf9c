package dev.atrium.host.room;

import org.jctools.queues.MpscArrayQueue;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What others want of a room and has not been seen to. Anybody puts in, its thread takes out. */
final class Mailbox {
    /** Calls that wait. Beyond it senders are told {@code busy}: nothing is dropped in silence. */
    private static final int CALLS_MAX = 1_024;

    private final MpscArrayQueue<RoomCall> calls = new MpscArrayQueue<>(CALLS_MAX);

    /** Few of these can wait: one a connection, one append, one seed, one end. */
    private final ConcurrentLinkedQueue<RoomCall> urgent = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    /** Whether the next tick is near and takes the commands: then they need not wake the loop. */
    private volatile boolean comesByItself;

    Posted post(RoomCall call, Runnable wake) {
        if (closed) {
            return Posted.GONE;
        }
        boolean taken = calls.offer(call);
        if (!(call instanceof RoomCall.Act && comesByItself)) {
            wake.run();
        }
        return taken ? Posted.TAKEN : Posted.BUSY;
    }

    /** Comes before all that is posted, and always. */
    void inform(RoomCall call, Runnable wake) {
        urgent.add(call);
        boolean canWait =
                call instanceof RoomCall.SnapshotKept
                        || (call instanceof RoomCall.Appended appended
                                && appended.failure() == null);
        if (!(canWait && comesByItself)) {
            wake.run();
        }
    }

    /** Hands out what is there, so much at most that a flood does not keep a room from its tick. */
    void empty(Consumer<RoomCall> to, Runnable wake) {
        for (RoomCall call = urgent.poll(); call != null; call = urgent.poll()) {
            to.accept(call);
        }
        for (int i = 0; i < CALLS_MAX; i++) {
            RoomCall call = calls.relaxedPoll();
            if (call == null) {
                break;
            }
            to.accept(call);
        }
        if (!calls.isEmpty()) {
            wake.run();
        }
    }

    /** The room has run; whether it comes by itself to take commands. */
    void ran(boolean comesAgain, Runnable wake) {
        comesByItself = comesAgain;
        if (!comesAgain && !(urgent.isEmpty() && calls.isEmpty())) {
            // Came during the run and woke nobody, since until now the room would have come.
            wake.run();
        }
    }

    /** Nothing more is taken. */
    void close() {
        closed = true;
    }
}
