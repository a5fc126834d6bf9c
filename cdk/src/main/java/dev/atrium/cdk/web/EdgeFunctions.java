package dev.atrium.cdk.web;

import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.Domain;
import dev.atrium.functions.edge.EdgeKey;

import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.constructs.Construct;

/** What CloudFront runs itself before it looks further. */
final class EdgeFunctions extends Construct {
    private final FunctionAssociation viewer;
    private final FunctionAssociation config;

    EdgeFunctions(Construct scope, Deployment deployment) {
        super(scope, "functions");
        viewer = function(deployment, "viewer", viewerCode());
        config = function(deployment, "config", configCode(deployment.domain()));
    }

    /** Whatever a client says there is written over. */
    private static String viewerCode() {
        return """
        function handler(event) {
          event.request.headers["%s"] = { value: event.viewer.ip };
          return event.request;
        }
        """
                .formatted(EdgeKey.VIEWER_HEADER);
    }

    /** The one file that is another in each deployment; pages ask for it before they connect. */
    private static String configCode(Domain domain) {
        return """
        function handler(event) {
          return {
            statusCode: 200,
            statusDescription: "OK",
            headers: {
              "content-type": { value: "application/json" },
              "cache-control": { value: "no-cache" },
              "x-content-type-options": { value: "nosniff" },
            },
            body: { encoding: "text", data: '{"socketUrl":"wss://%s"}' },
          };
        }
        """
                .formatted(domain.socket());
    }

    private FunctionAssociation function(Deployment deployment, String name, String code) {
        return FunctionAssociation.builder()
                .eventType(FunctionEventType.VIEWER_REQUEST)
                .function(
                        Function.Builder.create(this, name)
                                .functionName(deployment.stage().stack(name))
                                .runtime(FunctionRuntime.JS_2_0)
                                .code(FunctionCode.fromInline(code))
                                .build())
                .build();
    }

    /** Says who asks. */
    FunctionAssociation viewer() {
        return viewer;
    }

    /** Says where the gateway is. */
    FunctionAssociation config() {
        return config;
    }
}
