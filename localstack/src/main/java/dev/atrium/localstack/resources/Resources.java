package dev.atrium.localstack.resources;

import dev.atrium.keys.KeyTool;
import dev.atrium.localstack.resources.ResourcesOptions.Kind;
import dev.atrium.localstack.store.LocalDynamo;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.Map;
import java.util.function.Consumer;

/** Makes the resources, one kind after the other, and tells what who uses them is to be given. */
final class Resources {
    /** As the data stack makes the queue: a wake is looked at so long, and so often. */
    private static final String WAKE_WORK_S = "60";

    private static final int WAKE_TRIES = 5;

    private final ResourcesOptions options;
    private final EmulatorClients clients;
    private final Consumer<String> terminal;

    Resources(ResourcesOptions options, Consumer<String> terminal) {
        this.options = options;
        this.clients = new EmulatorClients(options);
        this.terminal = terminal;
    }

    /**
     * Makes what is not there.
     *
     * @throws IllegalStateException a line, if the emulator does not make one of them
     */
    void make() {
        for (Kind kind : options.kinds()) {
            try {
                switch (kind) {
                    case TABLES -> tables();
                    case BUCKET -> bucket();
                    case SECRETS -> secrets();
                    case QUEUE -> queue();
                }
            } catch (SdkException e) {
                throw new IllegalStateException(
                        "%s: %s does not make them: %s"
                                .formatted(kind.label(), options.endpoint(), firstLine(e)),
                        e);
            }
        }
    }

    private static String firstLine(SdkException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void tables() {
        try (DynamoDbClient client = clients.dynamo()) {
            LocalDynamo.createTables(client, options.prefix());
            for (TableDefinition<?> table : Tables.all()) {
                String name = options.prefix() + table.name();
                client.waiter().waitUntilTableExists(request -> request.tableName(name));
                table.ttlAttribute().ifPresent(attribute -> expire(client, name, attribute));
            }
        }
        terminal.accept("ATRIUM_TABLE_PREFIX=" + options.prefix());
    }

    private static void expire(DynamoDbClient client, String table, String attribute) {
        TimeToLiveDescription now =
                client.describeTimeToLive(request -> request.tableName(table))
                        .timeToLiveDescription();
        // To switch on what is on is an error.
        if (now.timeToLiveStatus() != TimeToLiveStatus.ENABLED
                && now.timeToLiveStatus() != TimeToLiveStatus.ENABLING) {
            client.updateTimeToLive(
                    request ->
                            request.tableName(table)
                                    .timeToLiveSpecification(
                                            ttl -> ttl.enabled(true).attributeName(attribute)));
        }
    }

    private void bucket() {
        try (S3Client client = clients.s3()) {
            client.createBucket(request -> request.bucket(options.bucket()));
        } catch (BucketAlreadyOwnedByYouException e) {
            // It is there, from an earlier run.
        }
        terminal.accept("ATRIUM_ARCHIVE=s3://" + options.bucket());
    }

    private void secrets() {
        try (SecretsManagerClient client = clients.secrets()) {
            for (String name : KeyTool.secretNames(options.secrets())) {
                try {
                    client.createSecret(request -> request.name(name));
                } catch (ResourceExistsException e) {
                    // It is there, maybe with its keys.
                }
            }
        }
        terminal.accept("ATRIUM_KEYS=secretsmanager:" + options.secrets());
    }

    private void queue() {
        try (SqsClient client = clients.sqs()) {
            String undelivered =
                    client.createQueue(r -> r.queueName(options.prefix() + "undelivered-wakes"))
                            .queueUrl();
            String letters =
                    client.getQueueAttributes(
                                    r ->
                                            r.queueUrl(undelivered)
                                                    .attributeNames(QueueAttributeName.QUEUE_ARN))
                            .attributes()
                            .get(QueueAttributeName.QUEUE_ARN);
            String redrive =
                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                            .formatted(letters, WAKE_TRIES);
            String wakes =
                    client.createQueue(
                                    r ->
                                            r.queueName(options.prefix() + "wakes")
                                                    .attributes(
                                                            Map.of(
                                                                    QueueAttributeName
                                                                            .VISIBILITY_TIMEOUT,
                                                                    WAKE_WORK_S,
                                                                    QueueAttributeName
                                                                            .REDRIVE_POLICY,
                                                                    redrive)))
                            .queueUrl();
            terminal.accept("ATRIUM_WAKE_QUEUE_URL=" + wakes);
        }
    }
}
