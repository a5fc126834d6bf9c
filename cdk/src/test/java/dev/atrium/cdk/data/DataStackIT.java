package dev.atrium.cdk.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Matcher;
import software.amazon.awscdk.assertions.Template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class DataStackIT {
    private static final String TABLE = "AWS::DynamoDB::GlobalTable";

    private static Template of(Stage stage) {
        return Template.fromStack(new DataStack(new App(), stage, StackProps.builder().build()));
    }

    private static List<Map<String, Object>> keys(String partition, Optional<String> sort) {
        List<Map<String, Object>> keys = new ArrayList<>();
        keys.add(Map.of("AttributeName", partition, "KeyType", "HASH"));
        sort.ifPresent(s -> keys.add(Map.of("AttributeName", s, "KeyType", "RANGE")));
        return keys;
    }

    @Test
    void everyTableOfTheSchemaIsThereAsTheCodeExpectsIt() {
        Template template = of(Stage.DEV);
        template.resourceCountIs(TABLE, Tables.all().size());
        for (TableDefinition<?> table : Tables.all()) {
            template.hasResourceProperties(
                    TABLE,
                    Map.of(
                            "TableName",
                            "atrium-dev-" + table.name(),
                            "BillingMode",
                            "PAY_PER_REQUEST",
                            "KeySchema",
                            keys(table.partitionKey(), table.sortKey()),
                            "TimeToLiveSpecification",
                            table.ttlAttribute()
                                    .<Object>map(
                                            ttl -> Map.of("AttributeName", ttl, "Enabled", true))
                                    .orElse(Match.absent()),
                            "StreamSpecification",
                            table.stream()
                                    ? Map.of("StreamViewType", "NEW_IMAGE")
                                    : Match.absent()));
        }
    }

    @Test
    void whatWakesSettlementAndWhatFindsAPlayersSocketsAreSpelledOut() {
        Template template = of(Stage.DEV);
        template.hasResourceProperties(
                TABLE,
                Map.of(
                        "TableName",
                        "atrium-dev-outcomes",
                        "KeySchema",
                        keys("roomId", Optional.empty()),
                        "StreamSpecification",
                        Map.of("StreamViewType", "NEW_IMAGE")));
        template.hasResourceProperties(
                TABLE,
                Map.of(
                        "TableName",
                        "atrium-dev-connections",
                        "GlobalSecondaryIndexes",
                        List.of(
                                Map.of(
                                        "IndexName",
                                        "by-player",
                                        "KeySchema",
                                        keys("playerId", Optional.empty()),
                                        "Projection",
                                        Map.of("ProjectionType", "ALL")))));
    }

    @Test
    void everyTableCanBeRecoveredToAPointInTime() {
        Map<String, Object> recovered =
                Map.of(
                        "PointInTimeRecoverySpecification",
                        Map.of("PointInTimeRecoveryEnabled", true));
        of(Stage.PROD).allResourcesProperties(TABLE, Map.of("Replicas", having(recovered)));
    }

    @Test
    void playersDataOutlivesItsStackAndTryingThingsDoesNot() {
        Template prod = of(Stage.PROD);
        prod.allResources(TABLE, Map.of("DeletionPolicy", "Retain"));
        prod.allResources("AWS::S3::Bucket", Map.of("DeletionPolicy", "Retain"));
        Template dev = of(Stage.DEV);
        dev.allResources(TABLE, Map.of("DeletionPolicy", "Delete"));
        assertEquals(0, dev.findResources(TABLE, Map.of("DeletionPolicy", "Retain")).size());
    }

    @Test
    void archiveIsNobodysButOurs() {
        Template template = of(Stage.PROD);
        template.resourceCountIs("AWS::S3::Bucket", 2);
        template.hasResourceProperties(
                "AWS::S3::Bucket",
                Map.of(
                        "LoggingConfiguration",
                        Match.anyValue(),
                        "VersioningConfiguration",
                        Match.anyValue()));
        template.hasResourceProperties(
                "AWS::S3::Bucket",
                Map.of(
                        "VersioningConfiguration",
                        Map.of("Status", "Enabled"),
                        "PublicAccessBlockConfiguration",
                        Map.of(
                                "BlockPublicAcls",
                                true,
                                "BlockPublicPolicy",
                                true,
                                "IgnorePublicAcls",
                                true,
                                "RestrictPublicBuckets",
                                true)));
        Map<String, Object> refusesPlainText =
                Map.of(
                        "Effect",
                        "Deny",
                        "Condition",
                        Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        template.hasResourceProperties(
                "AWS::S3::BucketPolicy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of("Statement", having(refusesPlainText)))));
    }

    @Test
    void aWakeThatNobodyCanWorkOnIsKeptApartAfterTheFifthTime() {
        Template template = of(Stage.PROD);
        template.resourceCountIs("AWS::SQS::Queue", 2);
        template.hasResourceProperties(
                "AWS::SQS::Queue",
                Map.of(
                        "QueueName",
                        "atrium-prod-wakes",
                        "FifoQueue",
                        Match.absent(),
                        "VisibilityTimeout",
                        60,
                        "RedrivePolicy",
                        Match.objectLike(Map.of("maxReceiveCount", 5))));
        template.hasOutput("Wakes", Map.of("Value", Match.anyValue()));
    }

    @Test
    void archiveIsToldAsHostsAndFunctionsWantIt() {
        of(Stage.DEV)
                .hasOutput(
                        "Archive",
                        Map.of(
                                "Value",
                                Map.of(
                                        "Fn::Join",
                                        List.of(
                                                "",
                                                List.of(
                                                        "s3://",
                                                        Map.of("Ref", Match.anyValue()))))));
    }

    /** A list with an element that has these properties, and maybe more. */
    private static Matcher having(Map<String, Object> properties) {
        return Match.arrayWith(List.of(Match.objectLike(properties)));
    }
}
