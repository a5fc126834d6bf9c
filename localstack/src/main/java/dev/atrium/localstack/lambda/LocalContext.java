package dev.atrium.localstack.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What a handler may ask about its invocation; the remaining time is of its function's limit. */
final class LocalContext implements Context {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

    private final LambdaSettings settings;
    private final String requestId = UUID.randomUUID().toString();
    private final long deadlineNanos;
    private final LambdaLogger logger;

    LocalContext(LambdaSettings settings) {
        this.settings = settings;
        this.deadlineNanos = System.nanoTime() + settings.timeout().toNanos();
        this.logger = new ForwardingLogger(LoggerFactory.getLogger("lambda." + settings.name()));
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + settings.name();
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return settings.name();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return ARN + settings.name();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        long leftNanos = deadlineNanos - System.nanoTime();
        return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(leftNanos));
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
        return logger;
    }

    private record ForwardingLogger(Logger target) implements LambdaLogger {
        @Override
        public void log(String message) {
            target.info("{}", message);
        }

        @Override
        public void log(byte[] message) {
            target.info("{}", new String(message, StandardCharsets.UTF_8));
        }
    }
}
