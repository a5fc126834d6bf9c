package dev.atrium.cdk.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Matcher;
import software.amazon.awscdk.assertions.Template;

import java.util.List;
import java.util.Map;

class BackupStackIT {
    private final App app = new App();
    private final VaultStack here = new VaultStack(app, Stage.PROD, "vault", in("eu-central-1"));

    private static StackProps in(String region) {
        return StackProps.builder().env(Environment.builder().region(region).build()).build();
    }

    private Template plan() {
        return Template.fromStack(
                new BackupStack(app, Stage.PROD, here, "eu-west-1", in("eu-central-1")));
    }

    @Test
    void everyTableIsCopiedEveryHourForAWeekAndEveryDayForAMonth() {
        Template template = plan();
        template.hasResourceProperties(
                "AWS::Backup::BackupPlan",
                Map.of(
                        "BackupPlan",
                        Match.objectLike(
                                Map.of(
                                        "BackupPlanRule",
                                        List.of(
                                                rule("hourly", "cron(0 * * * ? *)", 7),
                                                rule("daily", "cron(30 4 * * ? *)", 30))))));
        template.resourceCountIs("AWS::Backup::BackupSelection", 1);
        String selected = template.findResources("AWS::Backup::BackupSelection").toString();
        Tables.all()
                .forEach(
                        table ->
                                assertTrue(
                                        selected.contains(
                                                "table/atrium-prod-" + table.name() + "]"),
                                        table.name()));
    }

    private static Object rule(String name, String schedule, int keptDays) {
        return Match.objectLike(
                Map.of(
                        "RuleName",
                        name,
                        "ScheduleExpression",
                        schedule,
                        "Lifecycle",
                        Map.of("DeleteAfterDays", keptDays),
                        "CopyActions",
                        name.equals("daily") ? copied() : Match.absent()));
    }

    private static Object copied() {
        Matcher inTheOther = Match.stringLikeRegexp(":backup:eu-west-1:");
        Map<String, Object> joined =
                Map.of("Fn::Join", List.of("", Match.arrayWith(List.of(inTheOther))));
        return List.of(Match.objectLike(Map.of("DestinationBackupVaultArn", joined)));
    }

    @Test
    void vaultsAreUnderKeysOfTheirOwnAndStayWithTheirStagesData() {
        Template prod = Template.fromStack(here);
        prod.hasResourceProperties(
                "AWS::Backup::BackupVault",
                Map.of(
                        "BackupVaultName",
                        "atrium-prod-vault",
                        "EncryptionKeyArn",
                        Match.anyValue()));
        prod.allResources("AWS::Backup::BackupVault", Map.of("DeletionPolicy", "Retain"));
        prod.hasResourceProperties("AWS::KMS::Key", Map.of("EnableKeyRotation", true));
        Template dev =
                Template.fromStack(new VaultStack(new App(), Stage.DEV, "vault", in("eu-north-1")));
        dev.allResources("AWS::Backup::BackupVault", Map.of("DeletionPolicy", "Delete"));
        assertEquals(1, dev.findResources("AWS::Backup::BackupVault").size());
    }
}
