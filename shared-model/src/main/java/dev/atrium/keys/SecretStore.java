package dev.atrium.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.aws.AwsHttp;
import dev.atrium.identity.KeyUnavailableException;
import dev.atrium.state.StateHash;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

import java.time.Duration;
import java.util.Optional;

/**
 * Secrets of AWS Secrets Manager as texts with versions. Thread-safe. What fails is a {@link
 * KeyUnavailableException} of one line, which names the secret and shows nothing of it.
 */
final class SecretStore {
    /**
     * How long a call may take.
     *
     * @param connect for one connection
     * @param call with the tries that the SDK makes by itself
     */
    record Patience(Duration connect, Duration call) {
        /** Players wait for it, and whoever fails is called again. */
        static final Patience USUAL = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    private final SecretsManagerClient client;

    /** Over that client. */
    SecretStore(SecretsManagerClient client) {
        this.client = client;
    }

    /** With a client of its own; region, credentials and endpoint are AWS's own to find. */
    static SecretStore open() {
        return new SecretStore(client(Patience.USUAL).build());
    }

    /** What makes a client. */
    static SecretsManagerClientBuilder client(Patience patience) {
        return SecretsManagerClient.builder()
                .httpClient(AwsHttp.client(patience.connect(), patience.call()))
                .overrideConfiguration(o -> o.apiCallTimeout(patience.call()));
    }

    /**
     * What a secret holds.
     *
     * @param text shown by nothing
     * @param versionId tells it from what it held before and will hold
     */
    record Content(String text, String versionId) {
        @Override
        public String toString() {
            return "Content[versionId=" + versionId + "]";
        }
    }

    /**
     * What a secret holds now; nothing if it is not there or was never filled, which AWS does not
     * tell apart.
     *
     * @throws IllegalArgumentException if it holds bytes and no text
     */
    Optional<Content> get(String name) {
        GetSecretValueResponse found;
        try {
            found = client.getSecretValue(get -> get.secretId(name));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed(name, "read", e);
        }
        if (found.secretString() == null) {
            throw new IllegalArgumentException("the secret " + name + " holds no text");
        }
        return Optional.of(new Content(found.secretString(), found.versionId()));
    }

    /**
     * Fills a secret that is there, unless somebody else did since: the new version is named after
     * the one that it replaces, and AWS lets nothing else have the name of a version.
     *
     * @param before what it held when it was read; empty if nothing
     * @return whether it holds that text now
     */
    boolean put(String name, Optional<Content> before, String text) {
        String replaced = before.map(Content::versionId).orElse("");
        String token = StateHash.of((name + "\n" + replaced).getBytes(UTF_8)).hex();
        try {
            var _ =
                    client.putSecretValue(
                            put -> put.secretId(name).clientRequestToken(token).secretString(text));
            return true;
        } catch (ResourceExistsException e) {
            return false;
        } catch (ResourceNotFoundException e) {
            throw new KeyUnavailableException(
                    "there is no secret " + name + " (who deploys makes it)");
        } catch (SdkException e) {
            throw failed(name, "written", e);
        }
    }

    /** Without its cause, of whose text nobody here knows what it shows. */
    private static KeyUnavailableException failed(String name, String verb, SdkException cause) {
        return new KeyUnavailableException(
                "the secret %s cannot be %s: %s".formatted(name, verb, reason(cause)));
    }

    private static String reason(SdkException cause) {
        if (cause instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            String code = details == null ? null : details.errorCode();
            return (code == null ? "" : code + ", ") + "status " + service.statusCode();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
