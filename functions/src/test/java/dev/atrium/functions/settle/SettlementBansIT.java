package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.ban.Forfeit;
import dev.atrium.schema.OutcomeRow;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who has forfeited is banned at the latest by settlement, and once. */
class SettlementBansIT {
    private static final String ROOM = "3f0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.forfeited(ROOM, 7, "p-ann", "p-ben");
    private static final long NOW = SettlementStage.NOW.toEpochMilli();

    @AutoClose private final SettlementStage stage = new SettlementStage();
    private final BanBook book = new BanBook(stage.stores.enhanced(), stage.stores.tablePrefix());

    @BeforeEach
    void open() {
        stage.player("p-ann");
        stage.player("p-ben");
    }

    @Test
    void whoForfeitedAndWasNotBannedIs() {
        OutcomeRow row = stage.ended(MATCH);

        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(), SettlementStage.settle(stage.handler(), row));
            Ban ban = book.of("p-ben", NOW).orElseThrow();
            assertEquals(Optional.of(ROOM), ban.room());
            assertEquals("speed", ban.reason());
            assertEquals(1, ban.forfeits());
            assertEquals(NOW + Duration.ofHours(24).toMillis(), ban.endsAtMs());
            assertEquals(Optional.empty(), book.of("p-ann", NOW));
        }
    }

    @Test
    void whoLeftHasLostTheMatchAndIsNotBanned() {
        PlayedMatch left = PlayedMatch.left(ROOM, 7, "p-ann", "p-ben");
        assertTrue(left.outcome().standings().stream().anyMatch(p -> p.statistic("forfeited") > 0));

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), stage.ended(left)));

        assertEquals(Optional.empty(), book.of("p-ann", NOW));
        assertEquals(Optional.empty(), book.of("p-ben", NOW));
    }

    @Test
    void theBanOfTheHostStandsWithItsReason() {
        var _ = book.forfeited(new Forfeit("p-ben", "teleport", ROOM), NOW - 60_000);
        Ban before = book.of("p-ben", NOW).orElseThrow();

        SettlementStage.settle(stage.handler(), stage.ended(MATCH));

        assertEquals(before, book.of("p-ben", NOW).orElseThrow());
        assertEquals("teleport", before.reason());
    }

    @Test
    void aBanThatAnOperatorHasLiftedStaysSo() {
        var _ = book.forfeited(new Forfeit("p-ben", "speed", ROOM), NOW - 60_000);
        var _ = book.lift("p-ben", NOW - 30_000);

        SettlementStage.settle(stage.handler(), stage.ended(MATCH));

        assertEquals(Optional.empty(), book.of("p-ben", NOW));
    }

    @Test
    void aCrashBeforeTheBanIsMadeUpFor() {
        OutcomeRow row = stage.ended(MATCH);
        Tripwire counting = new Tripwire(0, false);
        SettlementStage.settle(stage.handler(counting), row);

        for (int call = 1; call <= counting.calls(); call++) {
            try (SettlementStage other = new SettlementStage()) {
                other.player("p-ann");
                other.player("p-ben");
                OutcomeRow same = other.ended(MATCH);
                SettlementStage.settle(other.handler(new Tripwire(call, false)), same);
                assertEquals(List.of(), SettlementStage.settle(other.handler(), same));
                BanBook bans = new BanBook(other.stores.enhanced(), other.stores.tablePrefix());
                assertEquals(1, bans.of("p-ben", NOW).orElseThrow().forfeits(), "call " + call);
            }
        }
    }
}
