package dev.atrium.functions.auth;

import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.Player;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.schema.ChallengeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a wallet's signature: uses its challenge up, once, and finds or makes its player. A wrong
 * signature leaves the challenge as it is, so that nobody can use up another's.
 */
final class WalletSignIn {
    /** A second attempt sees what the winner of a race has written. */
    private static final int ATTEMPTS_MAX = 2;

    private final Stores stores;
    private final InstantSource clock;

    WalletSignIn(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * The wallet's player.
     *
     * @throws WireException {@code challenge-not-found}, {@code challenge-expired}, {@code
     *     signature-invalid}; {@code unavailable} if others sign in with the wallet all the time
     */
    Player signIn(WalletAddress wallet, String signature) throws WireException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            ChallengeRow challenge = signedChallenge(wallet, signature);
            Optional<WalletRow> known = stores.find(Tables.WALLETS, wallet.key());
            try {
                if (known.isPresent()) {
                    stores.table(Tables.CHALLENGES)
                            .deleteItem(
                                    d -> d.key(key(wallet)).conditionExpression(still(challenge)));
                    return player(known.get());
                }
                return firstSignIn(wallet, challenge);
            } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
                // Somebody was faster with this challenge or this wallet: look again.
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    private ChallengeRow signedChallenge(WalletAddress wallet, String signature)
            throws WireException {
        ChallengeRow challenge =
                stores.find(Tables.CHALLENGES, wallet.key())
                        .orElseThrow(() -> new WireException(ErrorCode.CHALLENGE_NOT_FOUND));
        long nowMs = clock.millis();
        if (nowMs >= challenge.expiresAtMs()) {
            throw new WireException(ErrorCode.CHALLENGE_EXPIRED);
        }
        String previous = challenge.previous();
        boolean signed =
                SolanaSignIn.isSigned(challenge.challenge(), wallet.address(), signature)
                        || (previous != null
                                && nowMs < challenge.previousExpiresAtMs()
                                && SolanaSignIn.isSigned(previous, wallet.address(), signature));
        if (!signed) {
            throw new WireException(ErrorCode.SIGNATURE_INVALID);
        }
        return challenge;
    }

    /** One transaction: no challenge is used up for nothing, no player is without his wallet. */
    private Player firstSignIn(WalletAddress wallet, ChallengeRow challenge) {
        Player player = wallet.newPlayer();
        stores.dynamo()
                .transactWriteItems(
                        t ->
                                t.addDeleteItem(
                                                stores.table(Tables.CHALLENGES),
                                                TransactDeleteItemEnhancedRequest.builder()
                                                        .key(key(wallet))
                                                        .conditionExpression(still(challenge))
                                                        .build())
                                        .addPutItem(
                                                stores.table(Tables.WALLETS),
                                                TransactPutItemEnhancedRequest.builder(
                                                                WalletRow.class)
                                                        .item(
                                                                new WalletRow(
                                                                        wallet.key(),
                                                                        player.playerId()))
                                                        .conditionExpression(absent("wallet"))
                                                        .build())
                                        .addPutItem(
                                                stores.table(Tables.PLAYERS),
                                                TransactPutItemEnhancedRequest.builder(
                                                                PlayerRow.class)
                                                        .item(
                                                                PlayerRows.newRow(
                                                                        player, clock.millis()))
                                                        .conditionExpression(absent("playerId"))
                                                        .build()));
        return player;
    }

    private Player player(WalletRow wallet) {
        PlayerRow row =
                stores.find(Tables.PLAYERS, wallet.playerId())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "a wallet without its player "
                                                        + wallet.playerId()));
        return PlayerRows.player(row);
    }

    private static Key key(WalletAddress wallet) {
        return Key.builder().partitionValue(wallet.key()).build();
    }

    private static Expression still(ChallengeRow challenge) {
        return Expression.builder()
                .expression("challenge = :challenge")
                .expressionValues(Map.of(":challenge", AttributeValue.fromS(challenge.challenge())))
                .build();
    }

    private static Expression absent(String keyAttribute) {
        return Expression.builder()
                .expression("attribute_not_exists(" + keyAttribute + ")")
                .build();
    }
}
