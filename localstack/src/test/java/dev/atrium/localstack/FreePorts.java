package dev.atrium.localstack;

import dev.atrium.localstack.store.FreePort;

import java.io.IOException;
import java.util.stream.IntStream;

/** Ports for stacks in tests. */
final class FreePorts {
    private static final int ATTEMPTS_MAX = 100;

    private FreePorts() {}

    /** The first of so many neighbouring ports that are free. */
    static int inARow(int count) throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            int first = FreePort.find();
            if (first + count < 65_535
                    && IntStream.range(first, first + count).allMatch(FreePort::isFree)) {
                return first;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }
}
