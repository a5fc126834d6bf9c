package dev.atrium.functions.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Held to what Lambda's own runtime reads and writes. */
class GatewayEventsTest {
    private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events.";

    /** Every kind of field at once. */
    private static final String FULL_HTTP =
            """
            {"version":"2.0","routeKey":"POST /a","rawPath":"/a","rawQueryString":"b=1&b=2",
             "cookies":["c=1","d=2"],"headers":{"x":"y"},"queryStringParameters":{"b":"1,2"},
             "pathParameters":{"id":"7"},"stageVariables":{"s":"t"},"body":"eyJ9","unknown":{"a":1},
             "isBase64Encoded":true,
             "requestContext":{"timeEpoch":1753118784123,"time":"now","stage":null,
              "http":{"method":"POST","sourceIp":"203.0.113.7"},
              "authorizer":{"lambda":{"text":"a","int":1,"long":9007199254740993,"double":1.5,
               "yes":true,"none":null,"list":["a",2,[3]],"map":{"k":{"v":1}}},
               "jwt":{"claims":{"sub":"u"},"scopes":["r","w"]}}}}
            """;

    private final GatewayEvents events = new GatewayEvents();

    @Test
    void theRuntimeFindsItAsAService() {
        List<CustomPojoSerializer> found =
                ServiceLoader.load(CustomPojoSerializer.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        assertEquals(1, found.size(), "the runtime takes no more than one");
        assertInstanceOf(GatewayEvents.class, found.getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "http,APIGatewayV2HTTPEvent",
        "http-authorizer,APIGatewayV2CustomAuthorizerEvent",
        "websocket-connect,APIGatewayV2WebSocketEvent",
        "websocket-message,APIGatewayV2WebSocketEvent",
        "websocket-disconnect,APIGatewayV2WebSocketEvent",
        "websocket-authorizer,APIGatewayCustomAuthorizerEvent",
    })
    void eventsAreReadAsTheRuntimeReadsThem(String sample, String type)
            throws ClassNotFoundException {
        assertReadAlike(LocalFunctions.sample(sample).toString(), Class.forName(EVENTS + type));
    }

    @Test
    void everyKindOfFieldIsReadAsTheRuntimeReadsIt() {
        assertReadAlike(FULL_HTTP, APIGatewayV2HTTPEvent.class);
        assertReadAlike("{}", APIGatewayV2HTTPEvent.class);
        assertReadAlike("{}", APIGatewayV2WebSocketEvent.class);
        assertReadAlike("{}", APIGatewayV2CustomAuthorizerEvent.class);
    }

    @Test
    void aBodyThatNoHandlerWouldTakeIsReadAllTheSame() {
        String body = "x".repeat(5_000_000);

        APIGatewayV2HTTPEvent event =
                events.fromJson("{\"body\":\"" + body + "\"}", APIGatewayV2HTTPEvent.class);

        assertEquals(body, event.getBody());
    }

    @Test
    void textThatIsNoEventIsRefused() {
        assertThrows(
                UncheckedIOException.class,
                () -> events.fromJson("{\"body\":", APIGatewayV2HTTPEvent.class));
    }

    @Test
    void answersAreWrittenAsTheRuntimeWritesThem() throws IOException {
        APIGatewayV2HTTPResponse full =
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(200)
                        .withHeaders(Map.of("content-type", "application/json"))
                        .withBody("{\"ä\":\"\\u2028\"}")
                        .withIsBase64Encoded(true)
                        .build();
        assertWrittenAlike(full, APIGatewayV2HTTPResponse.class);
        assertWrittenAlike(
                APIGatewayV2HTTPResponse.builder().withStatusCode(204).build(),
                APIGatewayV2HTTPResponse.class);
        APIGatewayV2WebSocketResponse socket = new APIGatewayV2WebSocketResponse();
        socket.setStatusCode(200);
        assertWrittenAlike(socket, APIGatewayV2WebSocketResponse.class);
    }

    @Test
    void anAnswerWithWhatOursNeverHaveIsNotCutShort() {
        APIGatewayV2HTTPResponse cookies =
                APIGatewayV2HTTPResponse.builder().withCookies(List.of("a=b")).build();

        assertThrows(
                IllegalArgumentException.class,
                () -> written(cookies, APIGatewayV2HTTPResponse.class));
    }

    @Test
    void otherEventsAreReadByTheRuntimesOwn() {
        SQSEvent queue =
                events.fromJson(
                        "{\"Records\":[{\"messageId\":\"m\",\"body\":\"b\"}]}", SQSEvent.class);
        DynamodbEvent stream =
                events.fromJson(
                        """
                        {"Records":[{"eventID":"1","dynamodb":{"Keys":{"id":{"S":"r"}}}}]}
                        """,
                        DynamodbEvent.class);

        assertEquals("b", queue.getRecords().getFirst().getBody());
        assertEquals("r", stream.getRecords().getFirst().getDynamodb().getKeys().get("id").getS());
    }

    private <T> void assertReadAlike(String json, Class<T> type) {
        PojoSerializer<T> runtimes =
                LambdaEventSerializers.serializerFor(type, getClass().getClassLoader());
        T expected = runtimes.fromJson(json);

        T read = events.fromJson(json, type);

        assertEquals(expected, read);
        assertEquals(String.valueOf(expected), String.valueOf(read));
    }

    private <T> void assertWrittenAlike(T value, Class<T> type) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(type, getClass().getClassLoader())
                .toJson(value, expected);

        assertEquals(
                Json.mapper().readTree(expected.toString(StandardCharsets.UTF_8)),
                Json.mapper().readTree(written(value, type)));
    }

    private String written(Object value, Type type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        events.toJson(value, out, type);
        return out.toString(StandardCharsets.UTF_8);
    }
}
