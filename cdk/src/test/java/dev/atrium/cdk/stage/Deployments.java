package dev.atrium.cdk.stage;

import java.nio.file.Path;
import java.util.Optional;

/** Deployments for tests, of an account that may have all it wants. */
public final class Deployments {
    private Deployments() {}

    /** One of that stage. */
    public static Deployment of(Stage stage) {
        return of(stage, Optional.empty());
    }

    /** One of that stage whose errors Sentry is told of, if a secret is named. */
    public static Deployment of(Stage stage, Optional<String> sentrySecret) {
        return new Deployment(
                stage,
                "eu-central-1",
                "eu-west-1",
                new Domain("play.example.com", "Z0123456789ABC"),
                "0.1.0",
                Path.of("../functions/target/package"),
                new Quotas(10_000, 1_000),
                sentrySecret);
    }
}
