package dev.atrium.localstack.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.ConnectAuthorizer;
import dev.atrium.localstack.gateway.api.CorsConfiguration;
import dev.atrium.localstack.gateway.api.HttpApi;
import dev.atrium.localstack.gateway.api.HttpAuthorizer;
import dev.atrium.localstack.gateway.api.HttpRoute;
import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions and APIs that {@link GatewayContractIT} talks to. They tell what they saw through
 * their answers alone, so that they can be deployed behind a real stage as they are.
 */
final class ContractFunctions {

    static final String ACCESS_KEY_ID = "AKIDLOCAL";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractFunctions() {}

    static HttpApi httpApi() {
        LocalLambda echo = LocalLambda.ofStream(LambdaSettings.named("echo"), new EchoHttpEvent());
        LocalLambda answers =
                LocalLambda.of(
                        LambdaSettings.named("answers"),
                        new Answers(),
                        APIGatewayV2HTTPEvent.class);
        HttpAuthorizer authorizer =
                new HttpAuthorizer(
                        LocalLambda.of(
                                LambdaSettings.named("http-authorizer"),
                                new GuardHttp(),
                                APIGatewayV2CustomAuthorizerEvent.class));
        return new HttpApi(
                "httpcontract",
                List.of(
                        HttpRoute.open("ANY /contract/echo", echo),
                        HttpRoute.open("ANY /contract/echo/{id}", echo),
                        HttpRoute.open("GET /contract/echo/{id}", echo),
                        HttpRoute.open("GET /contract/echo/fixed", echo),
                        HttpRoute.open("ANY /contract/{proxy+}", echo),
                        HttpRoute.open("GET /contract/answers/{kind}", answers),
                        HttpRoute.guarded("GET /contract/guarded", echo, authorizer)),
                new CorsConfiguration(
                        List.of("https://play.example"),
                        List.of("GET", "POST"),
                        List.of("authorization", "content-type"),
                        List.of("apigw-requestid"),
                        600));
    }

    static WebSocketApi webSocketApi() {
        Map<String, Integration> routes = new LinkedHashMap<>();
        routes.put(
                WebSocketApi.CONNECT,
                new Integration.LambdaProxy(
                        LocalLambda.of(
                                LambdaSettings.named("connect"),
                                new Connect(),
                                APIGatewayV2WebSocketEvent.class)));
        LocalLambda messages =
                LocalLambda.ofStream(LambdaSettings.named("messages"), new Messages());
        for (String action :
                List.of(
                        "echo-event",
                        "fail",
                        "no-status",
                        "silent",
                        "wait",
                        "big",
                        "close-me",
                        WebSocketApi.DEFAULT)) {
            routes.put(action, new Integration.LambdaProxy(messages));
        }
        return new WebSocketApi(
                "wscontract",
                "ws",
                routes,
                new ConnectAuthorizer(
                        LocalLambda.of(
                                LambdaSettings.named("connect-authorizer"),
                                new GuardConnect(),
                                APIGatewayCustomAuthorizerEvent.class),
                        "token"));
    }

    /** A client for the connections of an endpoint, local or of AWS. */
    static ApiGatewayManagementApiClient connections(String domainName, String stage) {
        boolean aws = domainName.endsWith(".amazonaws.com");
        var builder =
                ApiGatewayManagementApiClient.builder()
                        .endpointOverride(
                                URI.create(
                                        (aws ? "https://" : "http://") + domainName + "/" + stage));
        if (!aws) {
            builder.region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create(ACCESS_KEY_ID, "secret")));
        }
        return builder.build();
    }

    /** Answers with the event itself. */
    static final class EchoHttpEvent implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context)
                throws IOException {
            ObjectNode answer = JSON.createObjectNode().put("statusCode", 200);
            answer.putObject("headers")
                    .put("Content-Type", "application/json")
                    .put("access-control-allow-origin", "https://integrations-word.example");
            JSON.writeValue(output, answer.put("body", JSON.readTree(input).toString()));
        }
    }

    /** Answers in all the ways there are. */
    static final class Answers implements RequestHandler<APIGatewayV2HTTPEvent, Object> {
        @Override
        public Object handleRequest(APIGatewayV2HTTPEvent event, Context context) {
            return switch (event.getPathParameters().get("kind")) {
                case "typed" ->
                        APIGatewayV2HTTPResponse.builder()
                                .withStatusCode(201)
                                .withHeaders(Map.of("X-Kind", "typed"))
                                .withCookies(List.of("a=1", "b=2; Path=/"))
                                .withBody("created")
                                .build();
                case "inferred" -> Map.of("hello", "world");
                case "text" -> "hello";
                case "base64" -> Map.of("statusCode", 200, "body", "AP8=", "isBase64Encoded", true);
                case "bad-status" -> Map.of("statusCode", "many");
                case "bad-header" ->
                        Map.of("statusCode", 200, "headers", Map.of("x", "1\r\nset-cookie: y=1"));
                case "bad-base64" ->
                        Map.of("statusCode", 200, "body", "%", "isBase64Encoded", true);
                case "bad-body" -> Map.of("statusCode", 200, "body", List.of(1));
                default -> throw new IllegalStateException("as asked");
            };
        }
    }

    /** Says what the Authorization header asks for. */
    static final class GuardHttp
            implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {
        @Override
        public SimpleIAMPolicyResponse handleRequest(
                APIGatewayV2CustomAuthorizerEvent event, Context context) {
            return switch (event.getIdentitySource().getFirst()) {
                case "allow" ->
                        SimpleIAMPolicyResponse.builder()
                                .withIsAuthorized(true)
                                .withContext(Map.of("playerId", "p-1", "arn", event.getRouteArn()))
                                .build();
                case "nothing" -> null;
                case "throw" -> throw new IllegalStateException("as asked");
                default -> SimpleIAMPolicyResponse.builder().withIsAuthorized(false).build();
            };
        }
    }

    /** Says what the token asks for. */
    static final class GuardConnect
            implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {
        @Override
        public IamPolicyResponse handleRequest(
                APIGatewayCustomAuthorizerEvent event, Context context) {
            String token = event.getQueryStringParameters().get("token");
            var statement =
                    switch (token) {
                        case "deny" -> IamPolicyResponse.denyStatement(event.getMethodArn());
                        case "elsewhere" ->
                                IamPolicyResponse.allowStatement(event.getMethodArn() + "/not");
                        case "unauthorized" -> throw new IllegalStateException("Unauthorized");
                        case "throw" -> throw new IllegalStateException("as asked");
                        default -> IamPolicyResponse.allowStatement(event.getMethodArn());
                    };
            return IamPolicyResponse.builder()
                    .withPrincipalId(token.equals("nobody") ? null : "p-1")
                    .withPolicyDocument(
                            IamPolicyResponse.PolicyDocument.builder()
                                    .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                                    .withStatement(List.of(statement))
                                    .build())
                    .withContext(
                            token.equals("nested")
                                    ? Map.of("list", List.of(1))
                                    : Map.of("name", "Ada", "level", 7, "guest", true))
                    .build();
        }
    }

    /** Lets in or not, as the query asks. */
    static final class Connect
            implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
        @Override
        public APIGatewayV2WebSocketResponse handleRequest(
                APIGatewayV2WebSocketEvent event, Context context) {
            APIGatewayV2WebSocketResponse answer = new APIGatewayV2WebSocketResponse();
            answer.setStatusCode(200);
            switch (event.getQueryStringParameters().getOrDefault("connect", "")) {
                case "refuse" -> answer.setStatusCode(403);
                case "fail" -> throw new IllegalStateException("as asked");
                case "subprotocol" ->
                        answer.setHeaders(Map.of("Sec-WebSocket-Protocol", "atrium.1"));
                case "post" -> answer.setStatusCode(postsTooEarly(event) ? 200 : 500);
                default -> {}
            }
            return answer;
        }

        private static boolean postsTooEarly(APIGatewayV2WebSocketEvent event) {
            var context = event.getRequestContext();
            try (var client = connections(context.getDomainName(), context.getStage())) {
                client.postToConnection(
                        request ->
                                request.connectionId(context.getConnectionId())
                                        .data(SdkBytes.fromUtf8String("early")));
                return false;
            } catch (GoneException expected) {
                return true;
            }
        }
    }

    /** Does what a message's action says. */
    static final class Messages implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context)
                throws IOException {
            JsonNode event = JSON.readTree(input);
            JsonNode request = event.path("requestContext");
            String id = request.path("connectionId").asText();
            try (var client =
                    connections(
                            request.path("domainName").asText(), request.path("stage").asText())) {
                act(client, id, event, request.path("routeKey").asText(), output);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private static void act(
                ApiGatewayManagementApiClient client,
                String id,
                JsonNode event,
                String routeKey,
                OutputStream output)
                throws IOException, InterruptedException {
            String body = event.path("body").asText();
            switch (routeKey) {
                case "fail" -> throw new IllegalStateException("as asked");
                case "no-status" -> {
                    JSON.writeValue(output, Map.of("body", "no status"));
                    return;
                }
                case "silent" -> {}
                case "echo-event" -> post(client, id, event.toString());
                case "wait" -> {
                    // The test says how long this function takes.
                    Thread.sleep(JSON.readTree(body).path("ms").asLong());
                    post(client, id, body);
                }
                case "big" -> post(client, id, "é".repeat(JSON.readTree(body).path("n").asInt()));
                case "close-me" -> client.deleteConnection(request -> request.connectionId(id));
                default -> post(client, id, "default:" + body.length() + ":" + head(body));
            }
            JSON.writeValue(output, Map.of("statusCode", 200, "body", "never to be seen"));
        }

        private static String head(String body) {
            return body.substring(0, Math.min(40, body.length()));
        }

        private static void post(ApiGatewayManagementApiClient client, String id, String text) {
            try {
                client.postToConnection(
                        request -> request.connectionId(id).data(SdkBytes.fromUtf8String(text)));
            } catch (ApiGatewayManagementApiException refused) {
                String name = refused.getClass().getSimpleName();
                client.postToConnection(
                        request -> request.connectionId(id).data(SdkBytes.fromUtf8String(name)));
            }
        }
    }
}
