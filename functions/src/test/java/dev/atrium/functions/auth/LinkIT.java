package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.identity.Base58;
import dev.atrium.identity.EvmWallet;
import dev.atrium.identity.Player;
import dev.atrium.identity.Session;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.Tokens;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class LinkIT {
    private static final String CHALLENGE = "POST /auth/challenge";
    private static final String LINK = "POST /auth/link";
    private static final int FAST_ENOUGH_S = 30;

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private Response guest() {
        return local.http("POST /auth/guest", "{\"name\":\"Ada\",\"icon\":\"owl\"}");
    }

    private static String token(Response signedIn) {
        return signedIn.body().path("token").asText();
    }

    private static String playerId(Response signedIn) {
        return signedIn.body().path("playerId").asText();
    }

    private String challenge(String address) {
        return local.http(CHALLENGE, "{\"address\":\"" + address + "\"}")
                .body()
                .path("challenge")
                .asText();
    }

    private String proof(EvmWallet wallet) {
        String address = wallet.address().checksummed();
        return "{\"address\":\"%s\",\"signature\":\"%s\"}"
                .formatted(address, wallet.sign(challenge(address)));
    }

    private String proof(SigningKey wallet) {
        String address = Base58.encode(wallet.publicKey().bytes());
        byte[] text = challenge(address).getBytes(StandardCharsets.UTF_8);
        return "{\"address\":\"%s\",\"signature\":\"%s\"}"
                .formatted(address, Base58.encode(wallet.sign(text)));
    }

    private JsonNode wallets(String token) {
        return local.httpAs(token, "GET /account", "").body().path("wallets");
    }

    private PlayerRow row(String playerId) {
        return local.stores()
                .table(Tables.PLAYERS)
                .getItem(g -> g.key(k -> k.partitionValue(playerId)).consistentRead(true));
    }

    @Test
    void guestWhoLinksAWalletKeepsHisIdNameStatisticsAndBalance() {
        Response guest = guest();
        String id = playerId(guest);
        PlayerRow won = new PlayerRow(id, "Ada", "owl", "guest", 7, 40, 12, 90, 5_000, 40);
        local.stores().table(Tables.PLAYERS).putItem(won);
        EvmWallet wallet = EvmWallet.numbered(31);

        Response linked = local.httpAs(token(guest), LINK, proof(wallet));

        assertEquals(200, linked.status());
        assertEquals(id, playerId(linked));
        assertEquals(new PlayerRow(id, "Ada", "owl", "evm", 7, 40, 12, 90, 5_000, 40), row(id));
        assertEquals(
                new Tokens.Checked.Valid<>(new Player(id, "Ada", "owl", Player.Kind.EVM)),
                local.functions().tokens().session(token(linked)));
        assertEquals(1, wallets(token(linked)).size());
        Response signedIn = local.http("POST /auth/verify", proof(wallet));
        assertEquals(id, playerId(signedIn), "he comes back with it");
    }

    @Test
    void severalWalletsOfBothChainsLeadToOnePlayer() {
        EvmWallet first = EvmWallet.numbered(1);
        SigningKey second = SigningKey.generate();
        Response signedIn = local.http("POST /auth/verify", proof(first));
        Response linked = local.httpAs(token(signedIn), LINK, proof(second));

        assertEquals(200, linked.status());
        assertEquals("evm", row(playerId(signedIn)).kind(), "the first says how he signs in");
        assertEquals("evm", wallets(token(linked)).at("/0/chain").asText());
        assertEquals("solana", wallets(token(linked)).at("/1/chain").asText());
        assertEquals(playerId(signedIn), playerId(local.http("POST /auth/verify", proof(second))));
    }

    @Test
    void linkingTheSameWalletAgainChangesNothing() {
        Response guest = guest();
        EvmWallet wallet = EvmWallet.numbered(2);
        Response once = local.httpAs(token(guest), LINK, proof(wallet));
        PlayerRow before = row(playerId(guest));

        Response again = local.httpAs(token(once), LINK, proof(wallet));

        assertEquals(200, again.status());
        assertEquals(before, row(playerId(guest)));
        assertEquals(1, wallets(token(again)).size());
    }

    @Test
    void walletOfAnotherIsTakenAndItsChallengeStaysGood() {
        EvmWallet wallet = EvmWallet.numbered(3);
        Response owner = local.http("POST /auth/verify", proof(wallet));
        Response guest = guest();
        String proof = proof(wallet);

        Response refused = local.httpAs(token(guest), LINK, proof);

        assertEquals("wallet-taken", refused.code());
        assertEquals(409, refused.status());
        assertEquals("guest", row(playerId(guest)).kind());
        assertEquals(0, wallets(token(guest)).size());
        assertEquals(playerId(owner), playerId(local.http("POST /auth/verify", proof)));
    }

    @Test
    void fiveWalletsAreAsManyAsOneMayHave() {
        Response guest = guest();
        for (int i = 0; i < PlayerWallets.WALLETS_MAX; i++) {
            String body = proof(EvmWallet.numbered(100 + i));
            assertEquals(200, local.httpAs(token(guest), LINK, body).status());
        }
        String sixth = proof(EvmWallet.numbered(105));

        Response refused = local.httpAs(token(guest), LINK, sixth);

        assertEquals("too-many-wallets", refused.code());
        assertEquals(409, refused.status());
        assertEquals(5, wallets(token(guest)).size());
        assertNotEquals(
                playerId(guest),
                playerId(local.http("POST /auth/verify", sixth)),
                "the sixth is nobody's, and makes a player of its own");
    }

    /** The list holds only if nobody has changed it meanwhile; who lost looks again, once. */
    @Test
    void manyAtOnceNeverLinkMoreThanOneMayHaveAndNoneIsHalfLinked() throws Exception {
        Response guest = guest();
        List<String> proofs = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            proofs.add(proof(EvmWallet.numbered(200 + i)));
        }
        List<Future<Response>> answers = new ArrayList<>();
        int linked = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(proofs.size())) {
            proofs.forEach(
                    proof ->
                            answers.add(
                                    threads.submit(() -> local.httpAs(token(guest), LINK, proof))));
            for (Future<Response> answer : answers) {
                Response response = answer.get(FAST_ENOUGH_S, TimeUnit.SECONDS);
                boolean done = response.status() == 200;
                linked += done ? 1 : 0;
                assertTrue(
                        done
                                || List.of("unavailable", "too-many-wallets")
                                        .contains(response.code()),
                        response.toString());
            }
        }
        assertTrue(linked >= 1 && linked <= PlayerWallets.WALLETS_MAX, linked + " linked");
        assertEquals(linked, wallets(token(guest)).size());
        assertEquals(linked, local.stores().table(Tables.WALLETS).scan().items().stream().count());
    }

    @Test
    void oneWalletIsLinkedToOneOfManyWhoAskAtOnce() throws Exception {
        EvmWallet wallet = EvmWallet.numbered(9);
        String proof = proof(wallet);
        List<Response> guests = List.of(guest(), guest(), guest(), guest());
        List<Future<Response>> answers = new ArrayList<>();
        int linked = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(guests.size())) {
            guests.forEach(
                    g -> answers.add(threads.submit(() -> local.httpAs(token(g), LINK, proof))));
            for (Future<Response> answer : answers) {
                linked += answer.get(FAST_ENOUGH_S, TimeUnit.SECONDS).status() == 200 ? 1 : 0;
            }
        }
        assertEquals(1, linked);
        assertEquals(1, guests.stream().filter(g -> wallets(token(g)).size() == 1).count());
    }

    @Test
    void linkingWantsASessionAndAProof() {
        EvmWallet wallet = EvmWallet.numbered(4);
        Response guest = guest();
        String address = wallet.address().checksummed();
        String forged =
                "{\"address\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(address, EvmWallet.numbered(5).sign(challenge(address)));

        assertEquals("unauthorized", local.http(LINK, proof(wallet)).code());
        assertEquals("unauthorized", local.httpAs("rubbish", LINK, proof(wallet)).code());
        assertEquals("signature-invalid", local.httpAs(token(guest), LINK, forged).code());
        assertEquals("missing-field", local.httpAs(token(guest), LINK, "{}").code());
        assertEquals("guest", row(playerId(guest)).kind());
    }

    @Test
    void sessionAfterALinkKeepsTheTimeOfTheSignIn() {
        Response guest = guest();
        local.clock().advance(Duration.ofHours(23));
        Response linked = local.httpAs(token(guest), LINK, proof(EvmWallet.numbered(6)));
        local.clock().advance(Duration.ofHours(2));

        assertEquals("token-expired", local.httpAs(token(guest), "GET /account", "").code());
        assertEquals(200, local.httpAs(token(linked), "GET /account", "").status());
        long signedInAt =
                local.functions().tokens().datedSession(token(linked))
                                instanceof Tokens.Checked.Valid<Session> valid
                        ? valid.value().signedInAtMs()
                        : -1;
        assertEquals(
                local.clock().instant().minus(Duration.ofHours(25)).toEpochMilli(), signedInAt);
    }
}
