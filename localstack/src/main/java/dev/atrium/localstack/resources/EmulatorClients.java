package dev.atrium.localstack.resources;

import dev.atrium.aws.AwsHttp;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of one emulator, which is known by its address and believes whoever asks. */
final class EmulatorClients {
    private final ResourcesOptions options;

    EmulatorClients(ResourcesOptions options) {
        this.options = options;
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(options.endpoint())
                .region(Region.of(options.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        options.accessKeyId(), options.accessKeyId())))
                .httpClient(AwsHttp.client())
                .build();
    }

    DynamoDbClient dynamo() {
        return client(DynamoDbClient.builder());
    }

    /** With buckets in paths: a name such as {@code bucket.localhost} may lead nowhere. */
    S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    SecretsManagerClient secrets() {
        return client(SecretsManagerClient.builder());
    }

    SqsClient sqs() {
        return client(SqsClient.builder());
    }
}
