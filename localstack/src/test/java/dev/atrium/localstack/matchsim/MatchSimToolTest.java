package dev.atrium.localstack.matchsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class MatchSimToolTest {
    private static final MatchRules BLITZ = MatchRulesFile.shipped().of("arena.blitz");
    private static final String GOOD = "5,1,1,1500,true,0,eu=20;us=90";

    @TempDir private Path folder;

    private final List<String> terminal = new ArrayList<>();

    private int run(String... arguments) {
        return MatchSimTool.run(arguments, terminal::add);
    }

    private String refusal(String... lines) throws IOException {
        Path file = Files.write(folder.resolve("trace.csv"), List.of(lines));
        return String.valueOf(
                assertThrows(IOException.class, () -> TraceFile.read(file, BLITZ)).getMessage());
    }

    @Test
    void aTraceIsMadeUpAndPlayed() throws IOException {
        String trace = folder.resolve("day.csv.gz").toString();
        Path out = folder.resolve("out");

        assertEquals(0, run(trace, "--generate", "2000", "--seed", "5"));
        assertEquals(0, run(trace, "--out", out.toString()));

        assertTrue(terminal.getLast().startsWith("2000 tickets: "), terminal.getLast());
        assertTrue(terminal.getLast().contains("skill tenth 10"), terminal.getLast());
        List<String> matches = Files.readAllLines(out.resolve("matches.csv"));
        assertTrue(matches.getFirst().startsWith("atMs,tickets,players"), matches.getFirst());
        assertTrue(matches.size() > 500);
        assertTrue(Files.readString(out.resolve("picture.svg")).endsWith("</svg>\n"));
        assertTrue(Files.readString(out.resolve("report.json")).contains("\"unfairnessPercent\""));
        byte[] rules = Files.readAllBytes(out.resolve("rules.json"));
        assertEquals(BLITZ, MatchRulesFile.parse("rules.json", rules).of("arena.blitz"));
        assertEquals(0, run(trace, "--rules", out.resolve("rules.json").toString()));
        assertEquals(terminal.get(1), terminal.getLast(), "the same rules, the same figures");
    }

    @Test
    void theSameSeedMakesTheSameTraceAndAnotherDoesNot() {
        List<TraceTicket> one = TraceGenerator.generate(500, 1, BLITZ);

        assertEquals(one, TraceGenerator.generate(500, 1, BLITZ));
        assertFalse(one.equals(TraceGenerator.generate(500, 2, BLITZ)));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        List<TraceTicket> made = TraceGenerator.generate(500, 1, BLITZ);
        for (String name : List.of("plain.csv", "small.csv.gz")) {
            Path file = folder.resolve(name);
            TraceFile.write(file, made);
            assertEquals(made, TraceFile.read(file, BLITZ), name);
        }
        assertTrue(Files.readString(folder.resolve("plain.csv")).startsWith(TraceFile.HEADER));
    }

    @Test
    void linesThatMeanNothingAreRefusedWithTheirNumberAndTheReason() throws IOException {
        assertEquals(
                "trace.csv:3: 2 fields (allowed: " + TraceFile.HEADER + ")",
                refusal(TraceFile.HEADER, GOOD, "1,2"));
        assertEquals(
                "trace.csv:1: atMs=x (allowed: 0 to 4102444800000)",
                refusal("x,1,1,1500,true,0,eu=20"));
        assertEquals(
                "trace.csv:4: players=0 (allowed: 1 to 10)",
                refusal("# said", "", GOOD, "5,0,1,1500,true,0,"));
        assertEquals(
                "trace.csv:1: players=4 (allowed by the rules: 1-3)",
                refusal("5,4,4,1500,true,0,"));
        assertEquals(
                "trace.csv:1: warriors=7 (allowed by the rules: 2-6)",
                refusal("5,2,7,1500,true,0,"));
        assertEquals(
                "trace.csv:1: skill=99999 (allowed: -10000 to 20000)",
                refusal("5,1,1,99999,true,0,"));
        assertEquals("trace.csv:1: bots=yes (allowed: true, false)", refusal("5,1,1,1500,yes,0,"));
        assertEquals(
                "trace.csv:1: patienceMs=-1 (allowed: 0 to 86400000)",
                refusal("5,1,1,1500,true,-1,"));
        assertEquals(
                "trace.csv:1: regions=EU=20 (allowed: region=ms;…)",
                refusal("5,1,1,1500,true,0,EU=20"));
        assertEquals("trace.csv:1: eu= (allowed: 0 to 10000)", refusal("5,1,1,1500,true,0,eu="));
        assertEquals("trace.csv:1: regions names eu twice", refusal("5,1,1,1500,true,0,eu=1;eu=2"));
        assertEquals(
                "trace.csv:2: atMs is before that of the line above",
                refusal(GOOD, "4,1,1,1500,true,0,"));
        assertEquals("trace.csv: there is no ticket in it", refusal("# nobody"));
    }

    @Test
    void whatCannotBeDoneEndsWithAStatus() throws IOException {
        String bad = folder.resolve("bad.csv").toString();
        Files.writeString(Path.of(bad), "1,2\n");
        String good = folder.resolve("good.csv").toString();
        Files.writeString(Path.of(good), GOOD + "\n");

        assertEquals(0, run(good));
        assertEquals(1, run(bad));
        assertEquals(1, run(folder.resolve("none.csv").toString()));
        assertEquals(1, run(good, "--game", "arena.siege"), "nobody queues for it");
        assertEquals(1, run(good, "--rules", bad));
        for (String[] misused :
                new String[][] {
                    {},
                    {good, "--speed", "3"},
                    {good, good},
                    {good, "--generate", "0"},
                    {good, "--generate", "1000001"},
                    {good, "--seed", "1"},
                    {good, "--generate", "5", "--out", "x"},
                    {good, "--out"}
                }) {
            assertEquals(2, run(misused), String.join(" ", misused));
        }
    }
}
