package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.human.Newcomer;
import dev.atrium.message.Message;
import dev.atrium.wire.WireException;

import java.util.Optional;

/** {@code POST /auth/verify}: a signed challenge for a session. */
public final class VerifyHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public VerifyHandler() {
        this(Functions.fromEnvironmentForSignIn());
    }

    /** Over these functions. */
    public VerifyHandler(Functions functions) {
        this.functions = functions;
    }

    /**
     * A wallet's signature over the challenge that it was given last, and what its owner shows for
     * being a person if he was never here.
     *
     * @param chainId of which chain it was asked for; for those like Ethereum
     * @param signature Base58 for Solana, {@code 0x} and hex for a chain like Ethereum
     * @param proof a puzzle that was solved, where newcomers are asked for one
     * @param captcha what the provider gave, where newcomers are asked for that
     */
    record Signed(
            Optional<WalletAddress.Chain> chain,
            String address,
            Optional<Long> chainId,
            String signature,
            Optional<Newcomer.Proof> proof,
            Optional<String> captcha)
            implements Message {
        WalletAddress wallet(FunctionConfig config) throws WireException {
            return WalletAddress.of(new WalletAddress.Named(chain, address, chainId), config);
        }
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(
                        event, functions.rates(), RateLimit.Rate.VERIFICATIONS, this::verify);
    }

    private HttpAnswer verify(HttpRequest request) throws WireException {
        Signed signed = request.body(Signed.class);
        WalletAddress wallet = signed.wallet(functions.config());
        Admission admission = new Admission(functions, request, signed.proof(), signed.captcha());
        return SignedIn.proved(
                functions,
                new WalletSignIn(functions).signIn(wallet, signed.signature(), admission));
    }
}
