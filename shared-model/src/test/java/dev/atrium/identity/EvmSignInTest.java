package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.identity.EvmSignIn.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

class EvmSignInTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final EvmWallet WALLET = EvmWallet.numbered(123_456_789);
    private static final EvmSignIn HERE =
            new EvmSignIn("play.example", "https://play.example", Set.of(1L, 8_453L));

    /** A message by hand, of which a test changes what it wants. */
    private static String message(String domain, String uri, long chainId, Instant from) {
        return new EvmMessage(
                        domain,
                        WALLET.address(),
                        "Hello.",
                        uri,
                        chainId,
                        "abcdef0123456789",
                        from,
                        from.plus(Duration.ofMinutes(5)))
                .text();
    }

    private static final String OURS = message("play.example", "https://play.example", 1, NOW);

    private static Verdict check(String text, Instant now) {
        return HERE.check(text, WALLET.address(), 1, WALLET.sign(text), now);
    }

    @Test
    void challengeIsAMessageOfTheProposal() {
        String text = HERE.challenge(WALLET.address(), 8_453, NOW);

        String expected =
                "play.example wants you to sign in with your Ethereum account:\n"
                        + WALLET.address().checksummed()
                        + "\n\nSign in to Atrium. This costs nothing and moves nothing.\n\n"
                        + "URI: https://play.example\nVersion: 1\nChain ID: 8453\nNonce: "
                        + "NONCE\nIssued At: 2026-11-21T05:00:00Z\n"
                        + "Expiration Time: 2026-11-21T05:05:00Z";
        assertEquals(expected, text.replaceFirst("Nonce: [0-9a-f]{32}\n", "Nonce: NONCE\n"));
        assertNotEquals(text, HERE.challenge(WALLET.address(), 8_453, NOW));
    }

    @Test
    void noChallengeIsGivenForAChainThatMayNot() {
        assertThrows(
                IllegalArgumentException.class, () -> HERE.challenge(WALLET.address(), 137, NOW));
    }

    @Test
    void signatureOfTheWalletCountsForFiveMinutes() {
        String text = HERE.challenge(WALLET.address(), 1, NOW);

        assertEquals(Verdict.SIGNED, check(text, NOW));
        assertEquals(Verdict.SIGNED, check(text, NOW.plus(Duration.ofMillis(299_999))));
        assertEquals(Verdict.EXPIRED, check(text, NOW.plus(Duration.ofMinutes(5))));
        assertEquals(Verdict.EXPIRED, check(text, NOW.minusMillis(1)));
    }

    @Test
    void signatureOfAnotherWalletOrTextIsForged() {
        String text = HERE.challenge(WALLET.address(), 1, NOW);
        EvmWallet other = EvmWallet.numbered(2);

        assertEquals(Verdict.FORGED, HERE.check(text, WALLET.address(), 1, other.sign(text), NOW));
        assertEquals(
                Verdict.FORGED,
                HERE.check(text, WALLET.address(), 1, WALLET.sign(text + "\n"), NOW));
        assertEquals(Verdict.FORGED, HERE.check(text, other.address(), 1, WALLET.sign(text), NOW));
        assertEquals(Verdict.FORGED, HERE.check(text, WALLET.address(), 1, "", NOW));
    }

    static List<String> foreign() {
        return List.of(
                message("evil.example", "https://play.example", 1, NOW),
                message("play.example.evil.example", "https://play.example", 1, NOW),
                message("play.example:8443", "https://play.example", 1, NOW),
                message("play.example", "https://evil.example", 1, NOW),
                message("play.example", "http://play.example", 1, NOW),
                message("play.example", "https://play.example", 8_453, NOW),
                message("play.example", "https://play.example", 137, NOW),
                OURS.replace("Version: 1", "Version: 2"),
                OURS.replace("Nonce: abcdef0123456789", "Nonce: abcdef0"),
                OURS.replace("Nonce: abcdef0123456789", "Nonce: abcdef0123-56789"),
                OURS.replace("Chain ID: 1", "Chain ID: 01"),
                OURS.replace("Chain ID: 1", "Chain ID: 1.0"),
                OURS.replace("Chain ID: 1", "Chain ID: 99999999999999999999"),
                OURS.replace("Issued At: 2026-11-21T05:00:00Z", "Issued At: today"),
                OURS.replace("Issued At: 2026-11-21T05:00:00Z", "Issued At: 2026-11-21"),
                OURS.replace("\nExpiration Time: 2026-11-21T05:05:00Z", ""),
                OURS.replace("play.example wants", "https://play.example wants"),
                OURS.replace(WALLET.address().checksummed(), WALLET.address().lowerCase()),
                OURS.replace(
                        WALLET.address().checksummed(),
                        EvmWallet.numbered(3).address().checksummed()),
                OURS.replace("\n", "\r\n"),
                OURS + "\n",
                OURS + "\nNot Before: 2026-11-21T05:00:00Z",
                OURS + "\nResources:\n- https://evil.example",
                "\n" + OURS,
                "",
                "Hello");
    }

    /** The wallet has signed each of them: that alone does not make it ours. */
    @ParameterizedTest
    @MethodSource("foreign")
    void messageOfAnotherPlaceOrShapeIsRefusedThoughTheWalletSignedIt(String text) {
        assertEquals(Verdict.FOREIGN, check(text, NOW));
    }

    @Test
    void messageThatWouldHoldForLongerThanOursIsRefused() {
        String longer = OURS.replace("05:05:00Z", "05:05:01Z");

        assertEquals(Verdict.SIGNED, check(OURS, NOW));
        assertEquals(Verdict.EXPIRED, check(longer, NOW));
        assertEquals(
                Verdict.EXPIRED,
                check(
                        message("play.example", "https://play.example", 1, NOW.minusSeconds(300)),
                        NOW));
    }

    @Test
    void timesOfAnyOffsetAreTheSameTimes() {
        String elsewhere =
                OURS.replace("05:00:00Z", "06:30:00+01:30").replace("05:05:00Z", "00:05:00-05:00");

        assertEquals(Verdict.SIGNED, check(elsewhere, NOW));
    }

    @Test
    void whatWasReadIsWhatWasWritten() {
        EvmMessage message = EvmMessage.parse(OURS).orElseThrow();

        assertEquals(OURS, message.text());
        assertEquals(
                new EvmMessage(
                        "play.example",
                        WALLET.address(),
                        "Hello.",
                        "https://play.example",
                        1,
                        "abcdef0123456789",
                        NOW,
                        NOW.plusSeconds(300)),
                message);
    }

    /** Whatever is read is written again as it was, or is another spelling of the same times. */
    @Test
    void rubbishIsRefusedAndNeverThrows() {
        long seed = 55;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(OURS);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(Math.max(1, text.length() - 1));
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) random.nextInt(0x250));
                    case 2 -> text.setCharAt(at, (char) (10 + random.nextInt(118)));
                    default -> text.setLength(Math.max(9, at));
                }
            }
            Optional<EvmMessage> read = EvmMessage.parse(text.toString());
            refused += read.isEmpty() ? 1 : 0;
            if (read.isPresent()) {
                assertEquals(read, EvmMessage.parse(read.get().text()), "seed " + seed);
            }
        }
        assertTrue(refused > 10_000, refused + " refused");
        assertEquals(Optional.empty(), EvmMessage.parse(OURS + "x".repeat(2_048)));
    }

    @Test
    void fieldsThatWouldBreakTheMessageAreNeverWritten() {
        assertThrows(
                IllegalArgumentException.class,
                () -> message("play.example\nevil", "https://play.example", 1, NOW));
        assertThrows(
                IllegalArgumentException.class, () -> message("play.example", "no uri", 1, NOW));
        assertThrows(
                IllegalArgumentException.class,
                () -> message("play.example", "https://play.example", 0, NOW));
    }
}
