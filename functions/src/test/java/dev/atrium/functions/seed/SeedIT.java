package dev.atrium.functions.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.dice.Seed;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.identity.KeyFolder;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.SeedDrawRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;
import dev.atrium.vrf.SeedExchange.Answer;
import dev.atrium.vrf.SeedExchange.Request;
import dev.atrium.vrf.SeedProof;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Seeds over a real table: one draw for a room, of what its players had committed to. */
class SeedIT {
    private static final String ROOM = "0123456789abcdef".repeat(2);
    private static final String ANN = "aa".repeat(32);
    private static final String BEN = "bb".repeat(32);

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private SeedHandler handler = new SeedHandler(local.functions());

    @BeforeEach
    void play() throws Exception {
        room(RoomStatus.PLAYING);
        new KeyFolder(local.keyFolder()).publish(KeyFolder.VRF);
    }

    private void room(RoomStatus status) throws Exception {
        List<SeatPlan> seats = List.of(seat(0, ANN), seat(1, BEN));
        local.stores()
                .table(Tables.ROOMS)
                .putItem(
                        new RoomRow(
                                ROOM,
                                "arena.blitz",
                                3,
                                status,
                                "host-1",
                                1,
                                Json.mapper().writeValueAsString(seats),
                                1,
                                0,
                                null,
                                null,
                                0));
    }

    private static SeatPlan seat(int index, String nonce) {
        String hash = StateHash.of(HexFormat.of().parseHex(nonce)).hex();
        return new SeatPlan(index, "p" + index, "P", "owl", false, new TreeMap<>(), hash);
    }

    private Answer ask(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), out, null);
        return MessageJson.read(Json.object(out.toByteArray()), Answer.class);
    }

    private Answer draw(SeedProof.SeatNonce... nonces) throws Exception {
        return ask(MessageJson.text(new Request(ROOM, Optional.of(List.of(nonces)))));
    }

    private Answer find() throws Exception {
        return ask(MessageJson.text(new Request(ROOM, Optional.empty())));
    }

    private static SeedProof.SeatNonce at(int seat, String nonce) {
        return new SeedProof.SeatNonce(seat, nonce);
    }

    private static Seed seed(Answer answer) {
        return answer.proof().orElseThrow().seed(ROOM, "arena.blitz", 3).orElseThrow();
    }

    @Test
    void theFirstDrawOfARoomIsItsOnlyOne() throws Exception {
        assertEquals(Answer.none(), find());
        Answer first = draw(at(0, ANN));
        assertEquals(first, draw(at(0, ANN)), "asked again");
        assertEquals(first, draw(at(0, ANN), at(1, BEN)), "another owner, for whom more are in");
        assertEquals(first, find());
        assertEquals(List.of(at(0, ANN)), first.proof().orElseThrow().nonces());
        assertEquals(seed(first), seed(find()));
    }

    @Test
    void otherNoncesAreAnotherSeed() throws Exception {
        Seed both = seed(draw(at(0, ANN), at(1, BEN)));
        local.stores()
                .table(Tables.SEED_DRAWS)
                .deleteItem(delete -> delete.key(k -> k.partitionValue(ROOM)));
        assertNotEquals(both, seed(draw(at(0, ANN))));
    }

    @Test
    void aProofIsOfItsRoomAlone() throws Exception {
        SeedProof proof = draw(at(0, ANN)).proof().orElseThrow();
        assertTrue(proof.seed("f".repeat(32), "arena.blitz", 3).isEmpty());
        assertTrue(proof.seed(ROOM, "arena.siege", 3).isEmpty());
        assertTrue(proof.seed(ROOM, "arena.blitz", 1).isEmpty());
        SeedProof other = new SeedProof(proof.publicKey(), List.of(at(0, BEN)), proof.proof());
        assertTrue(other.seed(ROOM, "arena.blitz", 3).isEmpty());
        SeedProof twice =
                new SeedProof(proof.publicKey(), List.of(at(0, ANN), at(0, ANN)), proof.proof());
        assertTrue(twice.seed(ROOM, "arena.blitz", 3).isEmpty());
    }

    @Test
    void nobodyDrawsWithoutWhatAPlayerBrought() throws Exception {
        assertEquals(Answer.refused("nonce-mismatch"), draw());
        assertEquals(Answer.none(), find(), "nothing is drawn by that");
        draw(at(0, ANN));
        assertEquals(Answer.refused("nonce-mismatch"), draw());
    }

    @Test
    void nobodyDrawsWithWhatPlayersHadNotCommittedTo() throws Exception {
        assertEquals(Answer.refused("nonce-mismatch"), draw(at(0, BEN)));
        assertEquals(Answer.refused("nonce-mismatch"), draw(at(7, ANN)));
        assertEquals(Answer.refused("malformed"), draw(at(0, "no hex")));
        assertEquals(Answer.refused("malformed"), draw(at(-1, ANN)));
        assertEquals(Answer.refused("malformed"), ask("no json"));
        assertEquals(Answer.refused("malformed"), ask("{\"roomId\":7}"));
        for (String noRoom : List.of("", "x", ROOM.toUpperCase(Locale.ROOT), ROOM + "0")) {
            assertEquals(
                    Answer.refused("malformed"),
                    ask(MessageJson.text(new Request(noRoom, Optional.empty()))),
                    noRoom);
        }
        assertEquals(Answer.none(), find(), "nothing is drawn by that");
    }

    @Test
    void nothingIsDrawnForARoomThatIsNotPlayed() throws Exception {
        room(RoomStatus.VOID);
        assertEquals(Answer.refused("room-over"), draw(at(0, ANN)));
        room(RoomStatus.PLACED);
        assertEquals(Answer.refused("room-over"), draw(at(0, ANN)));
        local.stores()
                .table(Tables.ROOMS)
                .deleteItem(delete -> delete.key(k -> k.partitionValue(ROOM)));
        assertEquals(Answer.refused("room-missing"), draw(at(0, ANN)));
    }

    @Test
    void manyWhoAskAtOnceAreToldTheSame() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                SeedProof.SeatNonce nonce = i % 2 == 0 ? at(0, ANN) : at(1, BEN);
                Callable<Answer> asks = () -> draw(nonce);
                answers.add(everybody.submit(asks));
            }
        }
        Answer first = answers.getFirst().get();
        for (Future<Answer> answer : answers) {
            assertEquals(first, answer.get());
        }
    }

    @Test
    void theKeyIsPublishedAndTheProofIsItsOwn() throws Exception {
        LocalFunctions.Response answer =
                local.http("GET /.well-known/atrium-vrf.json", event -> {});
        assertEquals(200, answer.status());
        String published = answer.body().path("keys").get(0).path("publicKey").asText();
        assertEquals(published, draw(at(0, ANN)).proof().orElseThrow().publicKey());
        assertEquals(
                "ECVRF-EDWARDS25519-SHA512-TAI",
                answer.body().path("keys").get(0).path("suite").asText());
    }

    private Path keys() {
        return local.keyFolder();
    }

    @Test
    void aDrawIsToldAgainUnderTheKeyThatDrewThoughItWasReplaced() throws Exception {
        Answer first = draw(at(0, ANN));
        KeyFolder folder = new KeyFolder(keys());
        String keyId = folder.key(KeyFolder.VRF).publicKey().keyId();
        Files.move(keys().resolve("vrf.key"), keys().resolve("vrf-" + keyId + ".key"));
        folder.publish(KeyFolder.VRF);
        handler = new SeedHandler(local.functions());

        assertEquals(first, find());
        assertEquals(first, draw(at(0, ANN), at(1, BEN)));

        local.stores()
                .table(Tables.SEED_DRAWS)
                .deleteItem(delete -> delete.key(k -> k.partitionValue(ROOM)));
        assertNotEquals(first, draw(at(0, ANN)), "the new key draws for other rooms");
    }

    @Test
    void aDrawOfAKeyThatWasNotKeptIsRefusedAndNoOtherSeedIsGiven() throws Exception {
        draw(at(0, ANN));
        Files.delete(keys().resolve("vrf.key"));
        handler = new SeedHandler(local.functions());

        assertEquals(Answer.refused("key-retired"), find());
        assertEquals(Answer.refused("key-retired"), draw(at(0, ANN)));
    }

    @Test
    void aDrawOfABuildThatDidNotSayWhoseItIsIsRefused() throws Exception {
        local.stores()
                .table(Tables.SEED_DRAWS)
                .putItem(new SeedDrawRow(ROOM, "{\"0\":\"" + ANN + "\"}", null, 1, 1));
        assertEquals(Answer.refused("key-retired"), find());
    }

    @Test
    void keysThatWereReplacedStayPublished() throws Exception {
        KeyFolder folder = new KeyFolder(keys());
        String first = folder.key(KeyFolder.VRF).publicKey().keyId();
        Files.delete(keys().resolve("vrf.key"));
        folder.publish(KeyFolder.VRF);

        JsonNode answer = local.http("GET /.well-known/atrium-vrf.json", event -> {}).body();

        assertEquals(
                List.of(folder.key(KeyFolder.VRF).publicKey().keyId(), first),
                answer.path("keys").valueStream().map(k -> k.path("keyId").asText()).toList());
    }
}
