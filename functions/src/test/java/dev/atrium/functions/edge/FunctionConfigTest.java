package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;

class FunctionConfigTest {
    @Test
    void everythingHasADefaultForOneMachine() {
        FunctionConfig config = FunctionConfig.from(Map.of());

        assertEquals("atrium-", config.tablePrefix());
        assertEquals(URI.create("redis://127.0.0.1:6379"), config.redisUri());
        assertEquals("localhost", config.domain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"somewhere", "not an address", ""})
    void addressThatIsNoneIsNamed(String value) {
        IllegalArgumentException failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> FunctionConfig.from(Map.of("ATRIUM_REDIS_URI", value)));

        assertTrue(failure.getMessage().startsWith("ATRIUM_REDIS_URI=" + value + " (allowed:"));
    }
}
