package dev.atrium.functions.priming;

import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Runs AWS's clients: against answers that are made up, and once over the network with credentials
 * that are none, so that the connection's own classes are there too.
 */
public final class AwsPriming {
    private static final String PREFIX = "priming-";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

    /** Of requests that go nowhere. */
    private static final Region ANY = Region.EU_CENTRAL_1;

    private static final StaticCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming"));

    private static final String ITEM =
            """
            {"playerId":{"S":"p-0"},"name":{"S":"Priming"},"icon":{"S":"fox"},\
            "kind":{"S":"guest"},"createdAtMs":{"N":"1"}}\
            """;
    private static final String ANSWER =
            "{\"Item\":" + ITEM + ",\"Attributes\":" + ITEM + ",\"Items\":[" + ITEM + "]}";
    private static final String CONFLICT =
            """
            {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",\
            "message":"priming"}\
            """;

    private AwsPriming() {}

    /** The Enhanced Client: every table's schema, and each kind of request and answer. */
    public static void tables() {
        try (DynamoDbClient answering = dynamo(200, ANSWER);
                DynamoDbClient refusing = dynamo(400, CONFLICT)) {
            DynamoDbEnhancedClient enhanced = enhanced(answering);
            for (TableDefinition<?> table : Tables.all()) {
                var _ = table.in(enhanced, PREFIX);
            }
            DynamoDbTable<PlayerRow> players = Tables.PLAYERS.in(enhanced, PREFIX);
            PlayerRow row = players.getItem(key("p-0"));
            players.putItem(put -> put.item(row).conditionExpression(absent()));
            var _ = players.updateItem(row);
            var _ = players.deleteItem(key("p-0"));
            var _ = players.query(QueryConditional.keyEqualTo(key("p-0"))).items().stream().count();
            var _ =
                    enhanced.transactWriteItemsWithResponse(
                            write -> write.addPutItem(players, row));
            var _ =
                    answering.updateItem(
                            update ->
                                    update.tableName(PREFIX)
                                            .key(Map.of("playerId", AttributeValue.fromS("p-0")))
                                            .updateExpression("SET played = played + :one")
                                            .expressionAttributeValues(
                                                    Map.of(":one", AttributeValue.fromN("1"))));
            refused(() -> Tables.PLAYERS.in(enhanced(refusing), PREFIX).putItem(row));
        }
    }

    /** Posts to connections, one that is there and one that has gone. */
    public static void gateway() {
        for (int status : new int[] {200, 410}) {
            try (ApiGatewayManagementApiClient gateway =
                    ApiGatewayManagementApiClient.builder()
                            .region(ANY)
                            .endpointOverride(URI.create("http://127.0.0.1/priming"))
                            .credentialsProvider(NOBODY)
                            .httpClient(new CannedHttp(status, "{}"))
                            .build()) {
                refused(
                        () ->
                                gateway.postToConnection(
                                        post ->
                                                post.connectionId("priming")
                                                        .data(SdkBytes.fromUtf8String("{}"))));
            }
        }
    }

    /**
     * One request over the network to where the standard variables say that DynamoDB is. It is
     * refused, since nobody signed it, and its connection is not kept: it would be dead in a
     * snapshot.
     */
    public static void network() {
        SdkHttpClient http =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CALL_TIMEOUT)
                        .socketTimeout(CALL_TIMEOUT)
                        .build();
        try (DynamoDbClient client =
                signedByNobody()
                        .httpClient(http)
                        .overrideConfiguration(
                                c ->
                                        c.apiCallTimeout(CALL_TIMEOUT)
                                                .retryStrategy(RetryMode.STANDARD)
                                                .retryStrategy(r -> r.maxAttempts(1))
                                                .putHeader("Connection", "close"))
                        .build()) {
            refused(
                    () ->
                            client.getItem(
                                    get ->
                                            get.tableName(PREFIX + "none")
                                                    .key(
                                                            Map.of(
                                                                    "playerId",
                                                                    AttributeValue.fromS("p-0")))));
        }
    }

    private static DynamoDbClient dynamo(int status, String answer) {
        return signedByNobody()
                .region(ANY)
                .endpointOverride(URI.create("http://127.0.0.1"))
                .httpClient(new CannedHttp(status, answer))
                .build();
    }

    private static DynamoDbClientBuilder signedByNobody() {
        return DynamoDbClient.builder().credentialsProvider(NOBODY);
    }

    private static DynamoDbEnhancedClient enhanced(DynamoDbClient client) {
        return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    }

    private static Key key(String playerId) {
        return Key.builder().partitionValue(playerId).build();
    }

    private static Expression absent() {
        return Expression.builder().expression("attribute_not_exists(playerId)").build();
    }

    /** That it is refused is what it is for. */
    private static void refused(Runnable request) {
        try {
            request.run();
        } catch (SdkException e) {
            // The classes of refusals are loaded now.
        }
    }
}
