package dev.atrium.localstack.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.ConnectAuthorizer;
import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.api.HttpApi;
import dev.atrium.localstack.gateway.api.HttpRoute;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Parts of emulators that tests start for themselves, with what their functions were told. */
final class EmulatorFixture {

    static final ObjectMapper JSON = new ObjectMapper();

    /** Events in the order told. */
    final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();

    /** What a function of a test does with its event. */
    interface Act {
        void accept(JsonNode event) throws IOException, InterruptedException;
    }

    LocalLambda function(String name, Act act) {
        return LocalLambda.ofStream(
                LambdaSettings.named(name),
                (input, output, context) -> {
                    JsonNode event = JSON.readTree(input);
                    try {
                        act.accept(event);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    JSON.writeValue(output, Map.of("statusCode", 200));
                });
    }

    /** A function that notes its event. */
    Integration noting(String name) {
        return new Integration.LambdaProxy(function(name, told::add));
    }

    JsonNode nextTold() throws InterruptedException {
        JsonNode event = told.poll(10, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no function was told anything");
        }
        return event;
    }

    static WebSocketApi socketApi(Map<String, Integration> routes) {
        return new WebSocketApi("wsapi", "ws", routes, null);
    }

    /** Lets anyone in as player p-1. */
    static ConnectAuthorizer openDoor() {
        return new ConnectAuthorizer(
                LocalLambda.ofStream(
                        LambdaSettings.named("door"),
                        (input, output, context) -> {
                            ObjectNode answer = JSON.createObjectNode().put("principalId", "p-1");
                            answer.putObject("policyDocument")
                                    .putArray("Statement")
                                    .addObject()
                                    .put("Effect", "Allow")
                                    .put("Action", "execute-api:Invoke")
                                    .put("Resource", "*");
                            answer.putObject("context").put("name", "Ada");
                            JSON.writeValue(output, answer);
                        }),
                "token");
    }

    static GatewayEmulator start(WebSocketApi api) {
        return start(api, UnaryOperator.identity());
    }

    static GatewayEmulator start(WebSocketApi api, UnaryOperator<GatewayLimits> limits) {
        return start(api, List.of(), limits);
    }

    static GatewayEmulator start(
            WebSocketApi api, List<HttpRoute> routes, UnaryOperator<GatewayLimits> limits) {
        return GatewayEmulator.start(
                GatewaySettings.local(0, ContractFunctions.ACCESS_KEY_ID)
                        .withLimits(limits.apply(GatewayLimits.aws())),
                new HttpApi("httpapi", routes, null),
                api,
                null);
    }

    static RawSocket connect(GatewayEmulator emulator) throws IOException {
        RawSocket socket = RawSocket.connect(URI.create(emulator.socketUrl() + "?token=t"));
        if (socket.status() != 101) {
            throw new AssertionError("refused with " + socket.status() + " " + socket.body());
        }
        return socket;
    }
}
