package dev.atrium.functions.escrow;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets transactions go wrong: the request is lost, the reply is lost after all was written, or
 * another transaction is said to conflict. Thread-safe.
 */
final class FaultyWrites {
    /** So many attempts are needed at most, to know what became of a write. */
    private static final int SPARED = 4;

    private final Supplier<Fault> faults;
    private int requestsLost;
    private int repliesLost;
    private int conflicts;

    private FaultyWrites(Supplier<Fault> faults) {
        this.faults = faults;
    }

    /** What becomes of a transaction. */
    enum Fault {
        /** It is made and answered. */
        NONE,
        /** It is not made, since others write the same. */
        CONFLICT,
        /** It is not made, and nobody says so. */
        REQUEST_LOST,
        /** It is made, and nobody says so. */
        REPLY_LOST
    }

    /** The same every time. */
    static FaultyWrites always(Fault fault) {
        return new FaultyWrites(() -> fault);
    }

    /** None, but before the first transaction another does something, on the same thread. */
    static FaultyWrites interrupted(Runnable another) {
        AtomicBoolean done = new AtomicBoolean();
        return new FaultyWrites(
                () -> {
                    if (!done.getAndSet(true)) {
                        another.run();
                    }
                    return Fault.NONE;
                });
    }

    /**
     * As a seed draws it. After a loss the next few of the same thread are not lost. With several
     * threads the seed alone does not say which is hit.
     */
    static FaultyWrites drawn(long seed) {
        Random random = new Random(seed);
        ThreadLocal<Integer> spared = ThreadLocal.withInitial(() -> 0);
        return new FaultyWrites(
                () -> {
                    int left = spared.get();
                    int dice = random.nextInt(10);
                    if (dice == 0) {
                        return Fault.CONFLICT;
                    }
                    if (left > 0 || dice > 6) {
                        spared.set(Math.max(0, left - 1));
                        return Fault.NONE;
                    }
                    spared.set(SPARED);
                    return dice < 3 ? Fault.REQUEST_LOST : Fault.REPLY_LOST;
                });
    }

    synchronized int requestsLost() {
        return requestsLost;
    }

    synchronized int repliesLost() {
        return repliesLost;
    }

    synchronized int conflicts() {
        return conflicts;
    }

    /** The same client, with these faults. */
    DynamoDbClient across(DynamoDbClient client) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            if (!isTransaction(method)) {
                                return call(client, method, arguments);
                            }
                            Fault fault = faults.get();
                            if (fault == Fault.CONFLICT) {
                                count(fault);
                                throw conflict();
                            }
                            if (fault == Fault.REQUEST_LOST) {
                                count(fault);
                                throw SdkClientException.create("lost on the way there");
                            }
                            Object reply = call(client, method, arguments);
                            if (fault == Fault.REPLY_LOST) {
                                count(fault);
                                throw SdkClientException.create("lost on the way back");
                            }
                            return reply;
                        });
    }

    /** The one that takes a builder calls the other. */
    private static boolean isTransaction(Method method) {
        return method.getName().equals("transactWriteItems");
    }

    private static Object call(DynamoDbClient client, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized void count(Fault fault) {
        switch (fault) {
            case NONE -> {}
            case CONFLICT -> conflicts++;
            case REQUEST_LOST -> requestsLost++;
            case REPLY_LOST -> repliesLost++;
        }
    }

    private static TransactionCanceledException conflict() {
        return TransactionCanceledException.builder()
                .message("another transaction")
                .cancellationReasons(
                        CancellationReason.builder().code("TransactionConflict").build())
                .build();
    }

    @Override
    public synchronized String toString() {
        return "%d requests and %d replies lost, %d conflicts"
                .formatted(requestsLost, repliesLost, conflicts);
    }
}
