package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.Packed;
import dev.atrium.game.GameCatalog;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.proof.ReplayCheck.Result.Refuted;
import dev.atrium.proof.ReplayCheck.Result.Verified;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

class ReplayCheckTest {
    private static final SigningKey KEY = SigningKey.generate();

    private final PlayedRoom room = PlayedRoom.played();
    private final List<Long> ticks = new ArrayList<>();

    private static ReplayFile signed(JournalFile journal, OutcomeDocument document) {
        return ReplayFile.signed(journal, document, KEY);
    }

    private ReplayFile replay() {
        return signed(room.file(), OutcomeDocument.of(room.outcome()));
    }

    private ReplayCheck.Result check(ReplayFile replay) {
        return check(replay, Optional.empty());
    }

    private ReplayCheck.Result check(ReplayFile replay, Optional<VerifyKey> trusted) {
        HashWatch watch = (tick, journalled, replayed) -> ticks.add(tick);
        return ReplayCheck.check(PlayedRoom.CATALOG, replay, trusted, watch);
    }

    /** The replay's JSON with something changed in it. */
    private byte[] altered(Consumer<ObjectNode> how) throws WireException {
        ObjectNode json = Json.object(replay().text());
        how.accept(json);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String faultOf(byte[] bytes) {
        return assertThrows(ReplayException.class, () -> ReplayFile.read(bytes)).fault().code();
    }

    @Test
    void replayIsVerifiedWithNothingButItsBytes() throws ReplayException {
        ReplayFile read = ReplayFile.read(replay().bytes());

        assertEquals(new Verified(room.outcome(), KEY.publicKey(), 5), check(read));
        assertEquals(List.of(0L, 60L, 120L, 180L, room.machine.tick()), ticks);
    }

    @Test
    void longJournalIsWrittenInPiecesAndComesBackWhole() throws Exception {
        byte[] noise = new byte[2_000_000];
        new Random(7).nextBytes(noise);
        JournalFile journal = new JournalFile(PlayedRoom.ROOM, List.of(noise));
        ReplayFile replay = signed(journal, OutcomeDocument.of(room.outcome()));

        assertTrue(Json.object(replay.text()).path("journal").size() > 1);
        ReplayFile read = ReplayFile.read(replay.bytes());
        assertTrue(Arrays.equals(noise, read.journal().entries().getFirst()));
    }

    @Test
    void replayThatWasCutOffAnywhereIsFound() {
        byte[] whole = replay().bytes();
        for (int length = 1; length < whole.length; length += 97) {
            assertEquals("replay-unreadable", faultOf(Arrays.copyOf(whole, length)), "" + length);
        }
        assertEquals("not-a-replay", faultOf(new byte[0]));
    }

    @Test
    void noByteOfAReplayCanBeTurnedUnnoticed() {
        byte[] whole = replay().bytes();
        for (int at = 0; at < whole.length; at += 61) {
            byte[] turned = whole.clone();
            turned[at] ^= 1;
            try {
                ReplayCheck.Result result = check(ReplayFile.read(turned));
                assertTrue(result instanceof Refuted, "byte " + at + ": " + result);
            } catch (ReplayException e) {
                assertTrue(!e.fault().code().isEmpty());
            }
        }
    }

    @Test
    void whatIsNoReplayIsNamed() throws WireException {
        assertEquals("not-a-replay", faultOf("hello".getBytes(StandardCharsets.UTF_8)));
        assertEquals("not-a-replay", faultOf("{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("not-a-replay", faultOf(new byte[] {0x1f, (byte) 0x8b, 8, 0}));
        assertEquals("not-a-replay", faultOf(altered(o -> o.put("format", "atrium-replay/3"))));
        assertEquals("replay-unreadable", faultOf("{\"fo".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void journalAloneLacksTheSeedAndIsNamed() {
        assertEquals("outcome-missing", faultOf(room.file().encode()));
        assertEquals("outcome-missing", faultOf(Packed.pack(room.file().encode())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "outcome", "keyId", "signature"})
    void partThatIsNotThereIsNamed(String field) throws WireException {
        assertEquals("replay-unreadable", faultOf(altered(o -> o.remove(field))));
    }

    @Test
    void damagedJournalIsNamed() throws WireException {
        for (String journal : List.of("!!", "AAAA", "")) {
            assertEquals(
                    "journal-unreadable",
                    faultOf(altered(o -> o.putArray("journal").add(journal))));
        }
        byte[] torn = Packed.pack(Arrays.copyOf(room.file().encode(), 200));
        String chunk = Base64.getEncoder().encodeToString(torn);
        assertEquals("journal-unreadable", faultOf(altered(o -> o.putArray("journal").add(chunk))));
        assertEquals("journal-unreadable", faultOf(altered(o -> o.putArray("journal"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "00", "01"})
    void publicKeyThatIsNoneIsNamed(String hex) throws WireException {
        assertEquals("replay-unreadable", faultOf(altered(o -> o.put("publicKey", hex))));
    }

    @Test
    void outcomeThatChangedAfterItWasSignedIsRefuted() throws Exception {
        byte[] better =
                altered(
                        o ->
                                o.put(
                                        "outcome",
                                        o.path("outcome")
                                                .asText()
                                                .replace("\"place\":2", "\"place\":1")));

        assertEquals(new Refuted("signature-invalid"), check(ReplayFile.read(better)));
        assertEquals(List.of(), ticks, "nothing is run that is not signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA"})
    void signatureThatIsNoneIsRefuted(String signature) throws Exception {
        ReplayFile read = ReplayFile.read(altered(o -> o.put("signature", signature)));

        assertEquals(new Refuted("signature-invalid"), check(read));
    }

    @Test
    void keyOfSomebodyElseIsRefuted() throws Exception {
        VerifyKey other = SigningKey.generate().publicKey();

        assertEquals(new Refuted("key-differs"), check(replay(), Optional.of(other)));
        assertEquals(
                new Refuted("key-differs"),
                check(ReplayFile.read(altered(o -> o.put("keyId", other.keyId())))));
        assertTrue(check(replay(), Optional.of(KEY.publicKey())) instanceof Verified);
    }

    @Test
    void replayWithoutItsKeyIsVerifiedWithOneThatIsKnown() throws Exception {
        ReplayFile read = ReplayFile.read(altered(o -> o.putNull("publicKey")));

        assertEquals(new Refuted("key-missing"), check(read));
        assertTrue(check(read, Optional.of(KEY.publicKey())) instanceof Verified);
    }

    @Test
    void signedTextThatIsNoOutcomeIsRefuted() {
        OutcomeDocument none = new OutcomeDocument("{\"roomId\":\"" + PlayedRoom.ROOM + "\"}");

        assertEquals(new Refuted("outcome-unreadable"), check(signed(room.file(), none)));
    }

    @Test
    void journalOfAnotherMatchIsRefuted() {
        JournalFile other = PlayedRoom.file(room.entries.subList(0, 5));

        assertEquals(
                new Refuted("journal-hash-differs"),
                check(signed(other, OutcomeDocument.of(room.outcome()))));
    }

    @Test
    void replayOfAGameThatIsNotHereIsNamed() {
        assertEquals(
                new Refuted("unknown-game"),
                ReplayCheck.check(GameCatalog.of(), replay(), Optional.empty(), HashWatch.NONE));
    }

    @Test
    void hashThatDiffersIsShownWithBothBeforeItIsRefuted() throws Exception {
        StateHash wrong = StateHash.of(new byte[] {1});
        List<JournalEntry> entries = new ArrayList<>(room.entries);
        entries.replaceAll(
                e ->
                        e instanceof JournalEntry.Mark mark && mark.tick() == 120
                                ? new JournalEntry.Mark(120, Optional.of(wrong))
                                : e);
        JournalFile journal = PlayedRoom.file(entries);
        ObjectNode json = Json.object(OutcomeDocument.of(room.outcome()).text());
        json.put("journalHash", journal.chainHead().hex());
        List<String> differing = new ArrayList<>();

        assertEquals(
                new Refuted("hash-differs"),
                ReplayCheck.check(
                        PlayedRoom.CATALOG,
                        signed(journal, new OutcomeDocument(json.toString())),
                        Optional.empty(),
                        (tick, journalled, replayed) -> {
                            if (!journalled.equals(replayed)) {
                                differing.add(tick + " " + journalled.hex());
                            }
                        }));
        assertEquals(List.of("120 " + wrong.hex()), differing);
    }

    @Test
    void unknownFieldsOfLaterVersionsAreIgnored() throws Exception {
        ArrayNode more = Json.mapper().createArrayNode().add(1);
        byte[] later = altered(o -> o.set("more", more));

        assertTrue(check(ReplayFile.read(later)) instanceof Verified);
    }
}
