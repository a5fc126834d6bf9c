package dev.atrium.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FunctionMetricTest {
    @Test
    void aDeploymentIsFoundByThePrefixOfItsTables() {
        assertEquals("atrium-prod", FunctionMetric.namespace("atrium-prod-"));
        assertEquals("mine", FunctionMetric.namespace("mine"));
        assertEquals("atrium", FunctionMetric.namespace(""));
        assertEquals("atrium", FunctionMetric.namespace("-"));
    }
}
