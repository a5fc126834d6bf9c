package dev.atrium.cdk.data;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.CacheSize;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticache.CfnParameterGroup;
import software.amazon.awscdk.services.elasticache.CfnReplicationGroup;
import software.amazon.awscdk.services.elasticache.CfnSubnetGroup;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Redis's keys: a Valkey cluster in cluster mode, in the isolated subnets, with TLS, a password and
 * a key of our own at rest. What it holds can be lost but for the newest of journals: so it has a
 * replica in another zone wherever people play.
 */
public final class CacheStack extends Stack {
    private static final String ROTATES = "AwsSolutions-SMG4";
    private static final String REPLACED_BY_HAND =
            "Hosts read it at their start, so it is replaced by hand with a deployment, as the"
                    + " runbook says.";
    private static final String ENGINE = "valkey";
    private static final String ENGINE_VERSION = "8.1";
    private static final String ENGINE_FAMILY = "valkey8";
    private static final int SNAPSHOTS_KEPT_DAYS = 7;

    /** Of the least that ElastiCache takes to the most, in the middle. */
    private static final int PASSWORD_LENGTH = 64;

    private final Secret address;
    private final Key key;
    private final String group;

    /**
     * The cluster.
     *
     * @param scope the app
     * @param stage says how large it is
     * @param network it stands in
     * @param props account and region
     */
    public CacheStack(Construct scope, Stage stage, NetworkStack network, StackProps props) {
        super(scope, stage.stack("cache"), props);
        key =
                Key.Builder.create(this, "key")
                        .description("What Redis of " + stage.name() + " holds, at rest")
                        .enableKeyRotation(true)
                        .removalPolicy(
                                stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                        .build();
        Secret password = password(stage);
        CfnReplicationGroup cluster = cluster(stage, network, password);
        group = cluster.getRef();
        exceptions(stage, cluster, password);
        String endpoint = cluster.getAttrConfigurationEndPointAddress();
        address = address(stage, password, endpoint);
        CfnOutput.Builder.create(this, "Cache")
                .description("The configuration endpoint of Redis; its password is a secret")
                .value(endpoint)
                .build();
    }

    private Secret address(Stage stage, Secret password, String endpoint) {
        Secret made =
                Secret.Builder.create(this, "address")
                        .secretName("atrium/" + stage.name() + "/redis-uri")
                        .description("ATRIUM_REDIS_URI of hosts and functions")
                        .encryptionKey(key)
                        // References that CloudFormation resolves: the template holds none of it.
                        .secretStringValue(
                                SecretValue.unsafePlainText(
                                        "rediss://:%s@%s:%d"
                                                .formatted(
                                                        password.getSecretValue().unsafeUnwrap(),
                                                        endpoint,
                                                        NetworkStack.CACHE_PORT)))
                        .build();
        Rules.except(made, ROTATES, REPLACED_BY_HAND);
        return made;
    }

    /** {@code ATRIUM_REDIS_URI}: where Redis is, with its password. */
    public Secret address() {
        return address;
    }

    /** What holds its keys at rest, and its secrets. */
    public Key key() {
        return key;
    }

    /** The id of the replication group; its nodes are called after it. */
    public String group() {
        return group;
    }

    private static void exceptions(Stage stage, CfnReplicationGroup cluster, Secret password) {
        Rules.except(
                cluster,
                "AwsSolutions-AEC5",
                "Another port would keep nobody out: the subnets lead nowhere, two groups are let"
                        + " in, by TLS and with a password.");
        if (!stage.cache().failsOver()) {
            Rules.except(
                    cluster,
                    "AwsSolutions-AEC4",
                    "Nobody plays on " + stage.name() + ": one node costs half of two.");
        }
        Rules.except(password, ROTATES, REPLACED_BY_HAND);
    }

    private Secret password(Stage stage) {
        return Secret.Builder.create(this, "password")
                .secretName("atrium/" + stage.name() + "/redis")
                .description("Redis's password, for hosts and functions")
                .encryptionKey(key)
                .generateSecretString(
                        SecretStringGenerator.builder()
                                .passwordLength(PASSWORD_LENGTH)
                                // It stands in a URI as it is.
                                .excludePunctuation(true)
                                .build())
                .build();
    }

    private CfnReplicationGroup cluster(Stage stage, NetworkStack network, Secret password) {
        CacheSize size = stage.cache();
        CfnSubnetGroup subnets =
                CfnSubnetGroup.Builder.create(this, "subnets")
                        .description("Where nothing leads in or out")
                        .subnetIds(isolated(network))
                        .build();
        return CfnReplicationGroup.Builder.create(this, "cluster")
                .replicationGroupDescription("Redis of " + stage.name())
                .engine(ENGINE)
                .engineVersion(ENGINE_VERSION)
                .cacheParameterGroupName(parameters(stage).getRef())
                .cacheNodeType(size.nodeType())
                .numNodeGroups(size.shards())
                .replicasPerNodeGroup(size.replicas())
                // Cluster mode wants it, replicas or not.
                .automaticFailoverEnabled(true)
                .multiAzEnabled(size.failsOver())
                .transitEncryptionEnabled(true)
                .transitEncryptionMode("required")
                .atRestEncryptionEnabled(true)
                .kmsKeyId(key.getKeyArn())
                // A reference that CloudFormation resolves: the template does not hold it.
                .authToken(password.getSecretValue().unsafeUnwrap())
                .cacheSubnetGroupName(subnets.getRef())
                .securityGroupIds(List.of(network.cache().getSecurityGroupId()))
                .snapshotRetentionLimit(stage.keepsData() ? SNAPSHOTS_KEPT_DAYS : 0)
                .autoMinorVersionUpgrade(true)
                .build();
    }

    /**
     * AWS's own parameters let a full Redis drop what has an end: journals of rooms have one. Ours
     * refuses to be written to, which players are told.
     */
    private CfnParameterGroup parameters(Stage stage) {
        return CfnParameterGroup.Builder.create(this, "parameters")
                .cacheParameterGroupFamily(ENGINE_FAMILY)
                .description("Redis of " + stage.name() + ", which drops nothing")
                .properties(
                        new TreeMap<>(
                                Map.of("cluster-enabled", "yes", "maxmemory-policy", "noeviction")))
                .build();
    }

    private static List<String> isolated(NetworkStack network) {
        return network
                .vpc()
                .selectSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
                .getSubnets()
                .stream()
                .map(ISubnet::getSubnetId)
                .toList();
    }
}
