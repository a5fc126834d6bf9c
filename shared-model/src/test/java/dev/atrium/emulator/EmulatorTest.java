package dev.atrium.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Optional;

class EmulatorTest {
    @Test
    void nothingIsGivenUnlessItIsSaid() {
        assertEquals(Optional.empty(), Emulator.given(""));
        assertEquals(
                Optional.of(URI.create("http://127.0.0.1:4566")),
                Emulator.given("http://127.0.0.1:4566"));
        assertEquals(
                Optional.of(URI.create("http://localhost:8000/")),
                Emulator.given("http://localhost:8000/"));
    }

    /** Tests drop tables: what is no address of this machine is refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dynamodb.eu-central-1.amazonaws.com",
                "http://localhost.example.org:8000",
                "http://127.0.0.1.example.org",
                "http://localhost@example.org",
                "127.0.0.1:8000",
                "local"
            })
    void emulatorsAreOfThisMachine(String value) {
        String line =
                assertThrows(IllegalArgumentException.class, () -> Emulator.given(value))
                        .getMessage();
        assertEquals(
                "ATRIUM_TEST_ENDPOINT="
                        + value
                        + " (allowed: http:// and an address of this machine)",
                line);
    }
}
