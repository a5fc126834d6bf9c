package dev.atrium.cdk.backup;

import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** A vault of backups in one region, under a key of its own. Where players are, it stays. */
public final class VaultStack extends Stack {
    private final BackupVault vault;

    /**
     * A vault.
     *
     * @param scope the app
     * @param stage whose backups it holds
     * @param concern the stack's name after the stage's
     * @param props account and region
     */
    public VaultStack(Construct scope, Stage stage, String concern, StackProps props) {
        super(scope, stage.stack(concern), props);
        RemovalPolicy removal = stage.keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
        Key key =
                Key.Builder.create(this, "key")
                        .description("Backups of " + stage.name())
                        .enableKeyRotation(true)
                        .removalPolicy(removal)
                        .build();
        vault =
                BackupVault.Builder.create(this, "vault")
                        // A plan of another region names it.
                        .backupVaultName(stage.stack(concern))
                        .encryptionKey(key)
                        .removalPolicy(removal)
                        .build();
    }

    /** The vault itself. */
    BackupVault vault() {
        return vault;
    }
}
