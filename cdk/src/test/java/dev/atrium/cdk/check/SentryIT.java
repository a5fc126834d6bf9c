package dev.atrium.cdk.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.stage.Deployments;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.fault.FaultReports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** Sentry is told of errors where a secret with its DSN is named. */
class SentryIT {
    private static final String SECRET = "atrium/sentry-dsn";
    private static final String FUNCTIONS = "atrium-dev-functions";
    private static final String HOSTS = "atrium-dev-hosts";

    @Test
    void everyFunctionAndHostHasTheDsnWithoutThatItStandsAnywhere() {
        Templates templates = Templates.written(Deployments.of(Stage.DEV, Optional.of(SECRET)));

        assertEquals(List.of(), templates.errors());
        templates
                .resources(FUNCTIONS, "AWS::Lambda::Function")
                .forEach(
                        (id, function) ->
                                assertEquals(
                                        "{{resolve:secretsmanager:" + SECRET + ":SecretString:::}}",
                                        function.at("/Properties/Environment/Variables")
                                                .path(FaultReports.VARIABLE)
                                                .asText(),
                                        id));
        JsonNode host =
                templates
                        .only(HOSTS, "AWS::ECS::TaskDefinition")
                        .path("ContainerDefinitions")
                        .valueStream()
                        .filter(container -> container.path("Name").asText().equals("room-host"))
                        .findFirst()
                        .orElseThrow();
        String secret =
                host.path("Secrets")
                        .valueStream()
                        .filter(s -> s.path("Name").asText().equals(FaultReports.VARIABLE))
                        .map(s -> Templates.text(s.path("ValueFrom")))
                        .findFirst()
                        .orElseThrow();
        assertTrue(secret.endsWith(":secret:" + SECRET), secret);
        boolean mayRead =
                templates.resources(HOSTS, "AWS::IAM::Policy").values().stream()
                        .anyMatch(
                                policy ->
                                        policy.toString()
                                                .contains(":secret:" + SECRET + "-??????"));
        assertTrue(mayRead, "ECS may not read it");
    }

    @Test
    void withoutASecretNobodyIsTold() {
        Templates templates = Templates.of(Stage.DEV);

        assertFalse(templates.stack(FUNCTIONS).toString().contains(FaultReports.VARIABLE));
        assertFalse(templates.stack(HOSTS).toString().contains(FaultReports.VARIABLE));
    }

    /** Whoever gives the DSN itself is told where it belongs, and not once more what it is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "https://k3y@sentry.example.com/1", "a name", "{{resolve:x}}"})
    void whatIsNoNameOfASecretIsRefused(String value) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Deployments.of(Stage.DEV, Optional.of(value)))
                        .getMessage();

        assertTrue(message.contains("-c sentry=NAME"), message);
        assertTrue(value.isEmpty() || !message.contains(value), message);
    }
}
