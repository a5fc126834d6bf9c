package dev.atrium.scaling.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class TraceKindTest {
    private static final String GOOD = "5,100,420,0";

    private static String refusal(String... lines) {
        return String.valueOf(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> LoadTraceText.parse("t.csv", List.of(lines)))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedTraceIsWhatItsSeedMakes(TraceKind kind) {
        LoadTrace made = kind.generate(TraceKind.COMMITTED_SEED);

        assertEquals(LoadTraceText.text(made), kind.committedText());
        assertEquals(made, kind.committed(), "what is written is read again");
        assertNotEquals(made, kind.generate(TraceKind.COMMITTED_SEED + 1));
        assertEquals(Optional.of(kind), TraceKind.of(kind.label()));
    }

    @Test
    void commentsEmptyLinesAndTheHeaderArePassedOver() {
        LoadTrace trace =
                LoadTraceText.parse(
                        "t.csv",
                        List.of("# said", "", LoadTraceText.HEADER, "event,1,2,3,400", GOOD));

        assertEquals(5, trace.minutes());
        assertEquals(120, trace.events().getFirst().fromSeconds());
    }

    @Test
    void linesThatMeanNothingAreRefusedWithTheirNumberAndTheReason() {
        assertEquals(
                "t.csv:2: 2 fields (allowed: " + LoadTraceText.HEADER + ")", refusal(GOOD, "1,2"));
        assertEquals("t.csv:1: minutes=x (allowed: whole numbers)", refusal("x,1,420,0"));
        assertEquals("t.csv:1: minutes=0 (allowed: 1 to 1440)", refusal("0,1,420,0"));
        assertEquals("t.csv:1: arrivalsPerMinute=-1 (allowed: 0 to 100000)", refusal("1,-1,420,0"));
        assertEquals("t.csv:1: staySeconds=59 (allowed: 60 to 3600)", refusal("1,1,59,0"));
        assertEquals("t.csv:1: lostHostsPercent=101 (allowed: 0 to 100)", refusal("1,1,60,101"));
        assertEquals(
                "t.csv:1: 4 fields (allowed: " + LoadTraceText.EVENT_HEADER + ")",
                refusal("event,1,2,3"));
        assertEquals("t.csv:1: fromMinute=-2 (allowed: 0 to 44640)", refusal("event,0,-2,3,4"));
        assertEquals("t.csv: there is no stretch in it", refusal("# nobody"));
        String[] month = new String[32];
        Arrays.fill(month, "1440,1,420,0");
        assertEquals("t.csv:32: minutes until here=46080 (allowed: 1 to 44640)", refusal(month));
    }
}
