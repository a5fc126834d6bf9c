package dev.atrium.cdk.api;

import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An API's access log: one line of JSON a request. It names neither players nor their addresses,
 * nor what they sent.
 */
final class ApiLog {
    private static final List<String> FIELDS =
            List.of(
                    "requestId",
                    "requestTime",
                    "routeKey",
                    "status",
                    "responseLength",
                    "integrationLatency",
                    "integrationErrorMessage");

    private ApiLog() {}

    static LogGroup group(Construct scope, Stage stage, String name) {
        return LogGroup.Builder.create(scope, name)
                .retention(NetworkStack.retention(stage.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    static String format() {
        return FIELDS.stream()
                .map(field -> "\"%s\":\"$context.%s\"".formatted(field, field))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
