package dev.atrium.functions.auth;

import dev.atrium.functions.edge.AccountCheck;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Stores;
import dev.atrium.identity.Player;
import dev.atrium.schema.ChallengeRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a wallet's signature: uses its challenge up, once, and finds or makes its player, or gives
 * the wallet to a player who is signed in. A wrong signature leaves the challenge as it is, so that
 * nobody can use up another's.
 */
final class WalletSignIn {
    /** A second attempt sees what the winner of a race has written. */
    private static final int ATTEMPTS_MAX = 2;

    private final Stores stores;
    private final FunctionConfig config;
    private final InstantSource clock;
    private final PlayerWallets wallets;
    private final AccountCheck accounts;

    WalletSignIn(Functions functions) {
        this.stores = functions.stores();
        this.config = functions.config();
        this.clock = functions.clock();
        this.wallets = new PlayerWallets(stores, config);
        this.accounts = functions.accounts();
    }

    /**
     * The wallet's player.
     *
     * @throws WireException {@code challenge-not-found}, {@code challenge-expired}, {@code
     *     signature-invalid}; {@code unavailable} if others sign in with the wallet all the time;
     *     of a wallet that was never here as {@link Admission#admit}
     */
    Player signIn(WalletAddress wallet, String signature, Admission admission)
            throws WireException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            ChallengeRow challenge = signedChallenge(wallet, signature);
            Optional<WalletRow> known = stores.find(Tables.WALLETS, wallet.key());
            try {
                if (known.isPresent()) {
                    useUp(challenge);
                    listIfNoneIs(known.get());
                    return player(known.get().playerId());
                }
                admission.admit();
                return firstSignIn(wallet, challenge);
            } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
                // Somebody was faster with this challenge or this wallet: look again.
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    /**
     * Gives the wallet to a player who is signed in. If it is his already, nothing but the
     * challenge is used up. A guest is none any more, and keeps everything else.
     *
     * @return the player as he is then
     * @throws WireException as {@link #signIn}; {@code wallet-taken} if it is another player's,
     *     {@code too-many-wallets} if he has {@value PlayerWallets#WALLETS_MAX}, {@code
     *     unauthorized} if there is no such player, {@code account-deleted} if he is no more
     */
    Player link(String playerId, WalletAddress wallet, String signature) throws WireException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            accounts.admit(playerId);
            ChallengeRow challenge = signedChallenge(wallet, signature);
            Optional<WalletRow> known = stores.find(Tables.WALLETS, wallet.key());
            if (known.isPresent() && !known.get().playerId().equals(playerId)) {
                throw new WireException(ErrorCode.WALLET_TAKEN);
            }
            try {
                if (known.isPresent()) {
                    useUp(challenge);
                } else {
                    give(playerId, wallet, challenge);
                }
                return player(playerId);
            } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
                // Somebody was faster with this challenge, wallet or player: look again.
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    private ChallengeRow signedChallenge(WalletAddress wallet, String signature)
            throws WireException {
        ChallengeRow challenge =
                stores.find(Tables.CHALLENGES, wallet.challengeKey())
                        .orElseThrow(() -> new WireException(ErrorCode.CHALLENGE_NOT_FOUND));
        Instant now = clock.instant();
        if (now.toEpochMilli() >= challenge.expiresAtMs()) {
            throw new WireException(ErrorCode.CHALLENGE_EXPIRED);
        }
        String previous = challenge.previous();
        boolean previousStands =
                previous != null && now.toEpochMilli() < challenge.previousExpiresAtMs();
        WalletAddress.Verdict verdict = wallet.check(config, challenge.challenge(), signature, now);
        if (verdict == WalletAddress.Verdict.INVALID && previous != null && previousStands) {
            verdict = wallet.check(config, previous, signature, now);
        }
        return switch (verdict) {
            case SIGNED -> challenge;
            case INVALID -> throw new WireException(ErrorCode.SIGNATURE_INVALID);
            case EXPIRED -> throw new WireException(ErrorCode.CHALLENGE_EXPIRED);
        };
    }

    /** For who had one wallet before wallets were listed. */
    private void listIfNoneIs(WalletRow wallet) {
        Optional<WalletOwnerRow> owner = wallets.row(wallet.playerId());
        if (owner.isPresent() && owner.get().wallets() == null) {
            WalletOwnerRow before = owner.get();
            List<String> one = List.of(wallet.wallet());
            WalletOwnerRow listed = new WalletOwnerRow(before.playerId(), before.kind(), one);
            wallets.owners().updateItem(u -> u.item(listed).conditionExpression(unchanged(before)));
        }
    }

    private void useUp(ChallengeRow challenge) {
        stores.table(Tables.CHALLENGES)
                .deleteItem(d -> d.key(key(challenge)).conditionExpression(still(challenge)));
    }

    /** One transaction: no challenge is used up for nothing, no player is without his wallet. */
    private Player firstSignIn(WalletAddress wallet, ChallengeRow challenge) {
        Player player = wallet.newPlayer();
        WalletOwnerRow.Fresh fresh =
                new WalletOwnerRow.Fresh(
                        player.playerId(),
                        player.name(),
                        player.icon(),
                        PlayerRows.kindName(player),
                        clock.millis(),
                        List.of(wallet.key()));
        stores.dynamo()
                .transactWriteItems(
                        t ->
                                t.addDeleteItem(stores.table(Tables.CHALLENGES), using(challenge))
                                        .addPutItem(
                                                stores.table(Tables.WALLETS),
                                                nobodys(wallet, player.playerId()))
                                        .addPutItem(
                                                wallets.fresh(),
                                                TransactPutItemEnhancedRequest.builder(
                                                                WalletOwnerRow.Fresh.class)
                                                        .item(fresh)
                                                        .conditionExpression(absent("playerId"))
                                                        .build()));
        return player;
    }

    /**
     * One transaction: his list holds only while nobody else has changed it meanwhile, and a
     * deletion that begins reads what was listed before.
     */
    private void give(String playerId, WalletAddress wallet, ChallengeRow challenge)
            throws WireException {
        WalletOwnerRow before =
                wallets.row(playerId).orElseThrow(() -> new WireException(ErrorCode.UNAUTHORIZED));
        if (before.listed().size() >= PlayerWallets.WALLETS_MAX) {
            throw new WireException(ErrorCode.TOO_MANY_WALLETS);
        }
        List<String> listed = new ArrayList<>(before.listed());
        listed.add(wallet.key());
        boolean guest = before.kind().equals(PlayerRows.kindName(Player.Kind.GUEST));
        String kind = guest ? PlayerRows.kindName(wallet.kind()) : before.kind();
        stores.dynamo()
                .transactWriteItems(
                        t ->
                                t.addDeleteItem(stores.table(Tables.CHALLENGES), using(challenge))
                                        .addPutItem(
                                                stores.table(Tables.WALLETS),
                                                nobodys(wallet, playerId))
                                        .addConditionCheck(
                                                stores.table(Tables.ACCOUNT_DELETIONS),
                                                ConditionCheck.builder()
                                                        .key(k -> k.partitionValue(playerId))
                                                        .conditionExpression(absent("playerId"))
                                                        .build())
                                        .addUpdateItem(
                                                wallets.owners(),
                                                TransactUpdateItemEnhancedRequest.builder(
                                                                WalletOwnerRow.class)
                                                        .item(
                                                                new WalletOwnerRow(
                                                                        playerId, kind, listed))
                                                        .ignoreNullsMode(
                                                                IgnoreNullsMode.SCALAR_ONLY)
                                                        .conditionExpression(unchanged(before))
                                                        .build()));
    }

    private Player player(String playerId) {
        PlayerRow row =
                stores.find(Tables.PLAYERS, playerId)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "a wallet without its player " + playerId));
        return PlayerRows.player(row);
    }

    private static Key key(ChallengeRow challenge) {
        return Key.builder().partitionValue(challenge.wallet()).build();
    }

    private static TransactDeleteItemEnhancedRequest using(ChallengeRow challenge) {
        return TransactDeleteItemEnhancedRequest.builder()
                .key(key(challenge))
                .conditionExpression(still(challenge))
                .build();
    }

    private static TransactPutItemEnhancedRequest<WalletRow> nobodys(
            WalletAddress wallet, String playerId) {
        return TransactPutItemEnhancedRequest.builder(WalletRow.class)
                .item(new WalletRow(wallet.key(), playerId))
                .conditionExpression(absent("wallet"))
                .build();
    }

    private static Expression unchanged(WalletOwnerRow before) {
        List<String> wallets = before.wallets();
        if (wallets == null) {
            return Expression.builder()
                    .expression("attribute_exists(playerId) AND attribute_not_exists(wallets)")
                    .build();
        }
        return Expression.builder()
                .expression("wallets = :before")
                .putExpressionValue(
                        ":before",
                        AttributeValue.fromL(wallets.stream().map(AttributeValue::fromS).toList()))
                .build();
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
