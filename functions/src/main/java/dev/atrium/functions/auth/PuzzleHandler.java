package dev.atrium.functions.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.functions.human.CaptchaCheck;
import dev.atrium.functions.human.ProofOfWork;
import dev.atrium.identity.Puzzles;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/** {@code POST /auth/puzzle}: what a newcomer's machine solves before he signs up. */
public final class PuzzleHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Functions functions;

    /** For Lambda. */
    public PuzzleHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public PuzzleHandler(Functions functions) {
        this.functions = functions;
    }

    /** Nothing need be said. */
    record Wanted() implements Message {}

    /** A puzzle, how many zero bits it takes, and until when it holds (wall time in ms). */
    record Given(String puzzle, int difficulty, long expiresAt) implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.PUZZLES, this::puzzle);
    }

    private HttpAnswer puzzle(HttpRequest request) throws WireException {
        Wanted _ = request.body(Wanted.class);
        return switch (functions.human()) {
            case ProofOfWork work -> given(work.puzzle(SourceNetwork.of(request).key()));
            case CaptchaCheck captcha ->
                    throw new WireException(
                            ErrorCode.NOT_FOUND, "No puzzles here: solve the page's CAPTCHA.");
        };
    }

    private static HttpAnswer given(Puzzles.Puzzle puzzle) {
        return HttpAnswer.of(
                new Given(puzzle.text(), puzzle.difficulty(), puzzle.expiresAt().toEpochMilli()));
    }
}
