package dev.atrium.localstack.invoke;

import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.gateway.server.GatewayService;
import dev.atrium.localstack.gateway.server.Header;
import dev.atrium.localstack.gateway.server.UpgradeDecision;
import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code POST /2015-03-31/functions/NAME/invocations}, synchronous, and nothing else. */
final class InvokeService implements GatewayService {
    private static final Pattern INVOCATION =
            Pattern.compile("/2015-03-31/functions/([A-Za-z0-9_-]{1,64})/invocations");

    private static final String TYPE = "X-Amzn-ErrorType";

    /** Of a synchronous invocation on AWS. */
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(15);

    private final Map<String, LambdaFunction> functions;

    /** Those functions, by name. */
    InvokeService(Map<String, LambdaFunction> functions) {
        this.functions = Map.copyOf(functions);
    }

    @Override
    public boolean isSocketPath(String encodedPath) {
        return false;
    }

    @Override
    public UpgradeDecision upgrade(GatewayRequest request) {
        return new UpgradeDecision.Refused(GatewayAnswer.message(404, "Not Found"));
    }

    @Override
    public GatewayAnswer answer(GatewayRequest request) {
        Matcher path = INVOCATION.matcher(request.encodedPath());
        if (!path.matches() || !request.method().equals("POST")) {
            return error(404, "UnknownOperationException", "Nothing but Invoke is known here.");
        }
        LambdaFunction function = functions.get(path.group(1));
        if (function == null) {
            return error(404, "ResourceNotFoundException", "Function not found: " + path.group(1));
        }
        String kind = request.header("x-amz-invocation-type");
        if (kind != null && !kind.equals("RequestResponse")) {
            return error(400, "InvalidParameterValueException", "Only synchronous invocations.");
        }
        try {
            return payload(function.invoke(request.body(), TIMEOUT_MAX));
        } catch (LambdaFunctionException e) {
            return switch (e.failure()) {
                case THROTTLED -> error(429, "TooManyRequestsException", e.errorMessage());
                case REQUEST_TOO_LARGE -> error(413, "RequestTooLargeException", e.errorMessage());
                case TIMED_OUT, UNHANDLED, RESPONSE_TOO_LARGE ->
                        payload(e.toJson()).with("X-Amz-Function-Error", "Unhandled");
            };
        }
    }

    private static GatewayAnswer payload(byte[] json) {
        return new GatewayAnswer(
                200, List.of(new Header("content-type", "application/json")), json);
    }

    private static GatewayAnswer error(int status, String type, String message) {
        return GatewayAnswer.message(status, message).with(TYPE, type);
    }
}
