package dev.atrium.cdk.host;

import dev.atrium.cdk.function.FunctionPlaces;
import dev.atrium.cdk.network.BalancerStack;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.constructs.Construct;

import java.util.List;

/**
 * The room hosts: a service of Fargate. A deployment starts new tasks beside the old ones, which
 * leave when their rooms have ended or moved; one whose tasks do not become healthy is rolled back.
 */
public final class HostsStack extends Stack {
    private static final int PERCENT = 100;

    /** A host rehearses before it takes rooms. */
    private static final int GRACE_S = 120;

    private final FargateService service;

    /**
     * The hosts of a stage.
     *
     * @param scope the app
     * @param places what they work on
     * @param balancer before them
     * @param images theirs
     * @param props account and region
     */
    public HostsStack(
            Construct scope,
            FunctionPlaces places,
            BalancerStack balancer,
            IRepository images,
            StackProps props) {
        super(scope, places.deployment().stage().stack("hosts"), props);
        Stage stage = places.deployment().stage();
        Cluster cluster =
                Cluster.Builder.create(this, "cluster")
                        .clusterName(stage.stack("hosts"))
                        .vpc(places.network().vpc())
                        .containerInsightsV2(ContainerInsights.ENABLED)
                        .build();
        HostTask task = new HostTask(this, places, images);
        service =
                FargateService.Builder.create(this, "service")
                        .serviceName(stage.stack("hosts"))
                        .cluster(cluster)
                        .taskDefinition(task.definition())
                        .desiredCount(stage.hosts().min())
                        .minHealthyPercent(PERCENT)
                        .maxHealthyPercent(2 * PERCENT)
                        .circuitBreaker(
                                DeploymentCircuitBreaker.builder()
                                        .enable(true)
                                        .rollback(true)
                                        .build())
                        .healthCheckGracePeriod(Duration.seconds(GRACE_S))
                        .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
                        .vpcSubnets(
                                SubnetSelection.builder()
                                        .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                                        .build())
                        .securityGroups(List.of(places.network().hosts()))
                        .assignPublicIp(false)
                        .enableEcsManagedTags(true)
                        .propagateTags(PropagatedTagSource.SERVICE)
                        .build();
        balancer.hosts()
                .addTarget(
                        service.loadBalancerTarget(
                                LoadBalancerTargetOptions.builder()
                                        .containerName(HostTask.CONTAINER)
                                        .build()));
        HostScaling.of(this, stage, service);
    }

    /** The service. */
    public FargateService service() {
        return service;
    }
}
