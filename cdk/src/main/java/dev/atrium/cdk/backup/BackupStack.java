package dev.atrium.cdk.backup;

import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanCopyActionProps;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.IBackupVault;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

import java.util.List;

/**
 * Copies of every table: hourly for seven days, daily for thirty and, of the daily ones, one in a
 * second region. Beside them each table can be restored to any moment of the last 35 days, which is
 * the table's own.
 */
public final class BackupStack extends Stack {
    /** What the stack of the vault in the second region is called, after the stage. */
    public static final String FAR_VAULT = "far-vault";

    private static final String POLICY = "service-role/AWSBackupServiceRolePolicyForBackup";
    private static final int HOURLY_KEPT_DAYS = 7;
    private static final int DAILY_KEPT_DAYS = 30;

    /** While fewer people play than at any other hour, in UTC. */
    private static final String DAILY_HOUR = "4";

    /**
     * The plan of a stage.
     *
     * @param scope the app
     * @param stage whose tables are copied
     * @param here keeps the copies
     * @param farRegion has a vault that keeps one of each day
     * @param props account and region
     */
    public BackupStack(
            Construct scope, Stage stage, VaultStack here, String farRegion, StackProps props) {
        super(scope, stage.stack("backup"), props);
        BackupPlan plan =
                BackupPlan.Builder.create(this, "plan")
                        .backupPlanName(stage.stack("backup"))
                        .backupVault(here.vault())
                        .build();
        plan.addRule(
                rule("hourly", CronOptions.builder().minute("0").build(), HOURLY_KEPT_DAYS)
                        .build());
        plan.addRule(
                rule(
                                "daily",
                                CronOptions.builder().minute("30").hour(DAILY_HOUR).build(),
                                DAILY_KEPT_DAYS)
                        .copyActions(List.of(copy(far(stage, farRegion))))
                        .build());
        plan.addSelection(
                "tables",
                BackupSelectionOptions.builder()
                        .role(role())
                        // Copies are made by the same role.
                        .disableDefaultBackupPolicy(true)
                        .resources(Tables.all().stream().map(table -> of(stage, table)).toList())
                        .build());
    }

    private Role role() {
        Role role =
                Role.Builder.create(this, "role")
                        .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                        .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(POLICY)))
                        .build();
        Rules.except(
                role,
                "AwsSolutions-IAM4",
                "What AWS Backup needs is AWS's to say, and changes with it; only that service may"
                        + " take the role.");
        return role;
    }

    /** By its name: a reference over regions would want a function. */
    private IBackupVault far(Stage stage, String region) {
        return BackupVault.fromBackupVaultArn(
                this,
                "far",
                formatArn(
                        ArnComponents.builder()
                                .service("backup")
                                .region(region)
                                .resource("backup-vault")
                                .resourceName(stage.stack(FAR_VAULT))
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build()));
    }

    private static BackupPlanRule.Builder rule(String name, CronOptions when, int keptDays) {
        return BackupPlanRule.Builder.create()
                .ruleName(name)
                .scheduleExpression(Schedule.cron(when))
                .deleteAfter(Duration.days(keptDays));
    }

    private static BackupPlanCopyActionProps copy(IBackupVault far) {
        return BackupPlanCopyActionProps.builder()
                .destinationBackupVault(far)
                .deleteAfter(Duration.days(DAILY_KEPT_DAYS))
                .build();
    }

    private BackupResource of(Stage stage, TableDefinition<?> table) {
        return BackupResource.fromArn(
                formatArn(
                        ArnComponents.builder()
                                .service("dynamodb")
                                .resource("table")
                                .resourceName(stage.tablePrefix() + table.name())
                                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                                .build()));
    }
}
