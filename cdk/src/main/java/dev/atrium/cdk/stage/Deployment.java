package dev.atrium.cdk.stage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is deployed, and where.
 *
 * @param stage how large
 * @param region of everything but what CloudFront wants in {@value #GLOBAL}
 * @param secondRegion which keeps copies of backups; another one
 * @param domain where players find it
 * @param build the tag of the room hosts' image, and what hosts say that they run
 * @param functions the folder of the functions' package
 * @param quotas of the account
 * @param sentrySecret the name of the secret that holds Sentry's DSN, if Sentry is told of errors
 */
public record Deployment(
        Stage stage,
        String region,
        String secondRegion,
        Domain domain,
        String build,
        Path functions,
        Quotas quotas,
        Optional<String> sentrySecret) {
    /** Where CloudFront looks for its certificates and its firewall. */
    public static final String GLOBAL = "us-east-1";

    private static final Pattern REGIONS = Pattern.compile("[a-z]{2}(-[a-z]+)+-[1-9]");
    private static final Pattern SECRETS = Pattern.compile("[A-Za-z0-9/_+=.-]{1,512}");
    private static final Pattern BUILDS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

    public Deployment {
        requireRegion("region", region);
        requireRegion("second-region", secondRegion);
        if (secondRegion.equals(region)) {
            throw new IllegalArgumentException(
                    "second-region=" + secondRegion + " (allowed: another than region)");
        }
        if (!BUILDS.matcher(build).matches()) {
            throw new IllegalArgumentException(
                    "build="
                            + build
                            + " (allowed: an image's tag, up to 64 of letters, digits,"
                            + " _ . -)");
        }
        quotas.requireRoomFor(stage);
        sentrySecret.ifPresent(Deployment::requireSecret);
    }

    /** Who gives the DSN itself has told a secret to whoever reads his terminal: not once more. */
    private static void requireSecret(String name) {
        if (!SECRETS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "sentry is no secret's name: put the DSN into Secrets Manager (aws"
                            + " secretsmanager create-secret), and say -c sentry=NAME, such as"
                            + " atrium/sentry-dsn");
        }
    }

    private static void requireRegion(String context, String name) {
        if (!REGIONS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s=%s (allowed: a region's name, such as eu-central-1)"
                            .formatted(context, name));
        }
    }
}
