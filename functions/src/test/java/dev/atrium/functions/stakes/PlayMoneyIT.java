package dev.atrium.functions.stakes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.escrow.DynamoEscrow;
import dev.atrium.functions.edge.LocalFunctions;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The money that each player is given once, and what asking for it costs. */
class PlayMoneyIT {
    @AutoClose
    private final LocalFunctions local =
            LocalFunctions.open(
                    Map.of("ATRIUM_FEES", "arena.blitz=100", "ATRIUM_PLAY_MONEY", "1000"));

    private final AtomicInteger writes = new AtomicInteger();
    private final Stakes stakes =
            new Stakes(
                    local.functions().config().fees(),
                    new DynamoEscrow(counted(), local.stores().tablePrefix(), local.clock()));

    private DynamoDbClient counted() {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("transactWriteItems")) {
                                writes.incrementAndGet();
                            }
                            try {
                                return method.invoke(local.stores().dynamo(), arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void whoAsksWhatHeHasWritesOnlyTheFirstTime() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(1_000, stakes.balance("ann"));
            stakes.admit("arena.blitz", "ann", 2);
        }
        assertEquals(1, writes.get());
        assertEquals(1_000, stakes.balance("ben"));
        assertEquals(2, writes.get());
    }
}
