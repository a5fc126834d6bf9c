package dev.atrium.cdk.network;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

import java.util.Arrays;
import java.util.List;

/**
 * The network of a stage: public subnets for the balancer alone, private ones for hosts and
 * functions, isolated ones for Redis; and who may talk to whom. Nothing is let in but what stands
 * here. DynamoDB and S3 are reached without leaving it, all else of AWS through NAT.
 */
public final class NetworkStack extends Stack {
    /** Of TLS, where players come in. */
    public static final int PLAYERS_PORT = 443;

    /** Of a host's players and of the gateway's messages: {@code ATRIUM_PORT}. */
    public static final int HOST_PORT = 8_081;

    /** Of a host's operators: {@code ATRIUM_OPERATOR_PORT}. */
    public static final int OPERATOR_PORT = 9_081;

    /** Of Redis. */
    public static final int CACHE_PORT = 6_379;

    private static final String CIDR = "10.64.0.0/16";
    private static final int MASK_WIDE = 20;
    private static final int MASK_NARROW = 24;
    private static final String ZONE_LETTERS = "abc";

    private final Vpc vpc;
    private final SecurityGroup balancer;
    private final SecurityGroup hosts;
    private final SecurityGroup functions;
    private final SecurityGroup cache;
    private final SecurityGroup operators;

    /**
     * The network.
     *
     * @param scope the app
     * @param stage says how far it is spread
     * @param region whose zones a, b and c it takes
     * @param props account and region
     */
    public NetworkStack(Construct scope, Stage stage, String region, StackProps props) {
        super(scope, stage.stack("network"), props);
        this.vpc = vpc(stage, region);
        flowLogs(stage);
        balancer = group("balancer", "Where connections of players come in", false);
        hosts = group("hosts", "Room hosts", true);
        functions = group("functions", "Functions", true);
        operators = group("operators", "Whoever inspects and commands hosts", false);
        cache = group("cache", "Redis", false);
        rules();
    }

    /** Zones by name: to ask an account for its own would need one. */
    private Vpc vpc(Stage stage, String region) {
        List<String> zones =
                ZONE_LETTERS
                        .chars()
                        .limit(stage.network().zones())
                        .mapToObj(letter -> region + (char) letter)
                        .toList();
        Vpc made =
                Vpc.Builder.create(this, "vpc")
                        .ipAddresses(IpAddresses.cidr(CIDR))
                        .availabilityZones(zones)
                        .natGateways(stage.network().natGateways())
                        // Nothing is in the default group; to empty it wants a function.
                        .restrictDefaultSecurityGroup(false)
                        .subnetConfiguration(
                                List.of(
                                        subnets("public", SubnetType.PUBLIC, MASK_NARROW),
                                        subnets(
                                                "private",
                                                SubnetType.PRIVATE_WITH_EGRESS,
                                                MASK_WIDE),
                                        subnets(
                                                "isolated",
                                                SubnetType.PRIVATE_ISOLATED,
                                                MASK_NARROW)))
                        .build();
        made.addGatewayEndpoint("dynamodb", endpoint(GatewayVpcEndpointAwsService.DYNAMODB));
        made.addGatewayEndpoint("s3", endpoint(GatewayVpcEndpointAwsService.S3));
        return made;
    }

    private static SubnetConfiguration subnets(String name, SubnetType type, int mask) {
        SubnetConfiguration.Builder subnets =
                SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(mask);
        if (type == SubnetType.PUBLIC) {
            subnets.mapPublicIpOnLaunch(false);
        }
        return subnets.build();
    }

    private static GatewayVpcEndpointOptions endpoint(GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpointOptions.builder().service(service).build();
    }

    /** What was refused: who was let in stands in the logs of what he reached. */
    private void flowLogs(Stage stage) {
        LogGroup refused =
                LogGroup.Builder.create(this, "refused")
                        .retention(retention(stage.logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        vpc.addFlowLog(
                "refused-connections",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(refused))
                        .trafficType(FlowLogTrafficType.REJECT)
                        .build());
    }

    /**
     * As CloudWatch names that many days.
     *
     * @throws IllegalArgumentException if CloudWatch keeps logs for no such time
     */
    public static RetentionDays retention(int days) {
        return switch (days) {
            case 7 -> RetentionDays.ONE_WEEK;
            case 30 -> RetentionDays.ONE_MONTH;
            case 90 -> RetentionDays.THREE_MONTHS;
            default ->
                    throw new IllegalArgumentException("logDays=" + days + " (allowed: 7, 30, 90)");
        };
    }

    private SecurityGroup group(String name, String description, boolean goesOut) {
        return SecurityGroup.Builder.create(this, name)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(goesOut)
                .build();
    }

    private void rules() {
        Rules.except(
                balancer,
                "AwsSolutions-EC23",
                "Players come from anywhere, by TLS and to one port; hosts limit each address.");
        balancer.addIngressRule(Peer.anyIpv4(), Port.tcp(PLAYERS_PORT), "Players, by TLS");
        balancer.addEgressRule(hosts, Port.tcp(HOST_PORT), "To room hosts");
        hosts.addIngressRule(balancer, Port.tcp(HOST_PORT), "Players, and what the gateway sends");
        // A host passes on what reaches it for a room of another.
        hosts.addIngressRule(hosts, Port.tcp(HOST_PORT), "From host to host");
        hosts.addIngressRule(operators, Port.tcp(OPERATOR_PORT), "Operators");
        operators.addEgressRule(hosts, Port.tcp(OPERATOR_PORT), "To hosts' operator port");
        for (SecurityGroup client : Arrays.asList(hosts, functions)) {
            cache.addIngressRule(client, Port.tcp(CACHE_PORT), "Redis");
        }
    }

    /** The network itself. */
    public Vpc vpc() {
        return vpc;
    }

    /** Of the balancer before the hosts. */
    public SecurityGroup balancer() {
        return balancer;
    }

    /** Of room hosts. */
    public SecurityGroup hosts() {
        return hosts;
    }

    /** Of functions. */
    public SecurityGroup functions() {
        return functions;
    }

    /** Of Redis. */
    public SecurityGroup cache() {
        return cache;
    }

    /** Of what operators use. */
    public SecurityGroup operators() {
        return operators;
    }
}
