package dev.atrium.localstack.matchsim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class GoldenSimulationTest {
    @Test
    void waitsAndQualityOfAHundredThousandTicketsAreAsTheyWere() {
        String golden =
                new String(
                        GoldenSimulation.resource(GoldenSimulation.NAME), StandardCharsets.UTF_8);

        assertEquals(golden, GoldenSimulation.text());
    }
}
