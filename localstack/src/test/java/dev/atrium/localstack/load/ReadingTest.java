package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What is read of others: JSON of the host, its metrics, and the system's own files. */
class ReadingTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void theAppliedNumberOfASeatIsFoundInAView() {
        String applied = "{\"0\":57,\"1\":604,\"11\":9}";
        byte[] view =
                bytes(
                        "{\"type\":\"state\",\"room\":\"r\",\"applied\":"
                                + applied
                                + ",\"durable\":{\"0\":55,\"2\":58},\"data\":{}}");

        assertTrue(JsonText.isOf(bytes("state"), view));
        assertFalse(JsonText.isOf(bytes("stat"), view));
        assertFalse(JsonText.isOf(bytes("states"), view));
        assertEquals(57, JsonText.applied(JsonText.seatKey(0), view));
        assertEquals(604, JsonText.applied(JsonText.seatKey(1), view));
        assertEquals(9, JsonText.applied(JsonText.seatKey(11), view));
        assertEquals(-1, JsonText.applied(JsonText.seatKey(2), view), "durable is not applied");
        assertEquals(-1, JsonText.applied(JsonText.seatKey(0), bytes("{\"type\":\"pong\"}")));
        assertFalse(JsonText.isOf(bytes("state"), bytes("")));
    }

    private static String scraped(int first, int second, int all) {
        return """
        # HELP atrium_room_lateness_seconds how late
        # TYPE atrium_room_lateness_seconds histogram
        atrium_room_lateness_seconds_bucket{game="arena.practice",loop="loop-0",le="0.001"} %d
        atrium_room_lateness_seconds_bucket{game="arena.practice",loop="loop-0",le="0.002"} %d
        atrium_room_lateness_seconds_bucket{game="arena.practice",loop="loop-0",le="+Inf"} %d
        atrium_room_lateness_seconds_bucket{game="arena.practice",loop="loop-1",le="0.001"} 10
        atrium_room_lateness_seconds_bucket{game="arena.practice",loop="loop-1",le="0.002"} 10
        atrium_room_lateness_seconds_bucket{game="arena.practice",loop="loop-1",le="+Inf"} 10
        atrium_room_lateness_seconds_count{game="arena.practice",loop="loop-0"} 7
        atrium_room_lateness_seconds_max_bucket{le="9"} 3
        """
                .formatted(first, second, all);
    }

    @Test
    void theTypeOfAMessageIsWhatItNamesFirst() {
        assertEquals("pong", JsonText.type(bytes("{\"type\":\"pong\",\"data\":{}}")));
        assertEquals("", JsonText.type(bytes("{\"room\":\"r\",\"type\":\"pong\"}")));
        assertEquals("", JsonText.type(bytes("")));
        assertEquals("po", JsonText.type(bytes("{\"type\":\"po")), "cut off");
    }

    @Test
    void aNumberIsFoundByItsName() {
        byte[] accepted = bytes("{\"type\":\"accepted\",\"tick\":7,\"data\":{\"seq\":120}}");

        assertEquals(120, JsonText.number(bytes("\"seq\":"), accepted));
        assertEquals(7, JsonText.number(bytes("\"tick\":"), accepted));
        assertEquals(-1, JsonText.number(bytes("\"t\":"), accepted));
    }

    @Test
    void threadsThatDifferInANumberAreOfOneKind() {
        assertEquals("loop", ProcessFigures.threadKind("12 (loop-0) S 1 2"));
        assertEquals("nioEventLoop", ProcessFigures.threadKind("12 (nioEventLoop-6-11) S 1"));
        assertEquals("C CompilerThre", ProcessFigures.threadKind("12 (C2 CompilerThre) S 1"));
        assertEquals("odd ) name", ProcessFigures.threadKind("12 (odd ) name) S 1"));
    }

    @Test
    void latenessIsWhatTheHistogramsOfAllLoopsGrewBy() {
        TickLateness late =
                HostMetrics.lateness(
                                Optional.of(scraped(100, 100, 100)),
                                Optional.of(scraped(700, 1_095, 1_100)))
                        .orElseThrow();

        assertEquals(1_000, late.count());
        assertEquals(1.0, late.p50Ms());
        assertEquals(2.0, late.p99Ms());
        assertEquals(Double.POSITIVE_INFINITY, late.p999Ms());
    }

    @Test
    void aHostThatTellsNothingHasNoLateness() {
        Optional<String> text = Optional.of(scraped(1, 1, 1));

        assertEquals(Optional.empty(), HostMetrics.lateness(Optional.empty(), text));
        assertEquals(Optional.empty(), HostMetrics.lateness(text, Optional.empty()));
        assertEquals(
                Optional.empty(), HostMetrics.lateness(text, Optional.of("something_else 4\n")));
    }

    @Test
    void cpuAndMemoryAreReadFromProc() {
        String stat = "12 (a (very) odd name) S 1 1 1 0 -1 4194304 9 0 0 0 250 150 7 7 20 0 40";
        assertEquals(4.0, ProcessFigures.cpuSeconds(stat));
        assertEquals(
                6.5,
                ProcessFigures.machineCpuSeconds("cpu  300 50 200 9999 777 40 60 0 0 0\ncpu0 1"));
        ProcessFigures.Memory memory =
                ProcessFigures.memory("Name:\tjava\nVmHWM:\t  524288 kB\nVmRSS:\t  262144 kB\n");
        assertEquals(256, memory.residentMiB());
        assertEquals(512, memory.peakMiB());
    }
}
