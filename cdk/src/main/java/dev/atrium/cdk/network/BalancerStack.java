package dev.atrium.cdk.network;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Deployment;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

import java.util.List;

/**
 * The network load balancer before the room hosts: players' direct sockets come in by TLS, the
 * gateway's messages by a private link. It tells hosts by PROXY protocol 2 whose connection it is.
 * Any host takes any connection, and passes it on to the room's owner.
 */
public final class BalancerStack extends Stack {

    /** Longer than a host takes to leave: its sockets are moved, not cut. */
    private static final int DEREGISTRATION_S = 120;

    private static final int HEALTH_INTERVAL_S = 10;

    private final NetworkLoadBalancer balancer;
    private final NetworkTargetGroup hosts;

    /**
     * The balancer.
     *
     * @param scope the app
     * @param deployment its domain and stage
     * @param network it stands in
     * @param props account and region
     */
    public BalancerStack(
            Construct scope, Deployment deployment, NetworkStack network, StackProps props) {
        super(scope, deployment.stage().stack("balancer"), props);
        IHostedZone zone =
                HostedZone.fromHostedZoneAttributes(
                        this,
                        "zone",
                        HostedZoneAttributes.builder()
                                .hostedZoneId(deployment.domain().zoneId())
                                .zoneName(deployment.domain().name())
                                .build());
        balancer =
                NetworkLoadBalancer.Builder.create(this, "balancer")
                        .vpc(network.vpc())
                        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                        .internetFacing(true)
                        .crossZoneEnabled(true)
                        .securityGroups(List.of(network.balancer()))
                        // The gateway's link comes from nowhere that a group could name.
                        .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(false)
                        .deletionProtection(deployment.stage().keepsData())
                        .build();
        balancer.logAccessLogs(accessLogs(deployment));
        hosts = hosts(network);
        balancer.addListener(
                "players",
                BaseNetworkListenerProps.builder()
                        .port(NetworkStack.PLAYERS_PORT)
                        .protocol(Protocol.TLS)
                        .sslPolicy(SslPolicy.TLS13_RES)
                        .certificates(
                                List.of(
                                        ListenerCertificate.fromCertificateManager(
                                                certificate(deployment, zone))))
                        .defaultTargetGroups(List.of(hosts))
                        .build());
        balancer.addListener(
                "gateway",
                BaseNetworkListenerProps.builder()
                        .port(NetworkStack.HOST_PORT)
                        .protocol(Protocol.TCP)
                        .defaultTargetGroups(List.of(hosts))
                        .build());
        ARecord.Builder.create(this, "rooms")
                .zone(zone)
                .recordName(deployment.domain().rooms() + ".")
                .target(RecordTarget.fromAlias(new LoadBalancerTarget(balancer)))
                .build();
    }

    private Certificate certificate(Deployment deployment, IHostedZone zone) {
        return Certificate.Builder.create(this, "certificate")
                .domainName(deployment.domain().rooms())
                .validation(CertificateValidation.fromDns(zone))
                .build();
    }

    private NetworkTargetGroup hosts(NetworkStack network) {
        return NetworkTargetGroup.Builder.create(this, "hosts")
                .vpc(network.vpc())
                .port(NetworkStack.HOST_PORT)
                .protocol(Protocol.TCP)
                .targetType(TargetType.IP)
                .proxyProtocolV2(true)
                .preserveClientIp(false)
                .deregistrationDelay(Duration.seconds(DEREGISTRATION_S))
                .healthCheck(
                        HealthCheck.builder()
                                // 503 once a tick loop stands still for good; a host that drains
                                // still passes sockets on.
                                .protocol(Protocol.HTTP)
                                .path("/health")
                                .interval(Duration.seconds(HEALTH_INTERVAL_S))
                                .healthyThresholdCount(2)
                                .unhealthyThresholdCount(2)
                                .build())
                .build();
    }

    private Bucket accessLogs(Deployment deployment) {
        Bucket logs =
                Bucket.Builder.create(this, "access-logs")
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .encryption(BucketEncryption.S3_MANAGED)
                        .enforceSsl(true)
                        .removalPolicy(
                                deployment.stage().keepsData()
                                        ? RemovalPolicy.RETAIN
                                        : RemovalPolicy.DESTROY)
                        .lifecycleRules(
                                List.of(
                                        LifecycleRule.builder()
                                                .expiration(
                                                        Duration.days(deployment.stage().logDays()))
                                                .build()))
                        .build();
        Rules.except(logs, "AwsSolutions-S1", "It holds the access logs of the balancer.");
        return logs;
    }

    /** What a private link reaches. */
    public NetworkLoadBalancer balancer() {
        return balancer;
    }

    /** What the hosts' service registers with. */
    public NetworkTargetGroup hosts() {
        return hosts;
    }
}
