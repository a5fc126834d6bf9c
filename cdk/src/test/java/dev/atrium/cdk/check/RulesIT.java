package dev.atrium.cdk.check;

import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Matcher;
import software.amazon.awscdk.services.s3.Bucket;

class RulesIT {
    private static final String ANY = "*";

    private static final Matcher ANY_RULE = Match.stringLikeRegexp("AwsSolutions-.*");

    /** Fails with what breaks a rule, and where. */
    private static void assertClean(Stack stack) {
        Annotations.fromStack(stack).hasNoError(ANY, ANY_RULE);
    }

    @Test
    void noStageBreaksARule() {
        for (Stage stage : Stage.all()) {
            Templates.of(stage).each(RulesIT::assertClean);
        }
    }

    /** Otherwise the test above would pass whatever there is. */
    @Test
    void whatBreaksARuleIsFoundUnlessItIsAnException() {
        App app = new App();
        Stack stack = new Stack(app, "careless");
        Bucket open = new Bucket(stack, "open");
        Rules.apply(app);
        Annotations.fromStack(stack)
                .hasError("/" + open.getNode().getPath() + "/Resource", ANY_RULE);

        App forgiven = new App();
        Stack known = new Stack(forgiven, "known");
        Bucket excepted = new Bucket(known, "open");
        Rules.except(excepted, "AwsSolutions-S10", "It is a test and is never made.");
        Rules.except(excepted, "AwsSolutions-S1", "It is a test and is never made.");
        Rules.apply(forgiven);
        assertClean(known);
    }
}
