package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.enhanced.dynamodb.Key;

class LocalStoresIT {
    @Test
    void instancesDoNotSeeEachOthersData() {
        try (LocalStores one = LocalStores.open();
                LocalStores other = LocalStores.open()) {
            WalletRow row = new WalletRow("solana:a", "p-1");
            Key key = Key.builder().partitionValue("solana:a").build();

            one.table(Tables.WALLETS).putItem(row);
            one.redis().set(one.keys().hostAlive("h"), "1");

            assertEquals(row, one.table(Tables.WALLETS).getItem(key));
            assertNull(other.table(Tables.WALLETS).getItem(key));
            assertEquals("1", one.redis().get(one.keys().hostAlive("h")));
            assertNull(other.redis().get(other.keys().hostAlive("h")));
        }
    }
}
