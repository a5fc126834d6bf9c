package dev.atrium.localstack.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.game.arena.BlitzGame;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.ReplayFile;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class ReplayToolTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final BlitzMatch MATCH = BlitzMatch.played(3);

    @TempDir private Path folder;

    /** What a run printed and how it ended. */
    private record Ran(int status, String out, String errors) {}

    private static Ran run(String... arguments) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status =
                ReplayTool.run(
                        List.of(arguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8));
        return new Ran(
                status,
                out.toString(StandardCharsets.UTF_8),
                errors.toString(StandardCharsets.UTF_8));
    }

    private String file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.replay.json"), bytes).toString();
    }

    private static void assertRefused(String code, Ran ran) {
        assertEquals(ReplayTool.REFUTED, ran.status(), ran.out());
        assertTrue(ran.errors().startsWith("atrium: " + code + ": "), ran.errors());
        assertEquals(1, ran.errors().lines().count());
    }

    @Test
    void fileAloneShowsTheHashOfEachSecondAndTheStandings() throws Exception {
        Ran ran = run(file(MATCH.replay(KEY).bytes()));

        assertEquals(ReplayTool.VERIFIED, ran.status(), ran.errors());
        List<String> lines = ran.out().lines().toList();
        assertTrue(lines.getFirst().endsWith(", arena.blitz in rules version 3"));
        assertTrue(lines.get(1).matches(" +1\\.00 s  tick +60  [0-9a-f]{64}"), lines.get(1));
        long hashes = (MATCH.ticks() + 59) / 60;
        assertEquals(hashes, lines.stream().filter(line -> line.contains(" s  tick ")).count());
        assertEquals(
                BlitzMatch.SEATS,
                lines.stream().filter(line -> line.contains(", house bot)")).count());
        assertTrue(lines.getLast().startsWith("verified: " + hashes + " hashes agree"));
        assertTrue(lines.getLast().contains(KEY.publicKey().keyId()));
    }

    @Test
    void keyThatIsInsistedOnMustBeTheOne() throws Exception {
        String file = file(MATCH.replay(KEY).bytes());
        String own = HexFormat.of().formatHex(KEY.publicKey().bytes());
        String other = HexFormat.of().formatHex(SigningKey.generate().publicKey().bytes());

        assertEquals(ReplayTool.VERIFIED, run(file, "--key", own).status());
        assertRefused("key-differs", run(file, "--key", other));
    }

    @Test
    void hashThatDiffersIsShownWithItsTickAndBoth() throws Exception {
        StateHash wrong = StateHash.of(new byte[] {1});
        JournalCodec codec = new JournalCodec(new BlitzGame().vocabulary());
        List<byte[]> entries = new ArrayList<>(MATCH.journal().entries());
        String right = "";
        for (int i = 0; i < entries.size(); i++) {
            if (codec.decode(entries.get(i)) instanceof JournalEntry.Mark mark
                    && mark.tick() == 120) {
                right = mark.hash().orElseThrow().hex();
                entries.set(i, codec.encode(new JournalEntry.Mark(120, Optional.of(wrong))));
            }
        }
        JournalFile journal = new JournalFile(MATCH.journal().roomId(), entries);

        Ran ran = run(file(resigned(journal).bytes()));

        assertRefused("hash-differs", ran);
        assertEquals(
                "atrium: hash-differs: At tick 120 the journal has %s, and the replay %s.%n"
                        .formatted(wrong.hex(), right),
                ran.errors());
        assertEquals(2, ran.out().lines().count(), "the room, and the second before");
    }

    /** As a host that signs what it likes would. */
    private static ReplayFile resigned(JournalFile journal) throws Exception {
        ObjectNode outcome = Json.object(MATCH.replay(KEY).outcome().text());
        outcome.put("journalHash", journal.chainHead().hex());
        return ReplayFile.signed(journal, new OutcomeDocument(outcome.toString()), KEY);
    }

    @Test
    void journalThatIsTornIsNamedAndNothingIsGuessed() throws Exception {
        List<byte[]> entries = new ArrayList<>(MATCH.journal().entries());
        entries.removeLast();
        JournalFile shorter = new JournalFile(MATCH.journal().roomId(), entries);
        assertRefused("not-finished", run(file(resigned(shorter).bytes())));

        entries.add(Arrays.copyOf(MATCH.journal().entries().getLast(), 7));
        JournalFile torn = new JournalFile(MATCH.journal().roomId(), entries);
        assertRefused("unreadable", run(file(resigned(torn).bytes())));
    }

    @Test
    void fileThatIsNoReplayIsNamed() throws Exception {
        byte[] whole = MATCH.replay(KEY).bytes();
        assertRefused("replay-unreadable", run(file(Arrays.copyOf(whole, whole.length - 1))));
        assertRefused("not-a-replay", run(file("[]".getBytes(StandardCharsets.UTF_8))));
        assertRefused("outcome-missing", run(file(MATCH.journal().encode())));
        assertRefused("file-missing", run(folder.resolve("none").toString()));
        assertRefused("file-unreadable", run(folder.toString()));
    }

    @Test
    void stackThatDoesNotAnswerIsNamed() throws Exception {
        assertRefused(
                "unreachable", run("0123456789abcdef0123456789abcdef", "--url", "http://[::1]:1"));
    }

    @Test
    void replayThatCannotBeSavedIsNotRun() throws Exception {
        Ran ran = run(file(MATCH.replay(KEY).bytes()), "--save", folder.toString());

        assertRefused("file-unwritable", ran);
        assertEquals("", ran.out());
    }

    @Test
    void misuseIsSaidInOneLine() throws Exception {
        for (List<String> arguments :
                List.of(
                        List.<String>of(),
                        List.of("a", "b"),
                        List.of("a", "--no-such"),
                        List.of("a", "--url"),
                        List.of("a", "--url", "ftp://x"),
                        List.of("a", "--url", "http:// x"),
                        List.of("a", "--key", "zz"))) {
            Ran ran = run(arguments.toArray(String[]::new));
            assertEquals(ReplayTool.MISUSED, ran.status());
            assertTrue(ran.errors().startsWith("atrium: "), ran.errors());
            assertEquals(1, ran.errors().lines().count());
        }
    }

    private static List<JournalSegment> segments() {
        KeptJournal whole = KeptJournal.whole(MATCH.journal().roomId(), MATCH.journal().entries());
        return JournalSegment.cut(whole, MATCH.journal().entries().size(), 4_000);
    }

    /** The replay of a room whose journal was trimmed: some segments of it. */
    private static ReplayFile replayOf(List<JournalSegment> some) {
        ReplayFile whole = MATCH.replay(KEY);
        return new ReplayFile(some, whole.outcome(), whole.keyId(), whole.signature(), whole.key());
    }

    @Test
    void segmentsAreAskedForUntilTheOpeningIsThereAndSavedTogether() throws Exception {
        List<JournalSegment> segments = segments();
        assertTrue(segments.size() > 4, segments.size() + " segments");
        List<String> asked = new ArrayList<>();
        HttpServer server = stack(segments, asked);
        Path saved = folder.resolve("saved.replay.json");
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Ran ran = run(MATCH.journal().roomId(), "--url", url, "--save", saved.toString());
            assertEquals(ReplayTool.VERIFIED, ran.status(), ran.errors());
            assertEquals((segments.size() + 1) / 2, asked.size());
        } finally {
            server.stop(0);
        }
        assertEquals(ReplayTool.VERIFIED, run(saved.toString()).status());
    }

    /** Answers two segments at a time, the last ones first. */
    private static HttpServer stack(List<JournalSegment> segments, List<String> asked)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/matches/" + MATCH.journal().roomId() + "/replay",
                exchange -> {
                    String query = String.valueOf(exchange.getRequestURI().getQuery());
                    asked.add(query);
                    int to = segments.size();
                    while (query.startsWith("to=")
                            && !query.equals("to=" + segments.get(to - 1).head().hex())) {
                        to--;
                    }
                    byte[] body = replayOf(segments.subList(Math.max(0, to - 2), to)).bytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void segmentThatIsMissingOrInAnothersPlaceIsNamed() throws Exception {
        List<JournalSegment> segments = segments();
        JournalSegment second = segments.get(1);

        Ran cut = run(file(replayOf(segments.subList(1, segments.size())).bytes()));
        assertRefused("segment-missing", cut);
        assertTrue(
                cut.errors().contains("The first %d entries".formatted(second.before())),
                cut.errors());

        List<JournalSegment> gap = new ArrayList<>(segments);
        gap.remove(1);
        Ran missing = run(file(replayOf(gap).bytes()));
        assertRefused("segment-missing", missing);
        assertTrue(
                missing.errors()
                        .contains("from %d to %d".formatted(second.before(), second.end() - 1)),
                missing.errors());

        List<JournalSegment> twice = new ArrayList<>(segments);
        twice.add(1, segments.getFirst());
        assertRefused("segment-differs", run(file(replayOf(twice).bytes())));
    }

    /** A machine under load takes its time: the figure itself is printed by the tool. */
    @Test
    void fullMatchIsRunAgainMuchFasterThanItWasPlayed() throws Exception {
        byte[] replay = BlitzMatch.longestOf(4).replay(KEY).bytes();
        long bestMs = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            bestMs = Math.min(bestMs, Resimulation.timed(replay).runNanos() / 1_000_000);
        }
        assertTrue(bestMs < 1_500, "the best of five runs took " + bestMs + " ms");
    }
}
