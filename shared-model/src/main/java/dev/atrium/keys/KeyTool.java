package dev.atrium.keys;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.VerifyKey;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes and replaces keys in AWS Secrets Manager, for who deploys: nobody else may write them. The
 * secrets themselves are there before, empty. Run as {@code cdk/keys}; status 2 for what is asked
 * wrongly, 1 for what failed. Prints ids of keys and no secret.
 */
public final class KeyTool {
    private static final String USAGE =
            """
            usage: keys PREFIX COMMAND (ATRIUM_KEYS of the deployment is secretsmanager:PREFIX)
              fill             make what is missing: keys of empty secrets, public halves
              replace PURPOSE  make another key of that purpose: sessions, outcomes, vrf,
                               cursors or puzzles
            """;

    /** Whose public halves others verify with. */
    private static final List<String> PUBLISHED =
            List.of(KeySource.SESSIONS, KeySource.OUTCOMES, KeySource.VRF);

    /** Whose public halves nobody needs. */
    private static final List<String> KEPT =
            List.of(KeySource.SEEDS, KeySource.CURSORS, KeySource.PUZZLES);

    private final SecretsManagerKeys keys;
    private final PrintStream out;

    KeyTool(SecretsManagerKeys keys, PrintStream out) {
        this.keys = keys;
        this.out = out;
    }

    /**
     * The names of every secret of a deployment, to be made empty before its keys are.
     *
     * @param prefix of the deployment, such as {@code atrium/live}
     */
    public static List<String> secretNames(String prefix) {
        List<String> names = new ArrayList<>();
        for (String purpose : PUBLISHED) {
            names.add(prefix + "/" + purpose);
            names.add(prefix + "/" + purpose + ".pub");
        }
        KEPT.forEach(purpose -> names.add(prefix + "/" + purpose));
        return List.copyOf(names);
    }

    /** Does what the arguments say. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Reads the prefix, and has the rest done there. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<String> command = new ArrayList<>(List.of(arguments));
        if (command.isEmpty()) {
            err.print(USAGE);
            return 2;
        }
        String prefix = command.removeFirst();
        try {
            return switch (KeyPlace.from(name -> "secretsmanager:" + prefix)) {
                case KeyPlace.Secrets place ->
                        new KeyTool(
                                        new SecretsManagerKeys(
                                                SecretStore.open(),
                                                place.prefix(),
                                                InstantSource.system()),
                                        out)
                                .run(command, err);
                case KeyPlace.Folder folder -> throw new IllegalArgumentException(USAGE.strip());
            };
        } catch (IllegalArgumentException e) {
            err.println("atrium: PREFIX=" + prefix + " (allowed: a prefix such as atrium/live)");
            return 2;
        } catch (RuntimeException e) {
            err.println("atrium: " + e.getMessage());
            return 1;
        }
    }

    /** Does that there. */
    int run(List<String> command, PrintStream err) {
        try {
            if (command.equals(List.of("fill"))) {
                fill();
                return 0;
            }
            if (command.size() == 2 && command.getFirst().equals("replace")) {
                return replace(command.getLast(), err);
            }
        } catch (RuntimeException e) {
            err.println("atrium: " + e.getMessage());
            return 1;
        }
        err.print(USAGE);
        return 2;
    }

    private void fill() {
        for (String purpose : PUBLISHED) {
            report(purpose, keys.fill(purpose));
            keys.publish(purpose);
        }
        for (String purpose : KEPT) {
            report(purpose, keys.fill(purpose));
        }
    }

    private void report(String purpose, boolean made) {
        String keyId = keys.key(purpose).publicKey().keyId();
        out.printf("%s %s %s%n", purpose, keyId, made ? "made" : "was there");
    }

    private int replace(String purpose, PrintStream err) {
        // Seeds that are sealed could not be read any more.
        boolean known = PUBLISHED.contains(purpose) || KEPT.contains(purpose);
        if (!known || purpose.equals(KeySource.SEEDS)) {
            err.print(USAGE);
            return 2;
        }
        VerifyKey next = keys.replace(purpose, PUBLISHED.contains(purpose));
        out.printf("%s %s made; start who uses it again%n", purpose, next.keyId());
        return 0;
    }
}
