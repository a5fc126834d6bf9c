package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.human.Newcomer;
import dev.atrium.identity.Player;
import dev.atrium.message.Message;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;

/** {@code POST /auth/guest}: a new player without a wallet. */
public final class GuestHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public GuestHandler() {
        this(Functions.fromEnvironmentForSignIn());
    }

    /** Over these functions. */
    public GuestHandler(Functions functions) {
        this.functions = functions;
    }

    /** How the guest wants to be shown, and what he shows for being a person. */
    record Guest(String name, String icon, Optional<Newcomer.Proof> proof, Optional<String> captcha)
            implements Message {
        Guest {
            name = Player.normaliseName(name);
            Player.requireIcon(icon);
        }
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.GUESTS, this::signUp);
    }

    private HttpAnswer signUp(HttpRequest request) throws WireException {
        Guest guest = request.body(Guest.class);
        if (functions.words().forbids(guest.name())) {
            throw new WireException(ErrorCode.PROFANITY);
        }
        new Admission(functions, request, guest.proof(), guest.captcha()).admit();
        Player player = new Player(Player.drawId(), guest.name(), guest.icon(), Player.Kind.GUEST);
        functions
                .stores()
                .table(Tables.PLAYERS)
                .putItem(PlayerRows.newRow(player, functions.nowMs()));
        return SignedIn.first(functions, player);
    }
}
