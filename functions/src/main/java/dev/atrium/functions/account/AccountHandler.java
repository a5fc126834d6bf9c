package dev.atrium.functions.account;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.auth.PlayerWallets;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.identity.Player;
import dev.atrium.message.Message;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code GET /account}: what the caller has, and what games cost. */
public final class AccountHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public AccountHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public AccountHandler(Functions functions) {
        this.functions = functions;
    }

    /**
     * An account.
     *
     * @param playerId whose
     * @param balance in the ledger's smallest unit
     * @param fees for a warrior, by game; games that are not named are not played for stakes
     * @param kind how he signs in: {@code guest}, or the chain of his first wallet
     * @param wallets his, the first one first
     * @param userName his, if he has one
     */
    record Account(
            String playerId,
            long balance,
            SortedMap<String, Long> fees,
            String kind,
            List<PlayerWallets.Wallet> wallets,
            Optional<String> userName)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::account);
    }

    private HttpAnswer account(HttpRequest request) throws WireException {
        Player player = request.player();
        String playerId = player.playerId();
        functions.accounts().admit(playerId);
        return HttpAnswer.of(
                new Account(
                        playerId,
                        functions.stakes().balance(playerId),
                        new TreeMap<>(functions.config().fees().perWarrior()),
                        player.kind().name().toLowerCase(Locale.ROOT),
                        new PlayerWallets(functions.stores(), functions.config()).of(playerId),
                        new UserNames(functions).holder(playerId).map(HolderRow::userName)));
    }
}
