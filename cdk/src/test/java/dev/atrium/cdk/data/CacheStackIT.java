package dev.atrium.cdk.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

import java.util.List;
import java.util.Map;

class CacheStackIT {
    private static final String CLUSTER = "AWS::ElastiCache::ReplicationGroup";

    private static Template of(Stage stage) {
        App app = new App();
        StackProps props = StackProps.builder().build();
        NetworkStack network = new NetworkStack(app, stage, "eu-central-1", props);
        return Template.fromStack(new CacheStack(app, stage, network, props));
    }

    @Test
    void everyStageHasAClusterOfItsSizeInClusterMode() {
        for (Stage stage : Stage.all()) {
            Template template = of(stage);
            template.resourceCountIs(CLUSTER, 1);
            template.hasResourceProperties(
                    CLUSTER,
                    Map.of(
                            "Engine", "valkey",
                            "CacheParameterGroupName", Match.anyValue(),
                            "CacheNodeType", stage.cache().nodeType(),
                            "NumNodeGroups", stage.cache().shards(),
                            "ReplicasPerNodeGroup", stage.cache().replicas(),
                            "MultiAZEnabled", stage.cache().failsOver(),
                            "AutomaticFailoverEnabled", true));
        }
    }

    /** AWS's own parameters would drop what has an end once it is full: journals have one. */
    @Test
    void whatIsFullRefusesToBeWrittenToAndDropsNothing() {
        Template template = of(Stage.PROD);
        template.hasResourceProperties(
                "AWS::ElastiCache::ParameterGroup",
                Map.of(
                        "CacheParameterGroupFamily",
                        "valkey8",
                        "Properties",
                        Map.of("cluster-enabled", "yes", "maxmemory-policy", "noeviction")));
        String parameters =
                template.findResources("AWS::ElastiCache::ParameterGroup")
                        .keySet()
                        .iterator()
                        .next();
        template.hasResourceProperties(
                CLUSTER, Map.of("CacheParameterGroupName", Map.of("Ref", parameters)));
    }

    @Test
    void whatGoesThereAndWhatStandsThereIsEncryptedAndNeedsAPassword() {
        Template template = of(Stage.DEV);
        template.hasResourceProperties(
                CLUSTER,
                Map.of(
                        "TransitEncryptionEnabled",
                        true,
                        "TransitEncryptionMode",
                        "required",
                        "AtRestEncryptionEnabled",
                        true,
                        "KmsKeyId",
                        Match.anyValue(),
                        "AuthToken",
                        Match.objectLike(Map.of("Fn::Join", Match.anyValue()))));
        template.hasResourceProperties("AWS::KMS::Key", Map.of("EnableKeyRotation", true));
        template.hasResourceProperties(
                "AWS::SecretsManager::Secret",
                Map.of(
                        "Name",
                        "atrium/dev/redis",
                        "GenerateSecretString",
                        Map.of("ExcludePunctuation", true, "PasswordLength", 64)));
    }

    /** References, and nothing that could be a password. */
    @Test
    void theAddressIsASecretThatHoldsTheReferenceToThePassword() {
        JsonNode address =
                Templates.of(Stage.DEV)
                        .resources("atrium-dev-cache", "AWS::SecretsManager::Secret")
                        .values()
                        .stream()
                        .map(secret -> secret.path("Properties"))
                        .filter(
                                secret ->
                                        secret.path("Name").asText().equals("atrium/dev/redis-uri"))
                        .findFirst()
                        .orElseThrow();
        String uri = Templates.text(address.path("SecretString"));
        assertTrue(
                uri.matches(
                        "rediss://:\\{\\{resolve:secretsmanager:<password\\w+>:SecretString:::}}"
                                + "@<cluster.ConfigurationEndPoint.Address>:6379"),
                uri);
    }

    @Test
    void itIsReachedByItsOwnGroupInSubnetsThatLeadNowhere() {
        Template template = of(Stage.PROD);
        template.hasResourceProperties(
                CLUSTER, Map.of("SecurityGroupIds", List.of(Match.anyValue())));
        template.hasResourceProperties(
                "AWS::ElastiCache::SubnetGroup",
                Map.of("SubnetIds", List.of(Match.anyValue(), Match.anyValue(), Match.anyValue())));
    }

    @Test
    void playersStagesKeepSnapshotsAndTheirKey() {
        of(Stage.PROD).hasResourceProperties(CLUSTER, Map.of("SnapshotRetentionLimit", 7));
        of(Stage.PROD).allResources("AWS::KMS::Key", Map.of("DeletionPolicy", "Retain"));
        of(Stage.DEV).hasResourceProperties(CLUSTER, Map.of("SnapshotRetentionLimit", 0));
        of(Stage.DEV).allResources("AWS::KMS::Key", Map.of("DeletionPolicy", "Delete"));
    }
}
