package dev.atrium.functions.auth;

import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.Player;
import dev.atrium.schema.ConnectTokenRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateHash;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * One-use tokens for opening the gateway socket. The table holds their hashes, so that who reads it
 * opens nothing.
 */
final class ConnectTokens {
    /** How long one may be used. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Stores stores;
    private final InstantSource clock;

    ConnectTokens(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /** A token, and until when it may be used. */
    record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[hidden, expiresAt=" + expiresAt + "]";
        }
    }

    /** A token as of that moment, before which its player was found to be signed in. */
    Issued issue(Player player, Instant now) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant expiresAt = now.plus(LIFETIME);
        stores.table(Tables.CONNECT_TOKENS)
                .putItem(
                        new ConnectTokenRow(
                                hash(token),
                                player.playerId(),
                                player.name(),
                                player.icon(),
                                expiresAt.toEpochMilli(),
                                expiresAt.getEpochSecond()));
        return new Issued(token, expiresAt);
    }

    /**
     * Uses a token up. The delete gives back what it deleted, so only one of several gets the row.
     *
     * @return whose it is; empty if it is none, was used, or is too old
     */
    Optional<ConnectTokenRow> use(String token) {
        ConnectTokenRow row =
                stores.table(Tables.CONNECT_TOKENS)
                        .deleteItem(Key.builder().partitionValue(hash(token)).build());
        return Optional.ofNullable(row).filter(r -> clock.millis() < r.expiresAtMs());
    }

    /** When the token of that row was made, wall time in ms. */
    static long issuedAtMs(ConnectTokenRow row) {
        return row.expiresAtMs() - LIFETIME.toMillis();
    }

    private static String hash(String token) {
        return StateHash.of(token.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
