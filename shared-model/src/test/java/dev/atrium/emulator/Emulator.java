package dev.atrium.emulator;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

import java.net.URI;
import java.util.Optional;

/**
 * The emulator of AWS that tests of stores run on instead of DynamoDB Local: the one that {@value
 * #VARIABLE} names, or LocalStack in a container, which lives as long as this JVM.
 */
public final class Emulator {
    /** Where an emulator answers that somebody has started. */
    public static final String VARIABLE = "ATRIUM_TEST_ENDPOINT";

    /** The last community image; what came after it wants a token. */
    public static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String WITHOUT_DOCKER =
            "no Docker engine answers, and " + VARIABLE + " names no emulator";

    private static Optional<URI> started = Optional.empty();

    private Emulator() {}

    /**
     * Where tests find DynamoDB, if it is not their own DynamoDB Local.
     *
     * @throws IllegalArgumentException if the variable is set and no address
     */
    public static synchronized Optional<URI> endpoint() {
        return started.isPresent() ? started : given(System.getenv().getOrDefault(VARIABLE, ""));
    }

    static Optional<URI> given(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.matches("http://(127[.]0[.]0[.]1|localhost|\\[::1])(:[0-9]{1,5})?/?")) {
            // Tests make and drop tables: never anywhere else.
            throw new IllegalArgumentException(
                    VARIABLE + "=" + value + " (allowed: http:// and an address of this machine)");
        }
        return Optional.of(URI.create(value));
    }

    /**
     * Has an emulator answer: the given one, else LocalStack in a container.
     *
     * @return why there is none, if there is none
     */
    static synchronized Optional<String> start() {
        if (endpoint().isPresent()) {
            return Optional.empty();
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of(WITHOUT_DOCKER);
        }
        // Ended by the container that Testcontainers has for that, after this JVM.
        LocalStackContainer container =
                new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("dynamodb");
        container.start();
        started = Optional.of(container.getEndpoint());
        return Optional.empty();
    }
}
