package dev.atrium.localstack;

import dev.atrium.localstack.store.FreePort;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Ports for stacks in tests, which start side by side: none is given twice. */
public final class FreePorts {
    private static final int ATTEMPTS_MAX = 100;

    /** Below those that systems give to whoever asks for any, such as every client. */
    private static final int FIRST = 20_000;

    private static final int LAST = 30_000;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST));

    private FreePorts() {}

    /** The first of so many neighbouring ports that are free. */
    public static int inARow(int count) throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            int first = NEXT.getAndAdd(count);
            if (IntStream.range(first, first + count).allMatch(FreePort::isFree)) {
                return first;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }
}
