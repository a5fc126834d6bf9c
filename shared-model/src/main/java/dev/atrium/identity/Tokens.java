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

    private final List<VerifyKey> trusted;
    private final InstantSource clock;
    private final @Nullable SigningKey signer;

    private Tokens(List<VerifyKey> trusted, InstantSource clock, @Nullable SigningKey signer) {
        this.trusted = trusted;
        this.clock = clock;
        this.signer = signer;
    }

    /** Tokens that can be issued and verified. */
    public static Tokens signedBy(SigningKey key, InstantSource clock) {
        return new Tokens(List.of(key.publicKey()), clock, key);
    }

    /** Tokens that can be verified. */
    public static Tokens trusting(List<VerifyKey> keys, InstantSource clock) {
        return new Tokens(List.copyOf(keys), clock, null);
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

    /** A session for that player. */
    public Issued issueSession(Player player) {
        Instant expiresAt = clock.instant().plus(SESSION);
        return issue(
                new JWTClaimsSet.Builder()
                        .audience(SESSION_AUDIENCE)
                        .subject(player.playerId())
                        .claim("name", player.name())
                        .claim("icon", player.icon())
                        .claim("kind", player.kind().name().toLowerCase(Locale.ROOT)),
                expiresAt);
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
        return issue(claims, clock.instant().plus(TICKET));
    }

    /** Checks a session token: {@code unauthorized} or {@code token-expired}. */
    public Checked<Player> session(String token) {
        return check(
                token,
                SESSION_AUDIENCE,
                new Refusals(ErrorCode.UNAUTHORIZED, ErrorCode.TOKEN_EXPIRED),
                claims ->
                        new Player(
                                required(claims.getSubject()),
                                required(claims.getStringClaim("name")),
                                required(claims.getStringClaim("icon")),
                                Player.Kind.valueOf(
                                        required(claims.getStringClaim("kind"))
                                                .toUpperCase(Locale.ROOT))));
    }

    /** Checks a ticket: {@code ticket-invalid} or {@code ticket-expired}. */
    public Checked<Ticket> ticket(String token) {
        return check(
                token,
                TICKET_AUDIENCE,
                new Refusals(ErrorCode.TICKET_INVALID, ErrorCode.TICKET_EXPIRED),
                claims ->
                        new Ticket(
                                required(claims.getStringClaim("room")),
                                required(claims.getSubject()),
                                Optional.ofNullable(claims.getIntegerClaim("seat")),
                                Optional.ofNullable(claims.getJSONObjectClaim("late"))
                                        .map(LateSeat::of),
                                Boolean.TRUE.equals(claims.getBooleanClaim("watches"))));
    }

    /** The public keys as a JWKS document (RFC 7517, RFC 8037). */
    public Map<String, Object> jwks() {
        return new JWKSet(
                        trusted.stream()
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
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Checked.Refused<>(refusals.invalid());
        }
    }

    /** The algorithm is not the token's to choose: only EdDSA with a key that we trust. */
    private boolean signatureHolds(SignedJWT jwt) throws JOSEException {
        if (!JWSAlgorithm.EdDSA.equals(jwt.getHeader().getAlgorithm())) {
            return false;
        }
        String keyId = jwt.getHeader().getKeyID();
        for (VerifyKey key : trusted) {
            if (key.keyId().equals(keyId)) {
                return jwt.verify(new Ed25519Jws.Verifier(key));
            }
        }
        return false;
    }

    private Issued issue(JWTClaimsSet.Builder claims, Instant expiresAt) {
        if (signer == null) {
            throw new IllegalStateException("these tokens can only be verified");
        }
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                                .keyID(signer.publicKey().keyId())
                                .build(),
                        claims.issuer(ISSUER)
                                .issueTime(Date.from(clock.instant()))
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
