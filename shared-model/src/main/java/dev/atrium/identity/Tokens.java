package dev.atrium.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.atrium.wire.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Session tokens and tickets: JWTs (RFC 7519) signed with Ed25519 (RFC 8037). A session is for
 * {@code atrium}, a ticket for {@code atrium-room}; neither passes for the other. Thread-safe.
 */
public final class Tokens {
    /** A session lasts a day. */
    public static final Duration SESSION = Duration.ofHours(24);

    /** A ticket lasts an hour. */
    public static final Duration TICKET = Duration.ofHours(1);

    private static final String ISSUER = "atrium";
    private static final String SESSION_AUDIENCE = "atrium";
    private static final String TICKET_AUDIENCE = "atrium-room";

    /** Far above any of ours; what is longer is not even parsed. */
    private static final int TOKEN_CHARACTERS_MAX = 4_096;

    /** When a token was made, in ms: {@code iat} counts seconds only. */
    private static final String ISSUED_AT_MS = "iat_ms";

    /** When its player signed in himself, in seconds, as OpenID Connect names it. */
    private static final String SIGNED_IN_AT = "auth_time";

    private static final long MS_PER_S = 1_000;

    private final TrustedKeys trusted;
    private final InstantSource clock;
    private final @Nullable SigningKey signer;

    private Tokens(TrustedKeys trusted, InstantSource clock, @Nullable SigningKey signer) {
        this.trusted = trusted;
        this.clock = clock;
        this.signer = signer;
    }

    /** Tokens that can be issued and verified. */
    public static Tokens signedBy(SigningKey key, InstantSource clock) {
        return signedBy(key, TrustedKeys.fixed(List.of(key.publicKey())), clock);
    }

    /** Tokens that can be issued, and verified by that key or another that is trusted. */
    public static Tokens signedBy(SigningKey key, TrustedKeys trusted, InstantSource clock) {
        return new Tokens(trusted, clock, key);
    }

    /** Tokens that can be verified. */
    public static Tokens trusting(List<VerifyKey> keys, InstantSource clock) {
        return trusting(TrustedKeys.fixed(keys), clock);
    }

    /** Tokens that can be verified, by keys that may change. */
    public static Tokens trusting(TrustedKeys keys, InstantSource clock) {
        return new Tokens(keys, clock, null);
    }

    /** A token that was issued. */
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[hidden, expiresAt=" + expiresAt + "]";
        }
    }

    /** What became of a check. */
    public sealed interface Checked<T> {
        /** It is ours and still good. */
        record Valid<T>(T value) implements Checked<T> {}

        /** It does not count. */
        record Refused<T>(ErrorCode code) implements Checked<T> {}
    }

    /** A session for that player, who has signed in just now. */
    public Issued issueSession(Player player) {
        long nowMs = clock.millis();
        return issueSession(new Session(player, nowMs, nowMs));
    }

    /** A session as given; it lasts from the moment that it says. */
    public Issued issueSession(Session session) {
        Player player = session.player();
        return issue(
                new JWTClaimsSet.Builder()
                        .audience(SESSION_AUDIENCE)
                        .subject(player.playerId())
                        .claim("name", player.name())
                        .claim("icon", player.icon())
                        .claim("kind", player.kind().name().toLowerCase(Locale.ROOT))
                        .claim(SIGNED_IN_AT, session.signedInAtMs() / MS_PER_S),
                session.issuedAtMs(),
                SESSION);
    }

    /** A ticket. */
    public Issued issueTicket(Ticket ticket) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .audience(TICKET_AUDIENCE)
                        .subject(ticket.playerId())
                        .claim("room", ticket.roomId());
        ticket.seat().ifPresent(seat -> claims.claim("seat", seat));
        ticket.late().ifPresent(late -> claims.claim("late", late.claim()));
        if (ticket.watches()) {
            claims.claim("watches", true);
        }
        return issue(claims, clock.millis(), TICKET);
    }

    /** Checks a session token, and says whose it is: as {@link #datedSession}. */
    public Checked<Player> session(String token) {
        return switch (datedSession(token)) {
            case Checked.Valid<Session>(Session session) -> new Checked.Valid<>(session.player());
            case Checked.Refused<Session>(ErrorCode code) -> new Checked.Refused<>(code);
        };
    }

    /**
     * Checks a session token: {@code unauthorized} or {@code token-expired}. Whether its player has
     * signed out since is another's to know.
     */
    public Checked<Session> datedSession(String token) {
        return check(
                token,
                SESSION_AUDIENCE,
                new Refusals(ErrorCode.UNAUTHORIZED, ErrorCode.TOKEN_EXPIRED),
                claims ->
                        new Session(
                                new Player(
                                        required(claims.getSubject()),
                                        required(claims.getStringClaim("name")),
                                        required(claims.getStringClaim("icon")),
                                        Player.Kind.valueOf(
                                                required(claims.getStringClaim("kind"))
                                                        .toUpperCase(Locale.ROOT))),
                                issuedAtMs(claims),
                                signedInAtMs(claims)));
    }

    /** Checks a ticket, and says what it opens: as {@link #datedTicket}. */
    public Checked<Ticket> ticket(String token) {
        return switch (datedTicket(token)) {
            case Checked.Valid<DatedTicket>(DatedTicket dated) ->
                    new Checked.Valid<>(dated.ticket());
            case Checked.Refused<DatedTicket>(ErrorCode code) -> new Checked.Refused<>(code);
        };
    }

    /**
     * A ticket, and when it was made.
     *
     * @param issuedAtMs wall time
     */
    public record DatedTicket(Ticket ticket, long issuedAtMs) {}

    /** Checks a ticket: {@code ticket-invalid} or {@code ticket-expired}. */
    public Checked<DatedTicket> datedTicket(String token) {
        return check(
                token,
                TICKET_AUDIENCE,
                new Refusals(ErrorCode.TICKET_INVALID, ErrorCode.TICKET_EXPIRED),
                claims -> new DatedTicket(ticket(claims), issuedAtMs(claims)));
    }

    private static Ticket ticket(JWTClaimsSet claims) throws ParseException {
        return new Ticket(
                required(claims.getStringClaim("room")),
                required(claims.getSubject()),
                Optional.ofNullable(claims.getIntegerClaim("seat")),
                Optional.ofNullable(claims.getJSONObjectClaim("late")).map(LateSeat::of),
                Boolean.TRUE.equals(claims.getBooleanClaim("watches")));
    }

    /** Tokens from before there was such a claim count from the second that they name, or never. */
    private static long issuedAtMs(JWTClaimsSet claims) throws ParseException {
        Long exact = claims.getLongClaim(ISSUED_AT_MS);
        Date issuedAt = claims.getIssueTime();
        return exact != null ? exact : issuedAt == null ? 0 : issuedAt.toInstant().toEpochMilli();
    }

    private static long signedInAtMs(JWTClaimsSet claims) throws ParseException {
        Long seconds = claims.getLongClaim(SIGNED_IN_AT);
        return seconds == null ? issuedAtMs(claims) : Math.multiplyExact(seconds, MS_PER_S);
    }

    /** The public keys as a JWKS document (RFC 7517, RFC 8037). */
    public Map<String, Object> jwks() {
        return new JWKSet(
                        trusted.keys().stream()
                                .map(
                                        key ->
                                                (com.nimbusds.jose.jwk.JWK)
                                                        new OctetKeyPair.Builder(
                                                                        Curve.Ed25519,
                                                                        Base64URL.encode(
                                                                                key.bytes()))
                                                                .keyID(key.keyId())
                                                                .keyUse(KeyUse.SIGNATURE)
                                                                .algorithm(JWSAlgorithm.EdDSA)
                                                                .build())
                                .toList())
                .toJSONObject();
    }

    private record Refusals(ErrorCode invalid, ErrorCode expired) {}

    @FunctionalInterface
    private interface ClaimReader<T> {
        T read(JWTClaimsSet claims) throws ParseException;
    }

    private <T> Checked<T> check(
            String token, String audience, Refusals refusals, ClaimReader<T> reader) {
        if (token.length() > TOKEN_CHARACTERS_MAX) {
            return new Checked.Refused<>(refusals.invalid());
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!signatureHolds(jwt)) {
                return new Checked.Refused<>(refusals.invalid());
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expiresAt = claims.getExpirationTime();
            boolean forThis =
                    ISSUER.equals(claims.getIssuer())
                            && claims.getAudience().equals(List.of(audience));
            if (!forThis || expiresAt == null) {
                return new Checked.Refused<>(refusals.invalid());
            }
            if (!clock.instant().isBefore(expiresAt.toInstant())) {
                return new Checked.Refused<>(refusals.expired());
            }
            return new Checked.Valid<>(reader.read(claims));
        } catch (ParseException
                | JOSEException
                | IllegalArgumentException
                | ArithmeticException e) {
            return new Checked.Refused<>(refusals.invalid());
        }
    }

    /** The algorithm is not the token's to choose: only EdDSA with a key that we trust. */
    private boolean signatureHolds(SignedJWT jwt) throws JOSEException {
        if (!JWSAlgorithm.EdDSA.equals(jwt.getHeader().getAlgorithm())) {
            return false;
        }
        String keyId = jwt.getHeader().getKeyID();
        Optional<VerifyKey> key = keyId == null ? Optional.empty() : trusted.find(keyId);
        return key.isPresent() && jwt.verify(new Ed25519Jws.Verifier(key.get()));
    }

    private Issued issue(JWTClaimsSet.Builder claims, long issuedAtMs, Duration lifetime) {
        Instant issuedAt = Instant.ofEpochMilli(issuedAtMs);
        Instant expiresAt = issuedAt.plus(lifetime);
        if (signer == null) {
            throw new IllegalStateException("these tokens can only be verified");
        }
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                                .keyID(signer.publicKey().keyId())
                                .build(),
                        claims.issuer(ISSUER)
                                .issueTime(Date.from(issuedAt))
                                .claim(ISSUED_AT_MS, issuedAtMs)
                                .expirationTime(Date.from(expiresAt))
                                .jwtID(UUID.randomUUID().toString())
                                .build());
        try {
            jwt.sign(new Ed25519Jws.Signer(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Issued(jwt.serialize(), expiresAt);
    }

    private static String required(@Nullable String claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }
}
