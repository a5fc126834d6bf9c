package dev.atrium.cdk;

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

    @ParameterizedTest
    @ValueSource(strings = {"", "Dev", "production", "dev "})
    void unknownStageIsRefusedWithThoseThatAre(String name) {
        assertEquals(
                "stage=" + name + " (allowed: dev, prod)",
                assertThrows(IllegalArgumentException.class, () -> Stage.named(name)).getMessage());
    }
}
