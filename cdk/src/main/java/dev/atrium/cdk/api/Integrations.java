package dev.atrium.cdk.api;

import dev.atrium.cdk.function.FunctionPlan;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.functions.edge.Routes;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** How API Gateway names what it calls. */
final class Integrations {
    private Integrations() {}

    /** The function of a handler, as the URI of a Lambda proxy integration. */
    static String uri(Construct scope, Deployment deployment, Routes.Handler handler) {
        String function = FunctionPlan.of(handler.className()).aliasArn(scope, deployment.stage());
        return "arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                .formatted(Stack.of(scope).getRegion(), function);
    }
}
