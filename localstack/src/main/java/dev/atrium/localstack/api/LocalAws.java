package dev.atrium.localstack.api;

import dev.atrium.aws.AwsHttp;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.util.Map;

/**
 * Clients of the local stand-ins, and the standard variables of AWS that lead other processes to
 * them.
 *
 * @param dynamo where DynamoDB Local answers
 * @param accessKeyId who calls; {@code @connections} takes calls of nobody else, so it is to be
 *     kept secret where others reach that. Letters and digits, as DynamoDB Local wants it
 */
public record LocalAws(URI dynamo, String accessKeyId) {
    /** The access key id of stages that nobody else reaches; no secret. */
    public static final String ACCESS_KEY_ID = "local";

    private static final Region REGION = Region.US_EAST_1;

    /** With the access key id of stages that nobody else reaches. */
    public LocalAws(URI dynamo) {
        this(dynamo, ACCESS_KEY_ID);
    }

    /** The variables for a process of the stack. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                dynamo.toString(),
                "AWS_REGION",
                REGION.id(),
                "AWS_ACCESS_KEY_ID",
                accessKeyId,
                "AWS_SECRET_ACCESS_KEY",
                accessKeyId);
    }

    /** A client of the tables. */
    public DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .endpointOverride(dynamo)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(AwsHttp.client())
                .build();
    }

    /** A client of the tables' streams. */
    public DynamoDbStreamsClient streams() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(dynamo)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(AwsHttp.client())
                .build();
    }

    /** A client of {@code @connections}. */
    public ApiGatewayManagementApiClient gateway(URI endpoint) {
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(AwsHttp.client())
                .build();
    }

    /** A client of queues. */
    public SqsClient sqs(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(AwsHttp.client())
                .build();
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKeyId, accessKeyId));
    }
}
