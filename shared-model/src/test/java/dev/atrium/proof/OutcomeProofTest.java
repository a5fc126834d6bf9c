package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.Archive;
import dev.atrium.archive.FolderArchive;
import dev.atrium.catalog.Games;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

class OutcomeProofTest {
    @TempDir Path folder;

    private final RecordedMatch match = new RecordedMatch();
    private Archive archive = new FolderArchive(Path.of("."));

    @BeforeEach
    void archiveTheJournal() throws IOException {
        archive = new FolderArchive(folder);
        archive.put(RecordedMatch.KEY, match.file().encode());
    }

    @Test
    void aTrueOutcomeIsProven() throws Exception {
        assertEquals(new OutcomeProof.Result.Proven(match.hashes()), prove(json -> {}));
    }

    @Test
    void aJournalThatIsNotThereRefutes() throws Exception {
        refuted("journal-missing", json -> json.put("roomId", "f".repeat(32)));
    }

    @Test
    void aRoomIdThatIsNoneNeverReachesTheArchive() throws Exception {
        for (String roomId : List.of("", "../../x", "A", "/etc/passwd", "x\u0000")) {
            refuted("journal-missing", json -> json.put("roomId", roomId));
        }
    }

    @Test
    void aTornJournalRefutes() throws Exception {
        byte[] bytes = match.file().encode();
        bytes[bytes.length / 2] ^= 1;
        archive.put(RecordedMatch.KEY, bytes);
        refuted("journal-unreadable", json -> {});
        archive.put(RecordedMatch.KEY, new byte[0]);
        refuted("journal-unreadable", json -> {});
    }

    @Test
    void anotherJournalThanTheSignedOneRefutes() throws Exception {
        refuted("journal-hash-differs", json -> json.put("journalHash", "0".repeat(64)));
        archive.put(RecordedMatch.KEY, new JournalFile("f".repeat(32), List.of()).encode());
        refuted("journal-hash-differs", json -> {});
        JournalFile foreign = new JournalFile("f".repeat(32), match.file().entries());
        archive.put(RecordedMatch.KEY, foreign.encode());
        refuted("journal-hash-differs", json -> json.put("journalHash", foreign.chainHead().hex()));
    }

    @Test
    void aSeedThatIsNoneRefutes() throws Exception {
        for (String seed : List.of("", "5a", "zz".repeat(32), "5a".repeat(33), "5")) {
            refuted("seed-invalid", json -> json.put("seed", seed));
        }
    }

    @Test
    void anotherSeedRefutes() throws Exception {
        JournalFile marks = match.file(entriesOfMarks());
        archive.put(RecordedMatch.KEY, marks.encode());
        refuted(
                "hash-differs",
                json ->
                        json.put("journalHash", marks.chainHead().hex())
                                .put("seed", "5b".repeat(32)));
    }

    @Test
    void whatTheReplayFindsRefutes() throws Exception {
        List<JournalEntry> refusedInput = new ArrayList<>(match.entries);
        refusedInput.add(1, new JournalEntry.Applied(0, 0, new Input.Left(19)));
        refutedWith("input-refused", refusedInput);
        List<JournalEntry> openedTwice = new ArrayList<>(match.entries);
        openedTwice.add(1, openedTwice.getFirst());
        refutedWith("out-of-order", openedTwice);
        refutedWith("not-opened", match.entries.subList(1, match.entries.size()));
        assertEquals(
                new OutcomeProof.Result.Refuted("unknown-game"),
                new OutcomeProof(GameCatalog.of(), archive(match.entries)).prove(match.outcome()));
    }

    @Test
    void aMatchThatIsNotOverRefutes() throws Exception {
        refutedWith("not-finished", match.entries.subList(0, 40));
        refutedWith("not-finished", match.entries.subList(0, 1));
    }

    @Test
    void whatTheOutcomeSaysMustFollow() throws Exception {
        refuted("game-differs", json -> json.put("game", "arena.quick"));
        refuted("game-differs", json -> json.put("rulesVersion", 2));
        refuted("ticks-differ", json -> json.put("ticks", match.room.tick() + 1));
        refuted("state-hash-differs", json -> json.put("stateHash", "0".repeat(64)));
        refuted("state-hash-differs", json -> json.put("stateHash", ""));
        refuted("standings-differ", json -> json.put("reason", "time"));
    }

    @Test
    void everySeatMustBeAsItWas() throws Exception {
        refuted("seats-differ", json -> json.withArray("seats").remove(2));
        refuted("seats-differ", json -> seat(json, 1).put("playerId", "thief"));
        refuted("seats-differ", json -> seat(json, 1).put("name", "Thief"));
        refuted("seats-differ", json -> seat(json, 1).put("icon", "owl"));
        refuted("seats-differ", json -> seat(json, 1).put("bot", false));
        refuted("seats-differ", json -> seat(json, 1).put("seat", 2));
    }

    @Test
    void everyPlaceMustBeAsItWas() throws Exception {
        refuted("standings-differ", json -> json.withArray("standings").remove(2));
        refuted("standings-differ", json -> place(json, 1).put("place", 1));
        refuted("standings-differ", json -> place(json, 0).put("seat", 2));
        refuted(
                "standings-differ",
                json -> place(json, 0).withObject("/statistics").put("eliminations", 99));
        refuted(
                "standings-differ",
                json -> place(json, 0).withObject("/statistics").put("invented", 0));
    }

    @Test
    void anArchiveThatCannotBeReadIsNoRefutation() throws Exception {
        Path file = folder.resolve("file");
        Files.write(file, new byte[1]);
        OutcomeProof proof = new OutcomeProof(Games.all(), new FolderArchive(file));
        assertThrows(IOException.class, () -> proof.prove(match.outcome()));
    }

    private static ObjectNode seat(ObjectNode json, int index) {
        return (ObjectNode) json.withArray("seats").get(index);
    }

    private static ObjectNode place(ObjectNode json, int index) {
        return (ObjectNode) json.withArray("standings").get(index);
    }

    /** The opening and the marks: no input that another seed could have refused. */
    private List<JournalEntry> entriesOfMarks() {
        return match.entries.stream().filter(e -> !(e instanceof JournalEntry.Applied)).toList();
    }

    private Archive archive(List<JournalEntry> entries) throws IOException {
        archive.put(RecordedMatch.KEY, match.file(entries).encode());
        return archive;
    }

    /** The outcome is signed over these entries, so that only the replay can refute it. */
    private void refutedWith(String reason, List<JournalEntry> entries) throws Exception {
        archive(entries);
        String head = match.file(entries).chainHead().hex();
        refuted(reason, json -> json.put("journalHash", head));
        archive(match.entries);
    }

    private void refuted(String reason, Consumer<ObjectNode> change) throws Exception {
        assertEquals(new OutcomeProof.Result.Refuted(reason), prove(change));
    }

    private OutcomeProof.Result prove(Consumer<ObjectNode> change) throws Exception {
        Outcome outcome = OutcomeSamples.altered(match.outcome(), change);
        return new OutcomeProof(Games.all(), archive).prove(outcome);
    }
}
