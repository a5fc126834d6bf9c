package dev.atrium.cdk.host;

import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.constructs.Construct;

import java.util.List;

/**
 * Where the room hosts' images are pushed, before the first hosts: a tag is never another image,
 * and each is looked through for known weaknesses.
 */
public final class ImagesStack extends Stack {
    private static final int IMAGES_KEPT = 30;

    private final Repository roomHosts;

    /**
     * The repository of a stage.
     *
     * @param scope the app
     * @param stage names it
     * @param props account and region
     */
    public ImagesStack(Construct scope, Stage stage, StackProps props) {
        super(scope, stage.stack("images"), props);
        roomHosts =
                Repository.Builder.create(this, "room-hosts")
                        .repositoryName("atrium/" + stage.name() + "/room-host")
                        .imageTagMutability(TagMutability.IMMUTABLE)
                        .imageScanOnPush(true)
                        .removalPolicy(
                                stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                        .emptyOnDelete(!stage.keepsData())
                        .lifecycleRules(
                                List.of(LifecycleRule.builder().maxImageCount(IMAGES_KEPT).build()))
                        .build();
        CfnOutput.Builder.create(this, "RoomHosts")
                .description("Where the image that room-host/image makes is pushed")
                .value(roomHosts.getRepositoryUri())
                .build();
    }

    /** The room hosts' images. */
    public Repository roomHosts() {
        return roomHosts;
    }
}
