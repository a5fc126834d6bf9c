package dev.atrium.functions.priming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.functions.priming.Priming.Step;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class PrimingTest {
    @Test
    void aStepThatFailsIsNamedAndTheNextOnesRun() {
        List<String> ran = new ArrayList<>();

        List<String> cutShort =
                Priming.run(
                        List.of(
                                new Step("one", () -> ran.add("one")),
                                new Step(
                                        "two",
                                        () -> {
                                            throw new IOException("refused");
                                        }),
                                new Step("three", () -> ran.add("three"))));

        assertEquals(List.of("two"), cutShort);
        assertEquals(List.of("one", "three"), ran);
    }

    @Test
    void whatNeedsNoNetworkRunsToItsEnd() {
        assertEquals(
                List.of(),
                Priming.run(
                        List.of(
                                new Step("JSON", JsonPriming::run),
                                new Step("identity", IdentityPriming::run),
                                new Step("tables", AwsPriming::tables),
                                new Step("the gateway", AwsPriming::gateway))));
    }
}
