package dev.atrium.cdk.web;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

import java.util.List;

/**
 * The buckets of files: one of the web client, which each build replaces, and one of the questions'
 * pictures, which stay while a room may still show them. CloudFront alone reads them.
 */
final class SiteBuckets extends Construct {
    /** What was replaced can be brought back for so long. */
    private static final int REPLACED_KEPT_DAYS = 30;

    private final Stage stage;
    private final Bucket logs;
    private final IOrigin web;
    private final IOrigin pictures;

    SiteBuckets(Construct scope, Stage stage) {
        super(scope, "buckets");
        this.stage = stage;
        logs =
                bucket("logs")
                        // CloudFront brings its logs as somebody else, by an access list.
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .expiration(Duration.days(stage.logDays()))
                                                .build()))
                        .build();
        Rules.except(logs, "AwsSolutions-S1", "It holds the access logs of the other buckets.");
        web = origin("web", "Web", "The bucket of the web client");
        pictures = origin("pictures", "Pictures", "The bucket of the questions' pictures");
    }

    /** It may list them, so that a file that is not there is not there, instead of forbidden. */
    private IOrigin origin(String name, String output, String description) {
        Bucket bucket =
                bucket(name)
                        .versioned(true)
                        .serverAccessLogsBucket(logs)
                        .serverAccessLogsPrefix(name + "/")
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .noncurrentVersionExpiration(
                                                        Duration.days(REPLACED_KEPT_DAYS))
                                                .build()))
                        .build();
        CfnOutput.Builder.create(Stack.of(this), output)
                .description(description)
                .value(bucket.getBucketName())
                .build();
        return S3BucketOrigin.withOriginAccessControl(
                bucket,
                S3BucketOriginWithOACProps.builder()
                        .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                        .build());
    }

    private Bucket.Builder bucket(String name) {
        return Bucket.Builder.create(this, name)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .removalPolicy(stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    }

    IOrigin web() {
        return web;
    }

    IOrigin pictures() {
        return pictures;
    }

    /** Who asked for what. */
    Bucket logs() {
        return logs;
    }
}
