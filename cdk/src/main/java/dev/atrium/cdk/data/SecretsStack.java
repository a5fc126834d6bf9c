package dev.atrium.cdk.data;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

import java.util.List;

/**
 * What nobody may know: the keys of the nine purposes, which are made empty and filled by {@code
 * cdk/keys}, and what the parts of a deployment show each other, which is drawn here. All under one
 * key of our own.
 */
public final class SecretsStack extends Stack {
    /** Those that {@code cdk/keys} fills, by what is behind their prefix. */
    static final List<String> PURPOSES =
            List.of(
                    "sessions",
                    "sessions.pub",
                    "outcomes",
                    "outcomes.pub",
                    "seeds",
                    "vrf",
                    "vrf.pub",
                    "cursors",
                    "puzzles");

    private static final int DRAWN_LENGTH = 48;
    private static final String ROTATES = "AwsSolutions-SMG4";

    private final Stage stage;
    private final Key key;
    private final Secret gatewayKey;
    private final Secret operatorKey;
    private final Secret edgeKey;

    /**
     * The secrets of a stage.
     *
     * @param scope the app
     * @param stage names them, and says whether they outlive the stack
     * @param props account and region
     */
    public SecretsStack(Construct scope, Stage stage, StackProps props) {
        super(scope, stage.stack("secrets"), props);
        this.stage = stage;
        this.key =
                Key.Builder.create(this, "key")
                        .description("The secrets of " + stage.name())
                        .enableKeyRotation(true)
                        .removalPolicy(removal())
                        .build();
        PURPOSES.forEach(this::purpose);
        gatewayKey = drawn("gateway-key", "What the gateway and hosts show to hosts");
        operatorKey = drawn("operator-key", "What operators show to hosts, as name:key or one key");
        edgeKey = drawn("edge-key", "What CloudFront shows to functions of the HTTP API");
    }

    /** Without a value: the construct for secrets would put a password into it. */
    private void purpose(String purpose) {
        CfnSecret secret =
                CfnSecret.Builder.create(this, purpose)
                        .name(prefix(stage) + "/" + purpose)
                        .description("Filled by cdk/keys")
                        .kmsKeyId(key.getKeyArn())
                        .build();
        secret.applyRemovalPolicy(removal());
        Rules.except(
                secret,
                ROTATES,
                "cdk/keys replaces it, in the order that lets old tokens and outcomes be"
                        + " verified.");
    }

    private Secret drawn(String name, String description) {
        Secret secret =
                Secret.Builder.create(this, name)
                        .secretName(prefix(stage) + "/" + name)
                        .description(description)
                        .encryptionKey(key)
                        .removalPolicy(removal())
                        .generateSecretString(
                                SecretStringGenerator.builder()
                                        .passwordLength(DRAWN_LENGTH)
                                        .excludePunctuation(true)
                                        .build())
                        .build();
        Rules.except(
                secret,
                ROTATES,
                "Hosts and functions have it from their start on, so it is replaced with a"
                        + " deployment, as the runbook says.");
        return secret;
    }

    private RemovalPolicy removal() {
        return stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }

    /** What the names of a stage's secrets begin with, before a slash. */
    public static String prefix(Stage stage) {
        return "atrium/" + stage.name();
    }

    /**
     * The ARN of a purpose's secret as rights name it: AWS adds a dash and six characters to the
     * name.
     *
     * @param scope in whose account and region it is
     */
    public static String arn(Construct scope, Stage stage, String purpose) {
        return Stack.of(scope)
                .formatArn(
                        ArnComponents.builder()
                                .service("secretsmanager")
                                .resource("secret")
                                .resourceName(prefix(stage) + "/" + purpose + "-??????")
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build());
    }

    /** What all of them are encrypted with. */
    public Key key() {
        return key;
    }

    /** {@code ATRIUM_GATEWAY_KEY}. */
    public Secret gatewayKey() {
        return gatewayKey;
    }

    /** {@code ATRIUM_EDGE_KEY}. */
    public Secret edgeKey() {
        return edgeKey;
    }

    /** {@code ATRIUM_OPERATOR_KEY}. */
    public Secret operatorKey() {
        return operatorKey;
    }
}
