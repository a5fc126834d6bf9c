package dev.atrium.cdk.check;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;

import software.amazon.awscdk.Aspects;
import software.constructs.IConstruct;

import java.util.List;

/**
 * The rules of cdk-nag's pack "AWS Solutions": whatever breaks one is an error, with which nothing
 * is deployed, unless an exception with its reason stands beside what breaks it.
 */
public final class Rules {
    private Rules() {}

    /** Holds everything below to them. */
    public static void apply(IConstruct scope) {
        Aspects.of(scope).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    }

    /**
     * Makes an exception.
     *
     * @param construct that breaks the rule, with all below it
     * @param rule its name, {@code AwsSolutions-…}
     * @param reason why that is right here, a sentence
     */
    public static void except(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }
}
