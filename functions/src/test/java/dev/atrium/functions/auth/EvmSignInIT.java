package dev.atrium.functions.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.identity.EvmMessage;
import dev.atrium.identity.EvmWallet;
import dev.atrium.schema.ChallengeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class EvmSignInIT {
    private static final String CHALLENGE = "POST /auth/challenge";
    private static final String VERIFY = "POST /auth/verify";
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private final EvmWallet wallet = EvmWallet.numbered(987_654_321);
    private final String address = wallet.address().checksummed();
    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private Response askFor(String fields) {
        return local.http(CHALLENGE, "{" + fields + "}");
    }

    private String challenge() {
        return askFor("\"address\":\"" + address + "\"").body().path("challenge").asText();
    }

    private Response verify(String of, String signature, String more) {
        return local.http(
                VERIFY,
                "{\"address\":\"%s\",\"signature\":\"%s\"%s}".formatted(of, signature, more));
    }

    private Response verify(String signature) {
        return verify(address, signature, "");
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

    /** Puts another text where the challenge is kept, as no handler would. */
    private void keep(String text) {
        ChallengeRow row = rows(Tables.CHALLENGES).getFirst();
        local.stores()
                .table(Tables.CHALLENGES)
                .putItem(
                        new ChallengeRow(
                                row.wallet(), text, row.expiresAtMs(), null, 0, row.ttl()));
    }

    @Test
    void challengeIsAMessageForThisDomainAndTheFirstChain() {
        Response response = askFor("\"address\":\"" + address + "\"");

        EvmMessage message =
                EvmMessage.parse(response.body().path("challenge").asText()).orElseThrow();
        assertEquals("play.example", message.domain());
        assertEquals("https://play.example", message.uri());
        assertEquals(wallet.address(), message.address());
        assertEquals(1, message.chainId());
        assertEquals(local.clock().instant(), message.issuedAt());
        assertEquals(
                message.expiresAt().toEpochMilli(), response.body().path("expiresAt").asLong());
        assertEquals(
                Duration.ofMinutes(5), Duration.between(message.issuedAt(), message.expiresAt()));
    }

    @Test
    void firstSignInMakesAPlayerNamedByTheAddress() {
        Response response = verify(wallet.sign(challenge()));

        assertEquals(200, response.status());
        PlayerRow row = rows(Tables.PLAYERS).getFirst();
        assertEquals(response.body().path("playerId").asText(), row.playerId());
        assertEquals("evm", row.kind());
        assertEquals(
                address.substring(0, 4) + "…" + address.substring(address.length() - 4),
                row.name());
        assertEquals(
                List.of(new WalletRow("evm:" + wallet.address().lowerCase(), row.playerId())),
                rows(Tables.WALLETS));
        assertTrue(rows(Tables.CHALLENGES).isEmpty());
        String token = response.body().path("token").asText();
        Response account = local.httpAs(token, "GET /account", "");
        assertEquals("evm", account.body().path("kind").asText());
        assertEquals(1, account.body().path("wallets").size());
        assertEquals("evm", account.body().at("/wallets/0/chain").asText());
        assertEquals(address, account.body().at("/wallets/0/address").asText());
    }

    @Test
    void sameWalletIsTheSamePlayerHoweverItsAddressIsWrittenAndOnWhicheverChain() {
        String first = verify(wallet.sign(challenge())).body().path("playerId").asText();
        String lower = wallet.address().lowerCase();
        String text =
                askFor("\"chain\":\"evm\",\"chainId\":8453,\"address\":\"" + lower + "\"")
                        .body()
                        .path("challenge")
                        .asText();
        Response again = verify(lower, wallet.sign(text), ",\"chainId\":8453,\"chain\":\"evm\"");

        assertEquals(first, again.body().path("playerId").asText());
        assertEquals(1, rows(Tables.PLAYERS).size());
    }

    /**
     * Who asks for another chain's all the time must not take away the one that is being signed.
     */
    @Test
    void challengesOfSeveralChainsStandBesideEachOther() {
        String text = challenge();
        for (long chain : new long[] {8_453, 84_532, 8_453}) {
            askFor("\"chainId\":" + chain + ",\"address\":\"" + address + "\"");
        }

        assertRefused(
                "signature-invalid", 401, verify(address, wallet.sign(text), ",\"chainId\":8453"));
        assertEquals(200, verify(wallet.sign(text)).status());
    }

    @Test
    void challengeIsUsedOnceAndForFiveMinutes() {
        String signature = wallet.sign(challenge());
        local.clock().advance(Duration.ofMillis(299_999));
        assertEquals(200, verify(signature).status());
        assertEquals("challenge-not-found", verify(signature).code());

        String later = wallet.sign(challenge());
        local.clock().advance(Duration.ofMinutes(5));
        assertEquals("challenge-expired", verify(later).code());
    }

    @Test
    void forgedAndMalformedSignaturesAreRefusedAndUseNothingUp() {
        String text = challenge();
        String good = wallet.sign(text);
        BigInteger s = new BigInteger(good.substring(66, 130), 16);
        String highS =
                good.substring(0, 66)
                        + "%064x".formatted(ORDER.subtract(s))
                        + (good.endsWith("1b") ? "1c" : "1b");
        for (String bad :
                List.of(
                        EvmWallet.numbered(5).sign(text),
                        wallet.sign(text + "\n"),
                        highS,
                        "",
                        "0x",
                        good.substring(2),
                        good + "00",
                        good.substring(0, 130) + "1d",
                        "0x" + "0".repeat(130),
                        "0x" + "f".repeat(130),
                        "1111")) {
            assertRefused("signature-invalid", 401, verify(bad));
        }
        assertEquals(200, verify(good).status());
    }

    /** The wallet's owner signed each of them, elsewhere. */
    @Test
    void textOfAnotherDomainUriChainOrTimeIsRefusedThoughItWasKeptAndSigned() {
        String text = challenge();
        for (String foreign :
                List.of(
                        text.replace("play.example wants", "evil.example wants"),
                        text.replace("URI: https://play.example", "URI: https://evil.example"),
                        text.replace("Chain ID: 1\n", "Chain ID: 8453\n"),
                        text.replace("Version: 1", "Version: 2"),
                        text.replaceFirst("Nonce: .*", "Nonce: 1234567"))) {
            keep(foreign);
            assertRefused("signature-invalid", 401, verify(wallet.sign(foreign)));
        }
        String old = text.replaceAll("2026-07-21", "2026-07-20");
        keep(old);
        assertRefused("challenge-expired", 401, verify(wallet.sign(old)));
        keep(text);
        assertEquals(200, verify(wallet.sign(text)).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0xD8da6bf26964af9d7eed9e03e53415d37aa96045|out-of-range",
                "0xd8da6bf26964af9d7eed9e03e53415d37aa9604|out-of-range",
                "0xd8da6bf26964af9d7eed9e03e53415d37aa9604g|out-of-range",
                "0x|out-of-range",
            })
    void addressThatIsNoneOrWasMistypedIsRefused(String written, String code) {
        assertRefused(code, 400, askFor("\"address\":\"" + written + "\""));
        assertRefused(code, 400, verify(written, "0x", ""));
        assertTrue(rows(Tables.CHALLENGES).isEmpty());
    }

    @Test
    void chainThatIsNotConfiguredIsUnsupported() {
        assertRefused(
                "unsupported-chain",
                400,
                askFor("\"chainId\":137,\"address\":\"" + address + "\""));
        assertRefused("unsupported-chain", 400, verify(address, "0x", ",\"chainId\":137"));
        try (LocalFunctions others = LocalFunctions.open(Map.of("ATRIUM_EVM_CHAINS", "137"))) {
            Response given = others.http(CHALLENGE, "{\"address\":\"" + address + "\"}");
            assertTrue(given.body().path("challenge").asText().contains("\nChain ID: 137\n"));
        }
    }

    @Test
    void noTwoChallengesHaveTheSameNonce() {
        String first = challenge();
        verify(wallet.sign(first));

        assertNotEquals(first, challenge());
    }

    @Test
    void largeBodiesAreTooLarge() {
        String body = "{\"address\":\"0x" + "1".repeat(16_384) + "\",\"signature\":\"0x\"}";

        assertRefused("too-large", 413, local.http(CHALLENGE, body));
        assertRefused("too-large", 413, local.http(VERIFY, body));
    }
}
