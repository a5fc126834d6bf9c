package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.Archive;
import dev.atrium.game.GameCatalog;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.OutcomeProof.Result;
import dev.atrium.proof.OutcomeProof.Result.Refuted;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

class OutcomeProofTest {
    private final PlayedRoom room = PlayedRoom.played();
    private final Map<String, byte[]> objects = new HashMap<>();
    private final Archive archive =
            new Archive() {
                @Override
                public void put(String key, byte[] object) {
                    objects.put(key, object);
                }

                @Override
                public Optional<byte[]> get(String key) {
                    return Optional.ofNullable(objects.get(key));
                }
            };
    private final OutcomeProof proof = new OutcomeProof(PlayedRoom.CATALOG, archive);

    private void archived(JournalFile file) throws IOException {
        archive.put(key(file), file.encode());
    }

    private static String key(JournalFile file) {
        return Archive.journalKey(PlayedRoom.ROOM, file.chainHead());
    }

    /** The outcome with something changed in its document. */
    private static Outcome altered(Outcome outcome, Consumer<ObjectNode> how) throws WireException {
        ObjectNode document = Json.object(OutcomeDocument.of(outcome).text());
        how.accept(document);
        return MessageJson.read(document, Outcome.class);
    }

    private Result proveAltered(Consumer<ObjectNode> how) throws IOException, WireException {
        archived(room.file());
        return proof.prove(altered(room.outcome(), how));
    }

    @Test
    void outcomeOfAPlayedMatchIsProven() throws IOException {
        archived(room.file());

        assertEquals(PlayedRoom.PROVEN, proof.prove(room.outcome()));
    }

    @Test
    void journalOfAnOlderBuildCountsUnderTheKeyThatItHadThenIfItIsTheOutcomes() throws IOException {
        String older = "journals/" + PlayedRoom.ROOM + ".atrj";
        objects.put(older, room.file().encode());
        assertEquals(PlayedRoom.PROVEN, proof.prove(room.outcome()));

        List<byte[]> entries = room.file().entries();
        JournalFile another =
                new JournalFile(PlayedRoom.ROOM, entries.subList(0, entries.size() - 1));
        objects.put(older, another.encode());
        assertEquals(new Refuted("journal-hash-differs"), proof.prove(room.outcome()));
    }

    @Test
    void journalThatIsNotThereProvesNothing() throws IOException {
        assertEquals(new Refuted("journal-missing"), proof.prove(room.outcome()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "short"})
    void roomIdThatIsNoneNeverBecomesAKeyOfTheArchive(String roomId)
            throws IOException, WireException {
        assertEquals(new Refuted("journal-missing"), proveAltered(o -> o.put("roomId", roomId)));
    }

    @Test
    void journalThatCannotBeReadProvesNothing() throws IOException {
        byte[] bytes = room.file().encode();
        bytes[bytes.length / 2] ^= 1;
        archive.put(key(room.file()), bytes);

        assertEquals(new Refuted("journal-unreadable"), proof.prove(room.outcome()));
    }

    @Test
    void journalOfAnotherHashProvesNothing() throws IOException {
        JournalFile shorter = PlayedRoom.file(room.entries.subList(0, room.entries.size() - 1));
        archive.put(key(room.file()), shorter.encode());

        assertEquals(new Refuted("journal-hash-differs"), proof.prove(room.outcome()));
    }

    @Test
    void journalOfAnotherRoomProvesNothing() throws IOException, WireException {
        JournalFile other = new JournalFile("other", room.file().entries());
        archived(other);
        Outcome claimed =
                altered(room.outcome(), o -> o.put("journalHash", other.chainHead().hex()));

        assertEquals(new Refuted("journal-hash-differs"), proof.prove(claimed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../etc/passwd", "00", "AB"})
    void journalHashThatIsNoneNeverBecomesAKeyOfTheArchive(String hash)
            throws IOException, WireException {
        assertEquals(new Refuted("journal-missing"), proveAltered(o -> o.put("journalHash", hash)));
    }

    @Test
    void journalUnderAnotherHashIsNotTheOutcomes() throws IOException {
        archived(PlayedRoom.file(room.entries.subList(0, room.entries.size() - 1)));

        assertEquals(new Refuted("journal-missing"), proof.prove(room.outcome()));
    }

    @ParameterizedTest
    @CsvSource({
        "seed, zz, seed-invalid",
        "seed, 5e5e, seed-invalid",
        "seed, '', seed-invalid",
        "stateHash, 0000, state-hash-differs",
        "reason, time, standings-differ",
        "game, arena.quick, game-differs"
    })
    void textThatIsNotTheReplaysIsFound(String field, String value, String reason)
            throws IOException, WireException {
        assertEquals(new Refuted(reason), proveAltered(o -> o.put(field, value)));
    }

    @Test
    void otherSeedIsFoundByTheHashesOnTheWay() throws IOException, WireException {
        assertEquals(
                new Refuted("hash-differs"), proveAltered(o -> o.put("seed", "5f".repeat(32))));
    }

    @Test
    void ticksAndVersionThatAreNotTheReplaysAreFound() throws IOException, WireException {
        assertEquals(new Refuted("ticks-differ"), proveAltered(o -> o.put("ticks", 5_400)));
        assertEquals(new Refuted("game-differs"), proveAltered(o -> o.put("rulesVersion", 1)));
    }

    @ParameterizedTest
    @CsvSource({"playerId, p-mallory", "name, Mallory", "icon, crow"})
    void seatThatSomebodyElseTookIsFound(String field, String value)
            throws IOException, WireException {
        assertEquals(
                new Refuted("seats-differ"),
                proveAltered(o -> ((ObjectNode) o.at("/seats/0")).put(field, value)));
    }

    @Test
    void placesThatAreNotTheReplaysAreFound() throws IOException, WireException {
        assertEquals(
                new Refuted("standings-differ"),
                proveAltered(o -> ((ObjectNode) o.at("/standings/1")).put("place", 1)));
        assertEquals(
                new Refuted("standings-differ"),
                proveAltered(
                        o ->
                                ((ObjectNode) o.at("/standings/0/statistics"))
                                        .put("eliminations", 99)));
        assertEquals(
                new Refuted("standings-differ"),
                proveAltered(
                        o -> {
                            JsonNode first = o.withArray("standings").remove(0);
                            o.withArray("standings").add(first);
                        }));
    }

    @Test
    void matchThatDidNotEndIsNotFinished() throws IOException, WireException {
        List<JournalEntry> part = new ArrayList<>(room.entries.subList(0, 5));
        JournalFile file = PlayedRoom.file(part);
        archived(file);
        Outcome claimed =
                altered(room.outcome(), o -> o.put("journalHash", file.chainHead().hex()));

        assertEquals(new Refuted("not-finished"), proof.prove(claimed));
    }

    @Test
    void reasonOfTheReplayIsPassedOn() throws IOException {
        archived(room.file());
        OutcomeProof knowsNoGame = new OutcomeProof(GameCatalog.of(), archive);

        assertEquals(new Refuted("unknown-game"), knowsNoGame.prove(room.outcome()));
    }

    @Test
    void archiveThatCannotBeReadNowIsNoRefutation() {
        Archive failing =
                new Archive() {
                    @Override
                    public void put(String key, byte[] object) throws IOException {
                        throw new IOException("out of reach");
                    }

                    @Override
                    public Optional<byte[]> get(String key) throws IOException {
                        throw new IOException("out of reach");
                    }
                };
        OutcomeProof unreached = new OutcomeProof(PlayedRoom.CATALOG, failing);

        assertThrows(IOException.class, () -> unreached.prove(room.outcome()));
        assertTrue(objects.isEmpty());
    }
}
