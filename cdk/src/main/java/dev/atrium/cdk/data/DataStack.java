package dev.atrium.cdk.data;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TablePropsV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What outlives every process: the tables of {@link Tables}, billed per request, with their
 * streams, expiry and point-in-time recovery, the archive of finished rooms' journals, and the
 * queue of wakes.
 */
public final class DataStack extends Stack {
    /** Nothing is written twice but by a retry, which writes the same. */
    private static final int REPLACED_KEPT_DAYS = 30;

    private static final int UPLOADS_KEPT_DAYS = 7;
    private static final int WAKE_TRIES = 5;
    private static final int WAKES_KEPT_DAYS = 14;

    /** Of the function that works on one, with room. */
    private static final int WAKE_WORK_S = 60;

    private final Stage stage;
    private final Map<String, TableV2> tables = new LinkedHashMap<>();
    private final Bucket archive;
    private final Queue wakes;

    /**
     * All tables and the archive of a stage.
     *
     * @param scope the app
     * @param stage names everything, and says whether data outlives the stack
     * @param props account and region
     */
    public DataStack(Construct scope, Stage stage, StackProps props) {
        super(scope, stage.stack("data"), props);
        this.stage = stage;
        Tables.all().forEach(this::table);
        archive = newArchive();
        wakes = newWakes();
    }

    private void table(TableDefinition<?> definition) {
        TablePropsV2.Builder props =
                TablePropsV2.builder()
                        .tableName(stage.tablePrefix() + definition.name())
                        .partitionKey(key(definition.partitionKey()))
                        .billing(Billing.onDemand())
                        .encryption(TableEncryptionV2.dynamoOwnedKey())
                        .pointInTimeRecoverySpecification(
                                PointInTimeRecoverySpecification.builder()
                                        .pointInTimeRecoveryEnabled(true)
                                        .build())
                        .deletionProtection(stage.keepsData())
                        .removalPolicy(removal());
        definition.sortKey().ifPresent(sort -> props.sortKey(key(sort)));
        definition.ttlAttribute().ifPresent(props::timeToLiveAttribute);
        if (definition.stream()) {
            props.dynamoStream(StreamViewType.NEW_IMAGE);
        }
        TableV2 table = new TableV2(this, definition.name(), props.build());
        definition.indexes().forEach(index -> table.addGlobalSecondaryIndex(indexed(index)));
        tables.put(definition.name(), table);
    }

    private static GlobalSecondaryIndexPropsV2 indexed(TableDefinition.Index index) {
        GlobalSecondaryIndexPropsV2.Builder props =
                GlobalSecondaryIndexPropsV2.builder()
                        .indexName(index.name())
                        .partitionKey(key(index.partitionKey()))
                        .projectionType(ProjectionType.ALL);
        index.sortKey().ifPresent(sort -> props.sortKey(key(sort)));
        return props.build();
    }

    private static Attribute key(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /**
     * No name of its own: bucket names are taken worldwide. So it is told. Journals stay as they
     * are: most are smaller than what a cheaper class of storage counts at least.
     */
    private Bucket newArchive() {
        Bucket bucket =
                bucket("archive")
                        .versioned(true)
                        .serverAccessLogsBucket(accessLogs())
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .noncurrentVersionExpiration(
                                                        Duration.days(REPLACED_KEPT_DAYS))
                                                .abortIncompleteMultipartUploadAfter(
                                                        Duration.days(UPLOADS_KEPT_DAYS))
                                                .build()))
                        .build();
        CfnOutput.Builder.create(this, "Archive")
                .description("ATRIUM_ARCHIVE of hosts and functions")
                .value("s3://" + bucket.getBucketName())
                .build();
        return bucket;
    }

    /** Who has read and written journals. */
    private Bucket accessLogs() {
        Bucket logs =
                bucket("access-logs")
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .expiration(Duration.days(stage.logDays()))
                                                .build()))
                        .build();
        Rules.except(logs, "AwsSolutions-S1", "It holds the access logs of the other bucket.");
        return logs;
    }

    private Bucket.Builder bucket(String name) {
        return Bucket.Builder.create(this, name)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .removalPolicy(removal());
    }

    /**
     * Wakes of matchmaking: each looks at one queue of players for a second. What cannot be worked
     * on five times is kept apart, and the schedule finds the players.
     */
    private Queue newWakes() {
        Queue undelivered =
                Queue.Builder.create(this, "undelivered-wakes")
                        // An alarm looks at it by that.
                        .queueName(stage.stack("undelivered-wakes"))
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .retentionPeriod(Duration.days(WAKES_KEPT_DAYS))
                        .build();
        Queue queue =
                Queue.Builder.create(this, "wakes")
                        // A standard one: FIFO queues know no delay of a single message.
                        .queueName(stage.stack("wakes"))
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .visibilityTimeout(Duration.seconds(WAKE_WORK_S))
                        .deadLetterQueue(
                                DeadLetterQueue.builder()
                                        .queue(undelivered)
                                        .maxReceiveCount(WAKE_TRIES)
                                        .build())
                        .build();
        CfnOutput.Builder.create(this, "Wakes")
                .description("ATRIUM_WAKE_QUEUE_URL of functions")
                .value(queue.getQueueUrl())
                .build();
        return queue;
    }

    /**
     * The stream of a table's changes.
     *
     * @throws IllegalArgumentException if it has none
     */
    public String streamArn(TableDefinition<?> definition) {
        TableV2 table = tables.get(definition.name());
        if (table == null || table.getTableStreamArn() == null) {
            throw new IllegalArgumentException(definition.name() + " has no stream");
        }
        return table.getTableStreamArn();
    }

    /** The bucket of finished rooms' journals. */
    public Bucket archive() {
        return archive;
    }

    /** The queue of matchmaking's wakes. */
    public Queue wakes() {
        return wakes;
    }

    private RemovalPolicy removal() {
        return stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
