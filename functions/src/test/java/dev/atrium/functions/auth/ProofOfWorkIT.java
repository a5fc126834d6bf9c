package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.Base58;
import dev.atrium.identity.Puzzles;
import dev.atrium.identity.SigningKey;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Signing up where a newcomer's machine must work for it. */
class ProofOfWorkIT {
    private static final String PUZZLE = "POST /auth/puzzle";
    private static final String GUEST = "POST /auth/guest";
    private static final String NEIGHBOUR = "203.0.113.99";
    private static final int BITS = 8;

    @AutoClose
    private final LocalFunctions local =
            LocalFunctions.open(Map.of("ATRIUM_PROOF_OF_WORK_BITS", Integer.toString(BITS)));

    private Response post(String route, String body, String address) {
        return local.http(
                route,
                event ->
                        event.put("body", body)
                                .withObject("/requestContext/http")
                                .put("sourceIp", address));
    }

    private static ObjectNode guest() {
        return Json.mapper().createObjectNode().put("name", "Ada").put("icon", "owl");
    }

    private ObjectNode solved() {
        JsonNode puzzle = local.http(PUZZLE, "{}").body();
        return proof(
                puzzle.path("puzzle").asText(),
                Puzzles.solve(puzzle.path("puzzle").asText(), puzzle.path("difficulty").asInt()));
    }

    private static ObjectNode proof(String puzzle, String solution) {
        return Json.mapper().createObjectNode().put("puzzle", puzzle).put("solution", solution);
    }

    private Response signUp(ObjectNode proof) {
        return local.http(GUEST, guest().set("proof", proof).toString());
    }

    private long players() {
        return local.stores().table(Tables.PLAYERS).scan().items().stream().count();
    }

    @Test
    void whoHasSolvedAPuzzleIsSignedUp() {
        Response given = local.http(PUZZLE, "{}");

        assertEquals(200, given.status());
        assertEquals(BITS, given.body().path("difficulty").asInt());
        assertEquals(
                local.clock().instant().plus(Puzzles.LIFETIME).toEpochMilli(),
                given.body().path("expiresAt").asLong());
        assertEquals(200, signUp(solved()).status());
        assertEquals(1, players());
    }

    @Test
    void whoShowsNothingIsToldWhatToDo() {
        Response refused = local.http(GUEST, guest().toString());

        assertEquals(401, refused.status());
        assertEquals("proof-required", refused.code());
        assertTrue(refused.body().path("detail").asText().contains("difficulty " + BITS));
        assertEquals(0, players());
    }

    @Test
    void puzzleIsUsedOnce() {
        ObjectNode proof = solved();

        assertEquals(200, signUp(proof).status());
        Response again = signUp(proof);

        assertEquals(401, again.status());
        assertEquals("proof-invalid", again.code());
        assertEquals(1, players());
    }

    @Test
    void wrongSolutionsAndForgedPuzzlesAreRefusedAndUseNothingUp() {
        ObjectNode proof = solved();
        String puzzle = proof.path("puzzle").asText();

        assertEquals("proof-invalid", signUp(proof(puzzle, "x")).code());
        assertEquals("proof-invalid", signUp(proof(puzzle.replace(".8.", ".0."), "0")).code());
        assertEquals("proof-invalid", signUp(proof("x", "0")).code());
        assertEquals("missing-field", signUp(Json.mapper().createObjectNode()).code());
        assertEquals(0, players());
        assertEquals(200, signUp(proof).status());
    }

    @Test
    void puzzleOfAnotherNetworkIsRefused() {
        String body = guest().set("proof", solved()).toString();

        assertEquals("proof-invalid", post(GUEST, body, NEIGHBOUR).code());
        assertEquals(200, local.http(GUEST, body).status());
    }

    @Test
    void puzzleIsTooOldAfterTwoMinutes() {
        ObjectNode proof = solved();
        local.clock().advance(Puzzles.LIFETIME);

        assertEquals("proof-invalid", signUp(proof).code());
    }

    @Test
    void networkFromWhichManySignUpGetsLongerPuzzlesAndOthersDoNot() {
        for (int i = 0; i < 20; i++) {
            assertEquals(200, signUp(solved()).status());
        }

        assertEquals(BITS + 1, local.http(PUZZLE, "{}").body().path("difficulty").asInt());
        assertEquals(BITS, post(PUZZLE, "{}", NEIGHBOUR).body().path("difficulty").asInt());
        RateLimit.Rate many = RateLimit.Rate.SIGN_UPS_OF_A_NETWORK;
        String network = LocalFunctions.sample("http").at("/requestContext/http/sourceIp").asText();
        for (int i = 0; i < 200; i++) {
            RateLimit.Allowance _ = local.functions().rates().take(many, network);
        }
        assertEquals(BITS + 6, local.http(PUZZLE, "{}").body().path("difficulty").asInt());
        assertEquals(200, signUp(solved()).status());
    }

    @Test
    void puzzlesAreGivenAHundredTimesAMinute() {
        for (int i = 0; i < 100; i++) {
            assertEquals(200, local.http(PUZZLE, "{}").status());
        }
        assertEquals("rate-limited", local.http(PUZZLE, "{}").code());
        assertEquals(200, post(PUZZLE, "{}", NEIGHBOUR).status());
    }

    @Test
    void walletIsAskedAtItsFirstSignInAndNeverAgain() {
        SigningKey wallet = SigningKey.generate();
        String address = Base58.encode(wallet.publicKey().bytes());

        Response first = verify(wallet, address, null);
        assertEquals("proof-required", first.code());
        assertEquals(0, players());
        Response signedIn = verify(wallet, address, solved());
        assertEquals(200, signedIn.status());
        Response again = verify(wallet, address, null);

        assertEquals(200, again.status());
        assertEquals(
                signedIn.body().path("playerId").asText(), again.body().path("playerId").asText());
        assertNotEquals("", again.body().path("playerId").asText());
    }

    /** With the challenge that stands: who was refused for want of a proof signs none anew. */
    private Response verify(SigningKey wallet, String address, ObjectNode proof) {
        ObjectNode asked = Json.mapper().createObjectNode().put("address", address);
        String challenge =
                local.http("POST /auth/challenge", asked.toString())
                        .body()
                        .path("challenge")
                        .asText();
        asked.put(
                "signature",
                Base58.encode(wallet.sign(challenge.getBytes(StandardCharsets.UTF_8))));
        if (proof != null) {
            asked.set("proof", proof);
        }
        return local.http("POST /auth/verify", asked.toString());
    }
}
