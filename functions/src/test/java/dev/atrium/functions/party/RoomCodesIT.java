package dev.atrium.functions.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.room.RoomCode;
import dev.atrium.room.RoomId;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Whose a code is, in a real DynamoDB. */
class RoomCodesIT {
    private static final long NOW = 1_795_151_105_000L;
    private static final RandomGenerator ALWAYS_THE_SAME = () -> 0;

    @AutoClose private final LocalStores stores = LocalStores.open();

    private RoomCodes codes(RandomGenerator random) {
        return new RoomCodes(
                stores.table(Tables.ROOM_CODES),
                new ActiveRooms(() -> stores.redis(), stores.keys()),
                random,
                word -> false);
    }

    private static Optional<RoomCodeRow> claim(RoomCodes codes, long nowMs) {
        return codes.claim(RoomId.draw(), "party.robots", nowMs);
    }

    private static RoomCode codeOf(RoomCodeRow row) {
        return new RoomCode(row.code());
    }

    @Test
    void claimWritesDownItsOwnEnd() {
        RoomCodes codes = codes(new Random(1));

        RoomCodeRow row = claim(codes, NOW).orElseThrow();

        assertEquals(NOW, row.createdAtMs());
        assertEquals(NOW + 4 * 3_600_000L, row.expiresAtMs());
        assertEquals(NOW + 4 * 3_600_000L + 600_000L, row.reusableAtMs());
        assertTrue(row.ttl() * 1_000 > row.reusableAtMs());
        assertTrue(row.isLive());
        assertEquals(row, codes.find(codeOf(row)).orElseThrow());
    }

    @Test
    void codeThatIsTakenIsDrawnAgain() {
        RoomCodeRow first = claim(codes(new Random(1)), NOW).orElseThrow();

        RoomCodeRow second = claim(codes(new Random(1)), NOW).orElseThrow();

        assertNotEquals(first.code(), second.code());
        assertEquals(first, codes(new Random(1)).find(codeOf(first)).orElseThrow());
    }

    @Test
    void afterTwentyCodesThatAreTakenNoneIsClaimed() {
        RoomCodes codes = codes(ALWAYS_THE_SAME);
        RoomCodeRow first = claim(codes, NOW).orElseThrow();

        assertEquals(Optional.empty(), claim(codes, NOW));
        assertEquals(first, codes.find(codeOf(first)).orElseThrow());
    }

    @Test
    void twentiethDrawIsStillTried() {
        Random random = new Random(5);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < RoomCodes.TRIES_MAX - 1; i++) {
            taken.add(RoomCode.draw(random, word -> false).value());
        }
        for (String code : taken) {
            stores.table(Tables.ROOM_CODES)
                    .putItem(RoomCodeRow.claimed(code, RoomId.draw().value(), "party.robots", NOW));
        }

        assertTrue(claim(codes(new Random(5)), NOW).isPresent());
    }

    /** All draw the same codes in the same order, as hosts with one bad seed would. */
    @Test
    void ofManyThatDrawTheSameCodesAtOnceEachHasAnother() throws Exception {
        int claimers = 8;
        CountDownLatch together = new CountDownLatch(claimers);
        List<Future<RoomCodeRow>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(claimers)) {
            for (int i = 0; i < claimers; i++) {
                RoomCodes codes = codes(new Random(7));
                claims.add(
                        threads.submit(
                                () -> {
                                    together.countDown();
                                    assertTrue(together.await(10, TimeUnit.SECONDS));
                                    return claim(codes, NOW).orElseThrow();
                                }));
            }
            Set<String> had = new HashSet<>();
            for (Future<RoomCodeRow> claim : claims) {
                RoomCodeRow row = claim.get(30, TimeUnit.SECONDS);
                assertTrue(had.add(row.code()), row.code() + " has two rooms");
                assertEquals(row, codes(new Random(1)).find(codeOf(row)).orElseThrow());
            }
        }
    }

    @Test
    void codeIsClaimedAgainTenMinutesAfterItsRoomHasEndedAndNotBefore() {
        RoomCodes codes = codes(ALWAYS_THE_SAME);
        RoomCodeRow row = claim(codes, NOW).orElseThrow();
        long ended = NOW + 1_000;

        assertTrue(codes.release(codeOf(row), new RoomId(row.roomId()), ended));

        assertEquals(List.of(), stores.redis().zrange(stores.keys().roomsActive(), 0, -1));
        assertEquals(row.released(ended), codes.find(codeOf(row)).orElseThrow());
        assertEquals(Optional.empty(), claim(codes, ended + 600_000 - 1));
        RoomCodeRow next = claim(codes, ended + 600_000).orElseThrow();
        assertEquals(row.code(), next.code());
    }

    @Test
    void codeThatNobodyReleasedIsClaimedAgainTenMinutesAfterItExpired() {
        RoomCodes codes = codes(ALWAYS_THE_SAME);
        RoomCodeRow row = claim(codes, NOW).orElseThrow();

        assertEquals(Optional.empty(), claim(codes, row.expiresAtMs() + 600_000 - 1));
        assertTrue(claim(codes, row.expiresAtMs() + 600_000).isPresent());
    }

    @Test
    void whatIsReleasedAgainCoolsDownNoLonger() {
        RoomCodes codes = codes(ALWAYS_THE_SAME);
        RoomCodeRow row = claim(codes, NOW).orElseThrow();
        RoomId room = new RoomId(row.roomId());
        assertTrue(codes.release(codeOf(row), room, NOW));

        assertFalse(codes.release(codeOf(row), room, NOW + 500_000));

        assertTrue(claim(codes, NOW + 600_000).isPresent());
    }

    @Test
    void codeThatExpiredCoolsDownFromThen() {
        RoomCodes codes = codes(ALWAYS_THE_SAME);
        RoomCodeRow row = claim(codes, NOW).orElseThrow();

        assertTrue(
                codes.release(codeOf(row), new RoomId(row.roomId()), row.expiresAtMs() + 300_000));

        assertTrue(claim(codes, row.reusableAtMs()).isPresent());
    }

    @Test
    void nobodyReleasesTheCodeOfAnotherRoom() {
        RoomCodes codes = codes(ALWAYS_THE_SAME);
        RoomCodeRow old = claim(codes, NOW).orElseThrow();
        assertTrue(codes.release(codeOf(old), new RoomId(old.roomId()), NOW));
        RoomCodeRow row = claim(codes, NOW + 600_000).orElseThrow();

        assertFalse(codes.release(codeOf(row), new RoomId(old.roomId()), NOW + 700_000));

        assertEquals(row, codes.find(codeOf(row)).orElseThrow());
        assertEquals(
                List.of(row.code()), stores.redis().zrange(stores.keys().roomsActive(), 0, -1));
    }

    @Test
    void withoutRedisACodeIsClaimedAndReleasedAllTheSame() {
        RoomCodes codes =
                new RoomCodes(
                        stores.table(Tables.ROOM_CODES),
                        new ActiveRooms(
                                () -> {
                                    throw new RedisException("away");
                                },
                                stores.keys()),
                        new Random(1),
                        word -> false);

        RoomCodeRow row = claim(codes, NOW).orElseThrow();

        assertTrue(codes.release(codeOf(row), new RoomId(row.roomId()), NOW));
    }
}
