package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.identity.Tokens.Checked;
import dev.atrium.wire.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final SigningKey KEY = SigningKey.generate();
    private static final Player ANN =
            new Player("p-0123456789abcdef01234567", "Ann", "fox", Player.Kind.SOLANA);
    private static final Ticket TICKET = new Ticket("room-1", ANN.playerId(), Optional.of(3));
    private static final Checked<Player> UNAUTHORIZED =
            new Checked.Refused<>(ErrorCode.UNAUTHORIZED);
    private static final Checked<Ticket> NO_TICKET =
            new Checked.Refused<>(ErrorCode.TICKET_INVALID);

    private static Tokens at(Instant time) {
        return Tokens.signedBy(KEY, InstantSource.fixed(time));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A token of these parts, signed as our own are. */
    private static String signed(String header, String claims) {
        String input = base64(header) + "." + base64(claims);
        byte[] signature = KEY.sign(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String header(String algorithm) {
        return "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, KEY.publicKey().keyId());
    }

    private static String claims(String more) {
        return "{\"iss\":\"atrium\",\"aud\":\"atrium\",\"sub\":\"%s\",\"exp\":%d%s}"
                .formatted(ANN.playerId(), NOW.getEpochSecond() + 60, more);
    }

    private static final String NAMED = ",\"name\":\"Ann\",\"icon\":\"fox\",\"kind\":\"solana\"";

    @Test
    void sessionComesBackAsIssuedForADay() {
        Tokens.Issued issued = at(NOW).issueSession(ANN);

        assertEquals(NOW.plus(Duration.ofHours(24)), issued.expiresAt());
        assertEquals(new Checked.Valid<>(ANN), at(NOW).session(issued.token()));
        Instant lastMoment = issued.expiresAt().minusMillis(1);
        assertEquals(new Checked.Valid<>(ANN), at(lastMoment).session(issued.token()));
        assertEquals(
                new Checked.Refused<Player>(ErrorCode.TOKEN_EXPIRED),
                at(issued.expiresAt()).session(issued.token()));
    }

    /** Who signs in again in the second in which he signed out must not be out at once. */
    @Test
    void tokensSayToTheMillisecondWhenTheyWereMade() {
        Instant moment = NOW.plusMillis(789);
        String session = at(moment).issueSession(ANN).token();
        String ticket = at(moment).issueTicket(TICKET).token();

        assertEquals(
                new Checked.Valid<>(new Session(ANN, moment.toEpochMilli(), NOW.toEpochMilli())),
                at(moment).datedSession(session));
        assertEquals(
                new Checked.Valid<>(new Tokens.DatedTicket(TICKET, moment.toEpochMilli())),
                at(moment).datedTicket(ticket));
    }

    @Test
    void sessionThatFollowsAnotherKeepsTheTimeOfTheSignIn() {
        Instant later = NOW.plus(Duration.ofDays(20));
        Session next = new Session(ANN, later.toEpochMilli(), NOW.toEpochMilli());
        Tokens.Issued issued = at(later).issueSession(next);

        assertEquals(later.plus(Duration.ofHours(24)), issued.expiresAt());
        assertEquals(new Checked.Valid<>(next), at(later).datedSession(issued.token()));
        assertTrue(next.mayBeRenewed(NOW.plus(Duration.ofDays(30)).toEpochMilli() - 1));
        assertFalse(next.mayBeRenewed(NOW.plus(Duration.ofDays(30)).toEpochMilli()));
    }

    /** Those of a build from before there were such claims, and those that say nothing. */
    @Test
    void tokenThatDoesNotSayWhenCountsFromItsSecondOrFromTheBeginning() {
        String seconds = claims(NAMED + ",\"iat\":" + NOW.getEpochSecond());
        long ms = NOW.toEpochMilli();

        assertEquals(
                new Checked.Valid<>(new Session(ANN, ms, ms)),
                at(NOW).datedSession(signed(header("EdDSA"), seconds)));
        assertEquals(
                new Checked.Valid<>(new Session(ANN, 0, 0)),
                at(NOW).datedSession(signed(header("EdDSA"), claims(NAMED))));
        assertEquals(
                UNAUTHORIZED,
                at(NOW).session(
                                signed(
                                        header("EdDSA"),
                                        claims(NAMED + ",\"auth_time\":" + Long.MAX_VALUE))));
    }

    @Test
    void ticketComesBackAsIssuedForAnHour() {
        Tokens.Issued issued = at(NOW).issueTicket(TICKET);

        assertEquals(NOW.plus(Duration.ofHours(1)), issued.expiresAt());
        assertEquals(new Checked.Valid<>(TICKET), at(NOW).ticket(issued.token()));
        assertEquals(
                new Checked.Refused<Ticket>(ErrorCode.TICKET_EXPIRED),
                at(issued.expiresAt()).ticket(issued.token()));
    }

    @Test
    void ticketOfWhoComesLateSaysWhatToSeatHimBy() {
        TreeMap<String, String> options = new TreeMap<>(Map.of("warriors", "5", "fee", "100"));
        Ticket late =
                Ticket.late("room", "player", new LateSeat("Ann", "fox", options, "ab".repeat(32)));

        assertEquals(new Checked.Valid<>(late), at(NOW).ticket(at(NOW).issueTicket(late).token()));
    }

    @Test
    void ticketMayLeaveTheSeatOpen() {
        Ticket open = new Ticket("room-1", ANN.playerId(), Optional.empty());

        assertEquals(new Checked.Valid<>(open), at(NOW).ticket(at(NOW).issueTicket(open).token()));
    }

    @Test
    void neitherPassesForTheOther() {
        assertEquals(NO_TICKET, at(NOW).ticket(at(NOW).issueSession(ANN).token()));
        assertEquals(UNAUTHORIZED, at(NOW).session(at(NOW).issueTicket(TICKET).token()));
    }

    @Test
    void tokenOfAKeyThatIsNotTrustedIsRefused() {
        Tokens others = Tokens.signedBy(SigningKey.generate(), InstantSource.fixed(NOW));

        assertEquals(UNAUTHORIZED, at(NOW).session(others.issueSession(ANN).token()));
        assertEquals(NO_TICKET, at(NOW).ticket(others.issueTicket(TICKET).token()));
    }

    @Test
    void tokenThatNamesOurKeyButWasSignedByAnotherIsRefused() {
        String input = base64(header("EdDSA")) + "." + base64(claims(NAMED));
        byte[] forged = SigningKey.generate().sign(input.getBytes(StandardCharsets.US_ASCII));
        String token = input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(forged);

        assertEquals(UNAUTHORIZED, at(NOW).session(token));
    }

    @Test
    void everyTrustedKeyCounts() {
        SigningKey older = SigningKey.generate();
        Tokens both =
                Tokens.trusting(
                        List.of(KEY.publicKey(), older.publicKey()), InstantSource.fixed(NOW));

        assertEquals(new Checked.Valid<>(ANN), both.session(at(NOW).issueSession(ANN).token()));
        Tokens byOlder = Tokens.signedBy(older, InstantSource.fixed(NOW));
        assertEquals(new Checked.Valid<>(ANN), both.session(byOlder.issueSession(ANN).token()));
        assertThrows(IllegalStateException.class, () -> both.issueSession(ANN));
    }

    @Test
    void tokenMadeByHandShowsThatTheForgeriesBelowFailForTheirReasons() {
        assertEquals(
                new Checked.Valid<>(ANN), at(NOW).session(signed(header("EdDSA"), claims(NAMED))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "RS256", "ES256", "Ed448", ""})
    void algorithmIsNotTheTokensToChoose(String algorithm) {
        assertEquals(UNAUTHORIZED, at(NOW).session(signed(header(algorithm), claims(NAMED))));
    }

    @Test
    void tokenWithoutASignatureIsRefused() {
        String input = base64("{\"alg\":\"none\"}") + "." + base64(claims(NAMED));

        assertEquals(UNAUTHORIZED, at(NOW).session(input + "."));
        assertEquals(UNAUTHORIZED, at(NOW).session(input));
        String own = base64(header("EdDSA")) + "." + base64(claims(NAMED)) + ".";
        assertEquals(UNAUTHORIZED, at(NOW).session(own));
    }

    /** The classic confusion: the public key taken for a shared secret. */
    @Test
    void publicKeyIsNoSecret() throws GeneralSecurityException {
        String input = base64(header("HS256")) + "." + base64(claims(NAMED));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.publicKey().bytes(), "HmacSHA256"));
        byte[] tag = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));

        assertEquals(
                UNAUTHORIZED,
                at(NOW).session(input + "." + Base64.getUrlEncoder().encodeToString(tag)));
    }

    @Test
    void tokenWithoutTheNameOfItsKeyIsRefused() {
        assertEquals(UNAUTHORIZED, at(NOW).session(signed("{\"alg\":\"EdDSA\"}", claims(NAMED))));
    }

    static List<String> wrongClaims() {
        String exp = ",\"exp\":" + (NOW.getEpochSecond() + 60);
        String sub = ",\"sub\":\"p-1\"";
        return List.of(
                "",
                "[]",
                "not json",
                "{}",
                "{\"iss\":\"atrium\",\"aud\":\"atrium\"" + sub + NAMED + "}",
                "{\"iss\":\"other\",\"aud\":\"atrium\"" + sub + exp + NAMED + "}",
                "{\"aud\":\"atrium\"" + sub + exp + NAMED + "}",
                "{\"iss\":\"atrium\"" + sub + exp + NAMED + "}",
                "{\"iss\":\"atrium\",\"aud\":[\"atrium\",\"atrium-room\"]"
                        + sub
                        + exp
                        + NAMED
                        + "}",
                "{\"iss\":\"atrium\",\"aud\":\"atrium\"" + sub + ",\"exp\":\"never\"" + NAMED + "}",
                "{\"iss\":\"atrium\",\"aud\":\"atrium\"" + exp + NAMED + "}",
                claims(""),
                claims(",\"name\":\"Ann\",\"icon\":\"fox\""),
                claims(",\"name\":\"Ann\",\"icon\":\"fox\",\"kind\":\"admin\""),
                claims(",\"name\":\"Ann\",\"icon\":\"unicorn\",\"kind\":\"guest\""),
                claims(",\"name\":\"\",\"icon\":\"fox\",\"kind\":\"guest\""),
                claims(",\"name\":5,\"icon\":\"fox\",\"kind\":\"guest\""));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void claimsThatAreNotASessionsAreRefusedThoughWellSigned(String claims) {
        assertEquals(UNAUTHORIZED, at(NOW).session(signed(header("EdDSA"), claims)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "garbage",
                "\u0000",
                "e30.e30.e30",
                "eyJhbGciOiJFZERTQSJ9",
                "\ud83e\udd8a.\ud83e\udd8a.\ud83e\udd8a"
            })
    void garbageIsRefused(String token) {
        assertEquals(UNAUTHORIZED, at(NOW).session(token));
        assertEquals(NO_TICKET, at(NOW).ticket(token));
    }

    @Test
    void tokenThatWasTouchedAnywhereIsRefused() {
        String token = at(NOW).issueSession(ANN).token();
        Random random = new Random(1);
        for (int i = 0; i < token.length() - 1; i++) {
            char other = "abcXYZ019-_.{ ".charAt(random.nextInt(14));
            if (other == token.charAt(i)) {
                continue;
            }
            String touched = token.substring(0, i) + other + token.substring(i + 1);
            assertInstanceOf(Checked.Refused.class, at(NOW).session(touched), touched);
        }
    }

    @Test
    void headersAndClaimsNestedDeepAreRefusedWithoutHarm() {
        String deep = "{\"a\":".repeat(400) + "1" + "}".repeat(400);

        assertEquals(UNAUTHORIZED, at(NOW).session(base64(deep) + ".e30.e30"));
        assertEquals(UNAUTHORIZED, at(NOW).session(signed(header("EdDSA"), deep)));
    }

    @Test
    void whatIsTooLongIsNotEvenParsed() {
        String padded = signed(header("EdDSA"), claims(NAMED + " ".repeat(4_000)));

        assertEquals(UNAUTHORIZED, at(NOW).session(padded));
        assertEquals(NO_TICKET, at(NOW).ticket("a".repeat(1_000_000)));
    }

    @Test
    void noTwoTokensAreTheSameAndNoneIsShown() {
        Tokens.Issued issued = at(NOW).issueSession(ANN);

        assertNotEquals(issued.token(), at(NOW).issueSession(ANN).token());
        assertFalse(issued.toString().contains(issued.token()));
    }

    @Test
    void publicKeysAreShownAsTheRfcWantsThemAndNoSecretAmongThem() {
        assertEquals(
                Map.of(
                        "keys",
                        List.of(
                                Map.of(
                                        "kty",
                                        "OKP",
                                        "crv",
                                        "Ed25519",
                                        "use",
                                        "sig",
                                        "alg",
                                        "EdDSA",
                                        "kid",
                                        KEY.publicKey().keyId(),
                                        "x",
                                        Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(KEY.publicKey().bytes())))),
                at(NOW).jwks());
    }
}
