package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.HeaderSource;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls what stands behind a route. Blocks its caller, a virtual thread, up to the time limit. */
final class IntegrationCaller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrationCaller.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final Duration timeout;
    private final String apiId;
    private final HttpClient http;

    IntegrationCaller(Duration timeout, String apiId, Executor workers) {
        this.timeout = timeout;
        this.apiId = apiId;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(workers)
                        .build();
    }

    /** What came of a call. */
    sealed interface Outcome {
        /** It answered; headers of a function's answer, an empty object of a server's. */
        record Answered(int status, JsonNode headers) implements Outcome {}

        /** It did not, or not in the form that is asked of it. */
        record Failed(boolean tookTooLong) implements Outcome {}
    }

    /** A call to be made: the event for functions, the body for servers. */
    record Call(SocketConnection connection, ObjectNode event, String body) {
        String context(String field) {
            return event.path("requestContext").path(field).asText();
        }
    }

    Outcome call(Integration integration, Call call) {
        return switch (integration) {
            case Integration.LambdaProxy lambda -> invoke(lambda, call);
            case Integration.HttpProxy server -> post(server, call);
        };
    }

    private Outcome invoke(Integration.LambdaProxy lambda, Call call) {
        byte[] event = call.event().toString().getBytes(StandardCharsets.UTF_8);
        try {
            JsonNode answer = JSON.readTree(lambda.function().invoke(event, timeout));
            JsonNode status = answer.path("statusCode");
            if (!status.canConvertToInt() || status.intValue() < 100 || status.intValue() > 599) {
                LOG.warn("{} answered without a statusCode", lambda.function().name());
                return new Outcome.Failed(false);
            }
            return new Outcome.Answered(status.intValue(), answer.path("headers"));
        } catch (LambdaFunctionException failed) {
            LOG.warn("{} failed", lambda.function().name(), failed);
            return new Outcome.Failed(
                    failed.failure() == LambdaFunctionException.Failure.TIMED_OUT);
        } catch (IOException notJson) {
            LOG.warn("{} answered something that is no JSON", lambda.function().name());
            return new Outcome.Failed(false);
        }
    }

    /** Who refuses a connection was not asked anything: the next server may be. */
    private Outcome post(Integration.HttpProxy server, Call call) {
        try {
            for (URI target : server.targets().get()) {
                HttpRequest request = request(server, target, call);
                try {
                    return await(
                            http.sendAsync(request, HttpResponse.BodyHandlers.discarding()), call);
                } catch (ConnectException refused) {
                    LOG.warn("no server at {} for {}", target, call.context("routeKey"));
                }
            }
        } catch (RuntimeException noTarget) {
            LOG.warn("no request to integrate {}: {}", call.context("routeKey"), "" + noTarget);
        }
        return new Outcome.Failed(false);
    }

    private HttpRequest request(Integration.HttpProxy server, URI target, Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target)
                        .timeout(timeout)
                        .header("content-type", "application/json")
                        .header("user-agent", "AmazonAPIGateway_" + apiId)
                        .header("x-amzn-apigateway-api-id", apiId)
                        .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        server.headers()
                .forEach(
                        (name, source) -> {
                            String value = resolve(source, call);
                            if (value != null) {
                                request.setHeader(name, value);
                            }
                        });
        return request.build();
    }

    /** Throws only if nothing was sent. */
    private Outcome await(CompletableFuture<HttpResponse<Void>> pending, Call call)
            throws ConnectException {
        try {
            // The request's own timeout ends with the answer's head; this one also bounds its body.
            int status = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status >= 500) {
                LOG.warn("the server of {} answered {}", call.context("routeKey"), status);
                return new Outcome.Failed(false);
            }
            return new Outcome.Answered(status, JsonNodeFactory.instance.objectNode());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ConnectException refused) {
                throw refused;
            }
            LOG.warn(
                    "the server of {} failed: {}",
                    call.context("routeKey"),
                    "" + failed.getCause());
            return new Outcome.Failed(
                    failed.getCause() instanceof java.net.http.HttpTimeoutException);
        } catch (TimeoutException tooLong) {
            pending.cancel(true);
            return new Outcome.Failed(true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            pending.cancel(true);
            return new Outcome.Failed(false);
        }
    }

    private static @Nullable String resolve(HeaderSource source, Call call) {
        return switch (source) {
            case HeaderSource.ConnectionId _ -> call.connection().id();
            case HeaderSource.RequestId _ -> call.context("requestId");
            case HeaderSource.RouteKey _ -> call.context("routeKey");
            case HeaderSource.EventType _ -> call.context("eventType");
            case HeaderSource.AuthorizerValue value -> {
                ObjectNode authorizer = call.connection().authorizer();
                JsonNode known = authorizer == null ? null : authorizer.get(value.key());
                yield known == null ? null : known.asText();
            }
            case HeaderSource.StaticValue value -> value.value();
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
