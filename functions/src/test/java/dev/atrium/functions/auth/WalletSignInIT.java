package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.identity.Base58;
import dev.atrium.identity.Player;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.identity.Tokens;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class WalletSignInIT {
    private static final String CHALLENGE = "POST /auth/challenge";
    private static final String VERIFY = "POST /auth/verify";
    private static final int FAST_ENOUGH_S = 30;

    private final SigningKey wallet = SigningKey.generate();
    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private static String address(SigningKey wallet) {
        return Base58.encode(wallet.publicKey().bytes());
    }

    private Response askFor(String address) {
        return local.http(CHALLENGE, "{\"address\":\"" + address + "\"}");
    }

    private String challenge() {
        return askFor(address(wallet)).body().path("challenge").asText();
    }

    private static String sign(SigningKey wallet, String text) {
        return Base58.encode(wallet.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Response verify(String address, String signature) {
        return local.http(
                VERIFY, "{\"address\":\"" + address + "\",\"signature\":\"" + signature + "\"}");
    }

    private <T> List<T> rows(TableDefinition<T> table) {
        return local.stores().table(table).scan().items().stream().toList();
    }

    private void assertRefused(String code, int status, Response response) {
        assertEquals(code, response.code());
        assertEquals(status, response.status());
        assertTrue(rows(Tables.PLAYERS).isEmpty());
        assertTrue(rows(Tables.WALLETS).isEmpty());
    }

    @Test
    void challengeNamesDomainAndAddressAndHoldsForFiveMinutes() {
        Response response = askFor(address(wallet));

        assertEquals(200, response.status());
        String text = response.body().path("challenge").asText();
        assertTrue(text.startsWith("play.example wants you to sign in"), text);
        assertTrue(text.contains("\n" + address(wallet) + "\n"), text);
        assertEquals(
                local.clock().instant().plus(SolanaSignIn.CHALLENGE).toEpochMilli(),
                response.body().path("expiresAt").asLong());
    }

    @Test
    void firstSignInMakesAPlayerNamedByTheAddress() {
        String address = address(wallet);

        Response response = verify(address, sign(wallet, challenge()));

        assertEquals(200, response.status());
        PlayerRow row = rows(Tables.PLAYERS).getFirst();
        assertEquals(response.body().path("playerId").asText(), row.playerId());
        assertEquals(
                address.substring(0, 4) + "…" + address.substring(address.length() - 4),
                row.name());
        assertEquals("solana", row.kind());
        assertTrue(Player.ICONS.contains(row.icon()));
        assertEquals(
                List.of(new WalletRow("solana:" + address, row.playerId())), rows(Tables.WALLETS));
        assertEquals(
                new Tokens.Checked.Valid<>(
                        new Player(row.playerId(), row.name(), row.icon(), Player.Kind.SOLANA)),
                local.functions().tokens().session(response.body().path("token").asText()));
        assertTrue(rows(Tables.CHALLENGES).isEmpty());
    }

    @Test
    void sameWalletIsTheSamePlayerAgain() {
        String first =
                verify(address(wallet), sign(wallet, challenge())).body().path("playerId").asText();
        Response again = verify(address(wallet), sign(wallet, challenge()));

        assertEquals(200, again.status());
        assertEquals(first, again.body().path("playerId").asText());
        assertEquals(1, rows(Tables.PLAYERS).size());
        assertTrue(rows(Tables.CHALLENGES).isEmpty());
    }

    @Test
    void otherWalletIsAnotherPlayer() {
        SigningKey other = SigningKey.generate();
        String first =
                verify(address(wallet), sign(wallet, challenge())).body().path("playerId").asText();
        String text = askFor(address(other)).body().path("challenge").asText();

        Response response = verify(address(other), sign(other, text));

        assertEquals(200, response.status());
        assertNotEquals(first, response.body().path("playerId").asText());
    }

    @Test
    void challengeIsUsedOnce() {
        String signature = sign(wallet, challenge());
        assertEquals(200, verify(address(wallet), signature).status());

        Response again = verify(address(wallet), signature);

        assertEquals("challenge-not-found", again.code());
        assertEquals(401, again.status());
        assertTrue(again.body().path("token").isMissingNode());
    }

    @Test
    void challengeIsUsedOnceByManyAtOnce() throws Exception {
        String signature = sign(wallet, challenge());
        int signIns = 6;
        List<Future<Response>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(signIns)) {
            for (int i = 0; i < signIns; i++) {
                answers.add(threads.submit(() -> verify(address(wallet), signature)));
            }
            int successes = 0;
            for (Future<Response> answer : answers) {
                Response response = answer.get(FAST_ENOUGH_S, TimeUnit.SECONDS);
                successes += response.status() == 200 ? 1 : 0;
            }
            assertEquals(1, successes);
        }
        assertEquals(1, rows(Tables.PLAYERS).size());
    }

    @Test
    void challengeThatWasNeverAskedForIsNotFound() {
        assertRefused(
                "challenge-not-found", 401, verify(address(wallet), sign(wallet, "anything")));
    }

    @Test
    void challengeOfAnotherAddressDoesNotCount() {
        SigningKey other = SigningKey.generate();
        String text = challenge();

        assertRefused("challenge-not-found", 401, verify(address(other), sign(other, text)));
        askFor(address(other));
        assertRefused("signature-invalid", 401, verify(address(other), sign(other, text)));
    }

    @Test
    void expiredChallengeIsRefused() {
        String signature = sign(wallet, challenge());
        local.clock().advance(SolanaSignIn.CHALLENGE);

        assertRefused("challenge-expired", 401, verify(address(wallet), signature));
    }

    @Test
    void challengeHoldsUntilTheLastMoment() {
        String signature = sign(wallet, challenge());
        local.clock().advance(SolanaSignIn.CHALLENGE.minus(Duration.ofMillis(1)));

        assertEquals(200, verify(address(wallet), signature).status());
    }

    @Test
    void whoAsksForOthersChallengesKeepsNobodyFromSigningIn() {
        String asked = challenge();
        String signature = sign(wallet, asked);
        for (int i = 0; i < 5; i++) {
            assertEquals(asked, challenge(), "one that stands is given again");
        }
        // Near its end a new one is written; the one before stays good to its own end.
        local.clock().advance(SolanaSignIn.CHALLENGE.minus(Duration.ofSeconds(59)));
        assertNotEquals(asked, challenge());
        local.clock().advance(Duration.ofSeconds(58));

        assertEquals(200, verify(address(wallet), signature).status());
        assertEquals("challenge-not-found", verify(address(wallet), signature).code());
    }

    @Test
    void challengeBeforeTheNewestIsNotGoodBeyondItsEnd() {
        String signature = sign(wallet, challenge());
        local.clock().advance(SolanaSignIn.CHALLENGE.minus(Duration.ofSeconds(59)));
        String newer = sign(wallet, challenge());
        local.clock().advance(Duration.ofSeconds(59));

        assertRefused("signature-invalid", 401, verify(address(wallet), signature));
        assertEquals(200, verify(address(wallet), newer).status());
    }

    @Test
    void forgedSignatureIsRefusedAndUsesNothingUp() {
        String text = challenge();

        assertRefused(
                "signature-invalid",
                401,
                verify(address(wallet), sign(SigningKey.generate(), text)));
        assertRefused("signature-invalid", 401, verify(address(wallet), "0OIl"));
        assertRefused("signature-invalid", 401, verify(address(wallet), ""));
        assertEquals(200, verify(address(wallet), sign(wallet, text)).status());
    }

    /** R = identity, S = 0 verifies for the identity key wherever nobody looks at the key. */
    @Test
    void identityKeyWithTheTrivialSignatureSignsNobodyIn() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        byte[] trivial = new byte[64];
        trivial[0] = 1;
        String address = Base58.encode(identity);
        assertEquals(200, askFor(address).status());

        assertRefused("signature-invalid", 401, verify(address, Base58.encode(trivial)));
    }

    @Test
    void walletFromBeforeTheyWereListedIsListedWhenItSignsIn() {
        String playerId = "p-0123456789abcdef01234567";
        local.stores()
                .table(Tables.PLAYERS)
                .putItem(new PlayerRow(playerId, "Ada", "owl", "solana", 1, 5, 2, 7, 300, 5));
        local.stores()
                .table(Tables.WALLETS)
                .putItem(new WalletRow("solana:" + address(wallet), playerId));
        Response signedIn = verify(address(wallet), sign(wallet, challenge()));
        String token = signedIn.body().path("token").asText();

        assertEquals(playerId, signedIn.body().path("playerId").asText());
        assertEquals(
                address(wallet),
                local.httpAs(token, "GET /account", "").body().at("/wallets/0/address").asText());
        assertEquals(
                List.of(new PlayerRow(playerId, "Ada", "owl", "solana", 1, 5, 2, 7, 300, 5)),
                rows(Tables.PLAYERS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|malformed",
                "{\"signature\":\"x\"}|missing-field",
                "{\"address\":7,\"signature\":\"x\"}|invalid-field",
                "{\"chain\":1,\"address\":\"4Nd1\",\"signature\":\"x\"}|invalid-field",
                "{\"chain\":\"tron\",\"address\":\"4Nd1\",\"signature\":\"x\"}|out-of-range",
                "{\"chain\":\"solana\",\"address\":\"4Nd1\",\"signature\":\"x\"}|out-of-range",
                "{\"address\":\"\",\"signature\":\"x\"}|out-of-range",
            })
    void badBodiesAreRefused(String body, String code) {
        assertRefused(code, 400, local.http(CHALLENGE, body));
        assertRefused(code, 400, local.http(VERIFY, body));
        assertTrue(rows(Tables.CHALLENGES).isEmpty());
    }

    @Test
    void signatureMustBeThere() {
        String body = "{\"address\":\"" + address(wallet) + "\"}";

        assertRefused("missing-field", 400, local.http(VERIFY, body));
    }

    @Test
    void largeBodiesAreTooLarge() {
        String body = "{\"address\":\"" + "1".repeat(16_384) + "\",\"signature\":\"x\"}";

        assertRefused("too-large", 413, local.http(CHALLENGE, body));
        assertRefused("too-large", 413, local.http(VERIFY, body));
    }

    @Test
    void addressThatAsksTooOftenIsRateLimited() {
        for (int i = 0; i < 100; i++) {
            assertEquals(200, askFor(address(wallet)).status());
        }

        assertRefused("rate-limited", 429, askFor(address(wallet)));
    }

    @Test
    void addressThatGuessesTooOftenIsRateLimited() {
        String text = challenge();
        for (int i = 0; i < 100; i++) {
            assertEquals(401, verify(address(wallet), "1111").status());
        }

        assertRefused("rate-limited", 429, verify(address(wallet), sign(wallet, text)));
    }
}
