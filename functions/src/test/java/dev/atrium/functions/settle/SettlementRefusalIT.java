package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.archive.Archive;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SettlementRow;
import dev.atrium.schema.Tables;
import dev.atrium.settle.Settlement;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is not to be believed is refused for good, noted with its reason, and books nothing. */
class SettlementRefusalIT {
    private static final String ROOM = "3f0c".repeat(8);
    private static final PlayedMatch MATCH = PlayedMatch.of(ROOM, 7, "p-ann", "p-ben");

    @AutoClose private final SettlementStage stage = new SettlementStage();

    @BeforeEach
    void open() {
        stage.player("p-ann");
        stage.player("p-ben");
    }

    private void assertRefused(String reason, OutcomeRow row) {
        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(), SettlementStage.settle(stage.handler(), row));
            assertEquals(
                    List.of(
                            new SettlementRow(
                                    row.roomId(),
                                    Settlement.REFUSED,
                                    SettlementStage.NOW.toEpochMilli(),
                                    reason)),
                    stage.settlements());
            assertNothingBooked();
        }
    }

    private void assertNothingBooked() {
        SettlementStage.State state = stage.state();
        assertTrue(state.players().values().stream().allMatch(p -> p.played() == 0));
        assertEquals(List.of(), state.matches());
        assertEquals(List.of(), state.boards());
        assertTrue(state.liveRows().isEmpty());
        assertTrue(state.roomsSettled().stream().noneMatch(s -> s));
    }

    /** The room says that this is its outcome, whatever it is. */
    private void finish(OutcomeRow row) {
        stage.stores.table(Tables.ROOMS).putItem(PlayedMatch.finished(row, "arena.blitz"));
    }

    /** The outcome with its JSON changed, signed with the right key and stored with its room. */
    private OutcomeRow resigned(Consumer<ObjectNode> change) throws Exception {
        ObjectNode json = Json.object(OutcomeDocument.of(MATCH.outcome()).text());
        change.accept(json);
        Outcome changed = new OutcomeDocument(json.toString()).read();
        assertNotEquals(MATCH.outcome(), changed);
        OutcomeRow row = PlayedMatch.signed(changed, SettlementStage.KEY);
        finish(row);
        return row;
    }

    @Test
    void aSignatureOfAnotherKeyUnderOurNameIsRefused() {
        OutcomeRow row = stage.ended(MATCH);
        OutcomeRow forged = MATCH.signed(SigningKey.generate());

        assertRefused(
                "signature-invalid",
                new OutcomeRow(row.roomId(), row.document(), row.keyId(), forged.signature()));
    }

    @Test
    void whatIsHalfBookedIsNeverRefusedButNotedAndHoldsUpNoOther() {
        OutcomeRow row = stage.ended(MATCH);
        SettlementRow booked = new SettlementRow(ROOM, "statistics#p-gone", 1, null);
        stage.stores.table(Tables.SETTLEMENTS).putItem(booked);

        OutcomeRow forged = MATCH.signed(SigningKey.generate());
        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(), SettlementStage.settle(stage.handler(), forged));
            assertEquals(
                    List.of(
                            new SettlementRow(
                                    ROOM,
                                    Settlement.HALTED,
                                    SettlementStage.NOW.toEpochMilli(),
                                    "unknown-key"),
                            booked),
                    stage.settlements());
            assertNothingBooked();
        }

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), row));
        assertEquals(List.of(true), stage.state().roomsSettled(), "what can be believed goes on");
    }

    @Test
    void aKeyThatIsNotOursIsRefused() {
        stage.ended(MATCH);
        assertRefused("unknown-key", MATCH.signed(SigningKey.generate()));
    }

    @ParameterizedTest
    @CsvSource({"''", "'not base64!'", "AAAA"})
    void aSignatureThatIsNoneIsRefused(String signature) {
        OutcomeRow row = stage.ended(MATCH);
        assertRefused(
                "signature-invalid",
                new OutcomeRow(row.roomId(), row.document(), row.keyId(), signature));
    }

    @Test
    void aDocumentThatChangedAfterItWasSignedIsRefused() {
        OutcomeRow row = stage.ended(MATCH);
        String better = row.document().replaceFirst("\"place\":2", "\"place\":1");
        assertNotEquals(row.document(), better);
        OutcomeRow tampered = new OutcomeRow(row.roomId(), better, row.keyId(), row.signature());
        finish(tampered);

        assertRefused("signature-invalid", tampered);
    }

    @Test
    void aSignedTextThatIsNoOutcomeIsRefused() {
        OutcomeDocument text = new OutcomeDocument("{\"roomId\":\"" + ROOM + "\"}");
        OutcomeRow row =
                new OutcomeRow(
                        ROOM,
                        text.text(),
                        SettlementStage.KEY.publicKey().keyId(),
                        text.signature(SettlementStage.KEY));
        finish(row);

        assertRefused("outcome-unreadable", row);
    }

    @Test
    void anOutcomeWithoutItsRoomIsRefused() {
        MATCH.archive(stage.archive);
        assertRefused("room-missing", MATCH.signed(SettlementStage.KEY));
    }

    @Test
    void anOutcomeThatIsNotTheRoomsIsRefused() {
        OutcomeRow row = stage.ended(MATCH);
        finish(new OutcomeRow(ROOM, "another document", row.keyId(), row.signature()));

        assertRefused("room-differs", row);
    }

    @Test
    void anOutcomeOfAnotherRoomUnderThisKeyIsRefused() {
        OutcomeRow row = stage.ended(MATCH);
        OutcomeRow moved =
                new OutcomeRow("77aa".repeat(8), row.document(), row.keyId(), row.signature());
        finish(moved);

        assertRefused("room-differs", moved);
    }

    @ParameterizedTest
    @CsvSource({"VOID,arena.blitz,3", "FINISHED,arena.other,3", "FINISHED,arena.blitz,2"})
    void anOutcomeOfARoomThatEndedOtherwiseIsRefused(RoomStatus status, String game, int rules) {
        OutcomeRow row = stage.ended(MATCH);
        RoomRow room = PlayedMatch.finished(row, game);
        stage.stores
                .table(Tables.ROOMS)
                .putItem(
                        new RoomRow(
                                room.roomId(),
                                game,
                                rules,
                                status,
                                room.owner(),
                                room.epoch(),
                                room.seats(),
                                room.createdAtMs(),
                                room.finishedAtMs(),
                                room.outcomeHash(),
                                null,
                                0));

        assertRefused("room-differs", row);
    }

    @Test
    void aMissingJournalIsRefusedForGood() {
        OutcomeRow row = stage.ended(MATCH);
        stage.archive.objects.clear();
        assertRefused("journal-missing", row);

        MATCH.archive(stage.archive);
        assertRefused("journal-missing", row);
    }

    @Test
    void aJournalWithOneBitTurnedIsRefused() {
        OutcomeRow row = stage.ended(MATCH);
        byte[] object = MATCH.journal().encode();
        object[object.length / 2] ^= 1;
        stage.archive.put(key(MATCH.journal()), object);

        assertRefused("journal-unreadable", row);
    }

    @Test
    void aJournalWithAnEntryLessIsRefused() {
        OutcomeRow row = stage.ended(MATCH);
        stage.archive.put(key(MATCH.journal()), shortened().encode());

        assertRefused("journal-hash-differs", row);
    }

    @Test
    void whatAnOwnerThatLostTheRoomArchivesLaterChangesNothing() {
        OutcomeRow row = stage.ended(MATCH);
        stage.archive.put(key(shortened()), shortened().encode());

        assertEquals(List.of(), SettlementStage.settle(stage.handler(), row));
        assertEquals(2, stage.state().matches().size());
    }

    @Test
    void aJournalHashThatIsNoneNeverBecomesAKeyOfTheArchive() throws Exception {
        MATCH.archive(stage.archive);
        assertRefused("journal-missing", resigned(o -> o.put("journalHash", "../../etc/passwd")));
    }

    @Test
    void aJournalWithAnEntryLessIsRefusedEvenIfItsHashIsSigned() throws Exception {
        assertShorterIsRefused("out-of-order", shortened());
    }

    @Test
    void aJournalWithoutTheLastCommandOfATickIsRefusedEvenIfItsHashIsSigned() throws Exception {
        List<byte[]> entries = new ArrayList<>(MATCH.journal().entries());
        JournalCodec codec = new JournalCodec(new BlitzGame().vocabulary());
        int i = 1;
        while (!(codec.decode(entries.get(i)) instanceof JournalEntry.Applied last
                && !(codec.decode(entries.get(i + 1)) instanceof JournalEntry.Applied next
                        && next.tick() == last.tick()))) {
            i++;
        }
        entries.remove(i);
        assertShorterIsRefused("hash-differs", new JournalFile(ROOM, entries));
    }

    private void assertShorterIsRefused(String reason, JournalFile shorter) throws Exception {
        OutcomeRow row = resigned(o -> o.put("journalHash", shorter.chainHead().hex()));
        stage.archive.put(key(shorter), shorter.encode());

        assertRefused(reason, row);
    }

    private static String key(JournalFile journal) {
        return Archive.journalKey(ROOM, journal.chainHead());
    }

    /** Without the first command, which somebody has given at the very start. */
    private static JournalFile shortened() {
        List<byte[]> entries = new ArrayList<>(MATCH.journal().entries());
        entries.remove(1);
        return new JournalFile(ROOM, entries);
    }

    @Test
    void whatASigningHostMakesUpIsRefused() throws Exception {
        MATCH.archive(stage.archive);
        assertRefused("ticks-differ", resigned(o -> o.put("ticks", 1)));
    }

    @Test
    void aWinnerMadeUpIsRefused() throws Exception {
        MATCH.archive(stage.archive);
        assertRefused(
                "standings-differ",
                resigned(
                        o -> {
                            ArrayNode standings = o.withArray("standings");
                            ((ObjectNode) standings.get(1)).put("place", 1);
                        }));
    }

    @Test
    void eliminationsMadeUpAreRefused() throws Exception {
        MATCH.archive(stage.archive);
        assertRefused(
                "standings-differ",
                resigned(
                        o ->
                                ((ObjectNode) o.withArray("standings").get(0))
                                        .withObject("/statistics")
                                        .put("eliminations", 99)));
    }

    @Test
    void aBotMadeAPlayerIsRefused() throws Exception {
        MATCH.archive(stage.archive);
        assertRefused(
                "seats-differ",
                resigned(
                        o ->
                                ((ObjectNode) o.withArray("seats").get(2))
                                        .put("bot", false)
                                        .put("playerId", "p-ben")));
    }

    @ParameterizedTest
    @CsvSource({
        "seed,zz,seed-invalid",
        "seed,0000000000000000000000000000000000000000000000000000000000000001,hash-differs",
        "stateHash,00,state-hash-differs",
        "reason,bribe,standings-differ"
    })
    void aTextMadeUpIsRefused(String field, String value, String reason) throws Exception {
        MATCH.archive(stage.archive);
        assertRefused(reason, resigned(o -> o.put(field, value)));
    }

    @Test
    void aMatchThatCountsAPlayerTwiceIsRefused() {
        OutcomeRow row = stage.ended(PlayedMatch.of(ROOM, 9, "p-ann", "p-ann"));

        assertRefused("not-settleable", row);
    }

    @Test
    void whatAnotherRefusesMeanwhileIsNotBooked() {
        OutcomeRow row = stage.ended(MATCH);
        long nowMs = SettlementStage.NOW.toEpochMilli();
        SettlementBook other =
                new SettlementBook(stage.stores.dynamo(), stage.stores.tablePrefix());
        stage.archive.meanwhile = () -> other.refuse(ROOM, "journal-missing", nowMs);

        assertRefused("journal-missing", row);
    }

    @Test
    void theFirstReasonStays() {
        SettlementBook book = new SettlementBook(stage.stores.dynamo(), stage.stores.tablePrefix());
        book.refuse(ROOM, "journal-missing", 1);
        book.refuse(ROOM, "ticks-differ", 2);

        assertEquals(
                new SettlementRow(ROOM, Settlement.REFUSED, 1, "journal-missing"),
                book.refusal(ROOM).orElseThrow());
    }
}
