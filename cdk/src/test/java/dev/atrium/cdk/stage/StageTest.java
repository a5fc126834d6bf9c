package dev.atrium.cdk.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageTest {
    @Test
    void everyStageIsFoundByItsName() {
        for (Stage stage : Stage.all()) {
            assertEquals(stage, Stage.named(stage.name()));
        }
        assertEquals("atrium-dev-", Stage.named("dev").tablePrefix());
    }

    @Test
    void onlyPlayersDataOutlivesItsStack() {
        assertTrue(Stage.PROD.keepsData());
        assertFalse(Stage.DEV.keepsData());
    }

    @Test
    void stagingHasTheShapeOfProd() {
        assertEquals(Stage.PROD.network().zones(), Stage.STAGING.network().zones());
        assertEquals(Stage.PROD.cache().shards(), Stage.STAGING.cache().shards());
        assertEquals(Stage.PROD.cache().replicas(), Stage.STAGING.cache().replicas());
        assertEquals(Stage.PROD.hosts().min(), Stage.STAGING.hosts().min());
        assertEquals(Stage.PROD.hosts().max(), Stage.STAGING.hosts().max());
        assertTrue(Stage.STAGING.hosts().cpu() < Stage.PROD.hosts().cpu());
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NetworkSize(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new NetworkSize(4, 1));
        assertThrows(IllegalArgumentException.class, () -> new NetworkSize(2, 3));
        assertThrows(IllegalArgumentException.class, () -> new NetworkSize(2, 0));
        assertThrows(IllegalArgumentException.class, () -> new CacheSize("t4g.micro", 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new CacheSize("cache.t4g.micro", 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new CacheSize("cache.t4g.micro", 1, 6));
        assertThrows(IllegalArgumentException.class, () -> new HostSize(0, 1, 1_024, 2_048));
        assertThrows(IllegalArgumentException.class, () -> new HostSize(2, 1, 1_024, 2_048));
        assertThrows(IllegalArgumentException.class, () -> new HostSize(1, 1, 1_000, 2_048));
        assertThrows(IllegalArgumentException.class, () -> new HostSize(1, 1, 2_048, 2_048));
        assertThrows(IllegalArgumentException.class, () -> new HostSize(1, 1, 1_024, 8_192));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Dev", "production", "dev "})
    void unknownStageIsRefusedWithThoseThatAre(String name) {
        assertEquals(
                "stage=" + name + " (allowed: dev, staging, prod)",
                assertThrows(IllegalArgumentException.class, () -> Stage.named(name)).getMessage());
    }
}
