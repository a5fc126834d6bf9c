package dev.atrium.keys;

import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.KeySource;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the keys are, as {@code ATRIUM_KEYS} says: {@code secretsmanager:PREFIX}, or a folder. */
public sealed interface KeyPlace {
    /** The environment variable. */
    String VARIABLE = "ATRIUM_KEYS";

    /**
     * A folder of this machine.
     *
     * @param path made when it is first needed
     */
    record Folder(Path path) implements KeyPlace {}

    /**
     * Secrets of AWS Secrets Manager; region, credentials and endpoint are found as the SDK finds
     * them.
     *
     * @param prefix what their names begin with, before a slash: up to 200 characters
     */
    record Secrets(String prefix) implements KeyPlace {
        private static final Pattern ADDRESS =
                Pattern.compile("secretsmanager:(?=.{1,200}$)([A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*)");
    }

    /**
     * Reads environment variables.
     *
     * @param variables gives a variable's value, or empty if it is not set
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    static KeyPlace from(UnaryOperator<String> variables) {
        String value = variables.apply(VARIABLE);
        if (!value.matches("[A-Za-z0-9+.-]+:.*")) {
            return new Folder(Path.of(value.isEmpty() ? "keys" : value));
        }
        Matcher address = Secrets.ADDRESS.matcher(value);
        if (!address.matches()) {
            throw new IllegalArgumentException(
                    VARIABLE + "=" + value + " (allowed: secretsmanager:PREFIX, or a folder)");
        }
        return new Secrets(address.group(1));
    }

    /**
     * The keys there. Asks nobody yet.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if they are secrets, and no region
     *     of AWS is configured
     */
    default KeySource open() {
        return switch (this) {
            case Folder folder -> new KeyFolder(folder.path());
            case Secrets secrets -> SecretsManagerKeys.in(secrets);
        };
    }
}
