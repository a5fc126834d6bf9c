package dev.atrium.cdk.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Code;

import java.util.List;
import java.util.Map;

class AtriumFunctionIT {
    private static Template template() {
        Stack stack = new Stack(new App(), "stack");
        AtriumFunction _ =
                new AtriumFunction(stack, Stage.STAGING, "f", "a.Handler", Code.fromCfnParameters())
                        .with("ATRIUM_REDIS_URI", "rediss://redis")
                        .may(TableAccess.READ, List.of(Tables.ROOMS))
                        .may(TableAccess.WRITE, List.of(Tables.CONNECTIONS, Tables.BANS));
        return Template.fromStack(stack);
    }

    @Test
    void itHasALogOfItsOwnThatIsKeptAsLongAsTheStageSays() {
        Template template = template();
        template.hasResourceProperties(
                "AWS::Logs::LogGroup", Map.of("RetentionInDays", Stage.STAGING.logDays()));
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "LoggingConfig",
                        Map.of("LogGroup", Match.anyValue()),
                        "Environment",
                        Map.of(
                                "Variables",
                                Map.of(
                                        "ATRIUM_TABLE_PREFIX", "atrium-staging-",
                                        "ATRIUM_REDIS_URI", "rediss://redis"))));
    }

    @Test
    void itMayDoWhatWasAllowedAndNothingByAWildcard() {
        Template template = template();
        String policies = template.findResources("AWS::IAM::Policy").toString();
        assertFalse(policies.contains("*"), policies);
        assertTrue(policies.contains("table/atrium-staging-rooms"), policies);
        assertTrue(policies.contains("table/atrium-staging-connections/index/by-player"));
        assertEquals(Map.of(), template.findResources("AWS::IAM::ManagedPolicy"));
        template.hasResourceProperties(
                "AWS::IAM::Policy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(
                                Map.of(
                                        "Statement",
                                        Match.arrayWith(
                                                List.of(
                                                        Match.objectLike(
                                                                Map.of(
                                                                        "Action",
                                                                        TableAccess.READ
                                                                                .onTable()))))))));
    }

    @Test
    void whoReadsChangesNothing() {
        assertTrue(
                TableAccess.READ.onTable().stream()
                        .noneMatch(action -> action.matches(".*(Put|Update|Delete|Write).*")));
        for (TableAccess access : TableAccess.values()) {
            assertEquals(List.of("dynamodb:Query", "dynamodb:Scan"), access.onIndex());
        }
    }
}
