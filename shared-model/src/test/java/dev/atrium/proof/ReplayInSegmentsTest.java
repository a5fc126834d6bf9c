package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.journal.JournalSegment;
import dev.atrium.journal.KeptJournal;
import dev.atrium.proof.ReplayCheck.Result.Refuted;
import dev.atrium.proof.ReplayCheck.Result.Verified;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Replays of rooms whose journal was trimmed while they lived. */
class ReplayInSegmentsTest {
    private static final SigningKey KEY = SigningKey.generate();

    private final PlayedRoom room = PlayedRoom.played();
    private final List<JournalSegment> segments =
            JournalSegment.cut(
                    KeptJournal.whole(PlayedRoom.ROOM, room.file().entries()),
                    room.file().entries().size(),
                    100);

    private ReplayFile replay(List<JournalSegment> some) {
        OutcomeDocument document = OutcomeDocument.of(room.outcome());
        return new ReplayFile(
                some,
                document,
                KEY.publicKey().keyId(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(KEY.sign(document.bytes())),
                Optional.of(KEY.publicKey()));
    }

    private static ReplayCheck.Result check(ReplayFile replay) {
        return ReplayCheck.check(PlayedRoom.CATALOG, replay, Optional.empty(), HashWatch.NONE);
    }

    private byte[] altered(Consumer<ArrayNode> how) throws WireException {
        ObjectNode json = Json.object(replay(segments).text());
        how.accept((ArrayNode) json.path("segments"));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ReplayException fault(byte[] bytes) {
        return assertThrows(ReplayException.class, () -> ReplayFile.read(bytes));
    }

    @Test
    void itIsVerifiedWithNothingButItsBytes() throws Exception {
        ReplayFile read = ReplayFile.read(replay(segments).bytes());

        assertEquals(segments.size(), read.segments().size());
        assertEquals(new Verified(room.outcome(), KEY.publicKey(), 5), check(read));
        assertEquals(room.file().chainHead(), read.journal().chainHead());
    }

    @Test
    void itsTextIsNoLongerThanWasReckoned() {
        long reckoned = segments.stream().mapToLong(ReplayFile::charactersOf).sum();
        OutcomeDocument document = OutcomeDocument.of(room.outcome());
        assertTrue(
                replay(segments).text().length()
                        <= reckoned + 2L * document.text().length() + 2_000);
    }

    @Test
    void oneThatLacksItsBeginningIsReadAndNotVerifiedUntilItIsThere() throws Exception {
        ReplayFile end = ReplayFile.read(replay(segments.subList(2, segments.size())).bytes());

        assertFalse(end.isWhole());
        assertEquals(new Refuted("segment-missing"), check(end));
        assertThrows(IllegalStateException.class, end::journal);
        ReplayFile all = end.after(segments.subList(0, 2));
        assertTrue(check(all) instanceof Verified);
        ReplayException gap =
                assertThrows(ReplayException.class, () -> end.after(segments.subList(0, 1)));
        assertEquals("segment-missing", gap.fault().code());
    }

    @Test
    void aMissingSegmentIsNamedByItsEntries() throws WireException {
        ReplayException fault = fault(altered(segments -> segments.remove(1)));

        assertEquals("segment-missing", fault.fault().code());
        assertEquals(
                "The entries from %d to %d are missing."
                        .formatted(segments.get(1).before(), segments.get(1).end() - 1),
                fault.getMessage());
        assertEquals("segment-missing", fault(altered(ArrayNode::removeAll)).fault().code());
    }

    @Test
    void anAlteredSegmentIsNamedByItsNumber() throws WireException {
        ReplayException fault =
                fault(altered(all -> ((ArrayNode) all.get(2)).removeAll().add("AAAA")));

        assertEquals("segment-unreadable", fault.fault().code());
        assertTrue(String.valueOf(fault.getMessage()).startsWith("Segment 3 of "));
    }

    @Test
    void swappedSegmentsAreNamed() throws WireException {
        ReplayException fault =
                fault(
                        altered(
                                all -> {
                                    var second = all.get(1);
                                    all.set(1, all.get(2));
                                    all.set(2, second);
                                }));
        assertEquals("segment-missing", fault.fault().code(), "what comes next is not there");

        ReplayException twice = fault(altered(all -> all.insert(1, all.get(0))));
        assertEquals("segment-differs", twice.fault().code());
        assertTrue(String.valueOf(twice.getMessage()).startsWith("Segment 2, from entry 0 on"));
    }

    @Test
    void aReplayWithoutAnyJournalIsNone() {
        assertThrows(IllegalArgumentException.class, () -> replay(List.of()));
    }
}
