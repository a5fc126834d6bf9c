package dev.atrium.localstack.api;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.net.URI;
import java.util.Map;

/**
 * Clients of the local stand-ins, and the standard variables of AWS that lead other processes to
 * them.
 *
 * @param dynamo where DynamoDB Local answers
 */
public record LocalAws(URI dynamo) {
    /** The access key id of the local stack; no secret. */
    public static final String ACCESS_KEY_ID = "local";

    private static final Region REGION = Region.US_EAST_1;

    /** The variables for a process of the stack. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                dynamo.toString(),
                "AWS_REGION",
                REGION.id(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY",
                ACCESS_KEY_ID);
    }

    /** A client of the tables. */
    public DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .endpointOverride(dynamo)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A client of the tables' streams. */
    public DynamoDbStreamsClient streams() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(dynamo)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A client of {@code @connections}. */
    public ApiGatewayManagementApiClient gateway(URI endpoint) {
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ACCESS_KEY_ID, ACCESS_KEY_ID));
    }
}
