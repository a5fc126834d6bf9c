package dev.atrium.functions.event;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import dev.atrium.wire.JsonTree;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Reads events and writes answers in place of Lambda's runtime, which finds it as a service ({@code
 * META-INF/services}). The runtime has a copy of Jackson of its own, whose 700 classes would be
 * loaded beside ours in every start; a player waits for events of the API Gateway, so these are
 * read with ours. All others, which no player waits for, are left to the runtime's. Thread-safe.
 */
public final class GatewayEvents implements CustomPojoSerializer {
    private static final Set<Class<?>> READ_HERE =
            Set.of(
                    APIGatewayV2HTTPEvent.class,
                    APIGatewayV2WebSocketEvent.class,
                    APIGatewayV2CustomAuthorizerEvent.class);

    /** Not the strict one of messages: what a body may be is for the handlers to say. */
    private static final JsonFactory JSON = new JsonFactory();

    /** Called by the runtime. */
    public GatewayEvents() {}

    @Override
    // The interface is so: the runtime asks for an object of that type.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T fromJson(InputStream input, Type type) {
        if (!(type instanceof Class<?> event && READ_HERE.contains(event))) {
            return (T) runtimes(type).fromJson(input);
        }
        try (JsonParser parser = JSON.createParser(input)) {
            return (T) EventReader.read(JsonTree.read(parser), event);
        } catch (IOException e) {
            throw new UncheckedIOException("the event cannot be read", e);
        }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // As above.
    public <T> T fromJson(String input, Type type) {
        return fromJson(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), type);
    }

    @Override
    public <T> void toJson(T value, OutputStream output, Type type) {
        if (value instanceof APIGatewayV2HTTPResponse response) {
            try (JsonGenerator out = JSON.createGenerator(output)) {
                write(out, response);
            } catch (IOException e) {
                throw new UncheckedIOException("the answer cannot be written", e);
            }
        } else {
            runtimes(type).toJson(value, output);
        }
    }

    private static void write(JsonGenerator out, APIGatewayV2HTTPResponse response)
            throws IOException {
        if (response.getMultiValueHeaders() != null || response.getCookies() != null) {
            throw new IllegalArgumentException("answers have plain headers and no cookies");
        }
        out.writeStartObject();
        out.writeNumberField("statusCode", response.getStatusCode());
        if (response.getHeaders() != null) {
            out.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
                out.writeStringField(header.getKey(), header.getValue());
            }
            out.writeEndObject();
        }
        @Nullable String body = response.getBody();
        if (body != null) {
            out.writeStringField("body", body);
        }
        out.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
        out.writeEndObject();
    }

    /** As the runtime would read and write them without us. */
    @SuppressWarnings("unchecked") // What it reads and writes is of that type.
    private static PojoSerializer<Object> runtimes(Type type) {
        if (type instanceof Class<?> event
                && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
            return LambdaEventSerializers.serializerFor(
                    (Class<Object>) event, GatewayEvents.class.getClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
