package dev.atrium.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.room.RoomId;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

class AccountRowTest {
    /** Postings are known again by their accounts, so these may never change. */
    @Test
    void shardOfARoomStaysTheSame() {
        assertEquals("platform#02", AccountRow.platform("r"));
        assertEquals("burn#02", AccountRow.burn("r"));
        assertEquals("issuance#01", AccountRow.issuance("a"));
        assertEquals("player#a", AccountRow.player("a"));
        assertEquals("escrow#r", AccountRow.escrow("r"));
    }

    @Test
    void roomsUseAllShards() {
        Set<String> used = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            used.add(AccountRow.platform(RoomId.draw().value()));
        }
        assertEquals(AccountRow.SHARDS, used.size());
    }

    @Test
    void issuanceAloneMayBeBelowZero() {
        assertTrue(AccountRow.isIssuance(AccountRow.issuance("a")));
        assertFalse(AccountRow.isIssuance(AccountRow.player("issuance")));
        assertFalse(AccountRow.isIssuance(AccountRow.burn("r")));
    }
}
