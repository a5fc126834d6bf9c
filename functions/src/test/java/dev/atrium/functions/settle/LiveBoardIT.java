package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.MessageJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveBoardIT {
    private LocalStores stores;
    private LiveBoard live;

    @BeforeEach
    void open() {
        stores = LocalStores.open();
        live = new LiveBoard(() -> stores.redis().sync(), stores.keys());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static BoardRow row(String playerId, long score, long version) {
        return new BoardRow("blitz", playerId, "Ann", "fox", score, 1, 2, 3, version);
    }

    private void assertShown(BoardRow row) {
        assertEquals(
                MessageJson.text(row),
                stores.redis().sync().hget(stores.keys().boardRows("blitz"), row.playerId()));
        assertEquals(
                (double) row.score(),
                stores.redis().sync().zscore(stores.keys().boardScores("blitz"), row.playerId()));
    }

    @Test
    void aNewerRowReplacesAnOlderOne() {
        assertTrue(live.show(row("p-a", 2_000_007, 9)));
        assertShown(row("p-a", 2_000_007, 9));
        assertTrue(live.show(row("p-a", 3_000_000, 10)));
        assertShown(row("p-a", 3_000_000, 10));
    }

    @Test
    void anOlderRowOrTheSameDoesNotReplaceANewerOne() {
        live.show(row("p-a", 3_000_000, 10));

        assertFalse(live.show(row("p-a", 2_000_000, 9)));
        assertFalse(live.show(row("p-a", 9_000_000, 10)));
        assertShown(row("p-a", 3_000_000, 10));
    }

    @Test
    void largeScoresStayExact() {
        live.show(row("p-a", 8_999_999_999_999_999L, 1));
        assertShown(row("p-a", 8_999_999_999_999_999L, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "7", "{}", "{\"version\":\"x\"}"})
    void aRowThatCannotBeReadIsReplaced(String broken) {
        stores.redis().sync().hset(stores.keys().boardRows("blitz"), "p-a", broken);

        assertTrue(live.show(row("p-a", 5, 1)));
        assertShown(row("p-a", 5, 1));
    }

    @Test
    void aBoardIsRebuiltFromTheTableAndKeepsWhatIsNewer() {
        for (int i = 0; i < 50; i++) {
            stores.table(Tables.BOARDS).putItem(row("p-" + i, i, 4));
        }
        stores.table(Tables.BOARDS)
                .putItem(new BoardRow("other", "p-x", "Xi", "owl", 1, 1, 1, 1, 1));
        live.show(row("p-0", 700, 5));
        live.show(row("p-1", 1, 4));

        assertEquals(48, new BoardRebuild(stores.table(Tables.BOARDS), live).run("blitz"));

        assertShown(row("p-0", 700, 5));
        assertShown(row("p-49", 49, 4));
        assertEquals(50, stores.redis().sync().zcard(stores.keys().boardScores("blitz")));
        assertEquals(50, stores.redis().sync().hlen(stores.keys().boardRows("blitz")));
    }
}
