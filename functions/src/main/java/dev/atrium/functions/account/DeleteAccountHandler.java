package dev.atrium.functions.account;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * {@code DELETE /account}: the caller wants to be forgotten. Guarded, but for one case: a deletion
 * that is begun has ended his session, and who does not know what became of it asks again with it.
 */
public final class DeleteAccountHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Nobody says that by chance. */
    private static final String CONFIRMATION = "DELETE";

    private final Functions functions;

    /** For Lambda. */
    public DeleteAccountHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public DeleteAccountHandler(Functions functions) {
        this.functions = functions;
    }

    /** That he means it, and whether he leaves what he has. */
    record Wanted(Optional<String> confirm, Optional<Boolean> abandonBalance) implements Message {}

    /** When it was done, wall time in ms. */
    record Deleted(String playerId, long deletedAt) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimitedBy(
                        this::caller,
                        event,
                        functions.rates(),
                        RateLimit.Rate.ACCOUNT_CHANGES,
                        this::delete);
    }

    private String caller(HttpRequest request) throws WireException {
        Optional<String> again = request.signedOut().filter(functions.accounts()::isDeleted);
        return again.isPresent() ? again.get() : request.player().playerId();
    }

    /** Who is kept out stays known by his wallet: else he would come back with it at once. */
    private HttpAnswer delete(HttpRequest request) throws WireException {
        String playerId = caller(request);
        Wanted wanted = request.body(Wanted.class);
        if (!wanted.confirm().equals(Optional.of(CONFIRMATION))) {
            throw new WireException(ErrorCode.NOT_CONFIRMED);
        }
        if (!functions.accounts().isDeleted(playerId)) {
            functions.bans().admit(playerId);
        }
        AccountDeletion deletion = new AccountDeletion(functions, SessionEnd.everywhere(functions));
        return switch (deletion.delete(playerId, wanted.abandonBalance().orElse(false))) {
            case AccountDeletion.Outcome.Done(long deletedAtMs) ->
                    HttpAnswer.of(new Deleted(playerId, deletedAtMs));
            case AccountDeletion.Outcome.EntryOpen open ->
                    throw new WireException(ErrorCode.ENTRY_OPEN);
            case AccountDeletion.Outcome.BalanceLeft left ->
                    throw new WireException(ErrorCode.BALANCE_LEFT);
            case AccountDeletion.Outcome.Nobody nobody ->
                    throw new WireException(ErrorCode.ACCOUNT_DELETED);
        };
    }
}
