package dev.atrium.cdk;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awscdk.CfnOutput;
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
import software.constructs.Construct;

/**
 * What outlives every process: the tables of {@link Tables}, billed per request, with their
 * streams, expiry and point-in-time recovery, and the archive of finished rooms' journals.
 */
public final class DataStack extends Stack {
    private final Stage stage;

    /**
     * All tables and the archive of a stage.
     *
     * @param scope the app
     * @param stage names everything, and says whether data outlives the stack
     * @param props account and region
     */
    public DataStack(Construct scope, Stage stage, StackProps props) {
        super(scope, "atrium-" + stage.name() + "-data", props);
        this.stage = stage;
        Tables.all().forEach(this::table);
        archive();
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

    /** No name of its own: bucket names are taken worldwide. So it is told. */
    private void archive() {
        Bucket bucket =
                Bucket.Builder.create(this, "archive")
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .encryption(BucketEncryption.S3_MANAGED)
                        .enforceSsl(true)
                        .versioned(true)
                        .removalPolicy(removal())
                        .build();
        CfnOutput.Builder.create(this, "Archive")
                .description("ATRIUM_ARCHIVE of hosts and functions")
                .value("s3://" + bucket.getBucketName())
                .build();
    }

    private RemovalPolicy removal() {
        return stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
