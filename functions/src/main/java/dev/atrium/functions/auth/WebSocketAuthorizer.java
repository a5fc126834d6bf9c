package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.schema.ConnectTokenRow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks connect tokens for {@code $connect}, and uses them up: a REQUEST authorizer whose result
 * must not be cached.
 */
public final class WebSocketAuthorizer
        implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {
    private final Functions functions;

    /** For Lambda. */
    public WebSocketAuthorizer() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public WebSocketAuthorizer(Functions functions) {
        this.functions = functions;
    }

    /**
     * Lets the owner of a good token in.
     *
     * @throws RuntimeException {@code Unauthorized}, the message by which API Gateway knows to
     *     answer 401
     */
    @Override
    public IamPolicyResponse handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
        ConnectTokens tokens = new ConnectTokens(functions.stores(), functions.clock());
        ConnectTokenRow owner =
                Optional.ofNullable(event.getQueryStringParameters())
                        .map(query -> query.get("token"))
                        .flatMap(tokens::use)
                        .filter(this::isSignedIn)
                        .orElseThrow(() -> new RuntimeException("Unauthorized"));
        return IamPolicyResponse.builder()
                .withPrincipalId(owner.playerId())
                .withPolicyDocument(
                        IamPolicyResponse.PolicyDocument.builder()
                                .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                                .withStatement(
                                        List.of(
                                                IamPolicyResponse.allowStatement(
                                                        event.getMethodArn())))
                                .build())
                .withContext(
                        Map.of(
                                "name",
                                owner.name(),
                                "icon",
                                owner.icon(),
                                Caller.VOUCHED_AT,
                                Long.toString(ConnectTokens.issuedAtMs(owner))))
                .build();
    }

    private boolean isSignedIn(ConnectTokenRow row) {
        return !functions.signOuts().isEnded(row.playerId(), ConnectTokens.issuedAtMs(row));
    }
}
