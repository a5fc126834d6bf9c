package dev.atrium.cdk.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.identity.KeySource;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class SecretsStackIT {
    private static final String SECRET = "AWS::SecretsManager::Secret";

    private static Map<String, JsonNode> secrets(Stage stage) {
        Map<String, JsonNode> byName = new TreeMap<>();
        Templates.of(stage)
                .resources(stage.stack("secrets"), SECRET)
                .values()
                .forEach(
                        secret ->
                                byName.put(
                                        secret.path("Properties").path("Name").asText(), secret));
        return byName;
    }

    /** What is in the code as purposes, the three that are signed with their public halves too. */
    @Test
    void everyPurposeHasASecretThatIsEmpty() {
        Set<String> wanted =
                new TreeSet<>(
                        Set.of(
                                KeySource.SESSIONS,
                                KeySource.SESSIONS + ".pub",
                                KeySource.OUTCOMES,
                                KeySource.OUTCOMES + ".pub",
                                KeySource.SEEDS,
                                KeySource.VRF,
                                KeySource.VRF + ".pub",
                                KeySource.CURSORS,
                                KeySource.PUZZLES));
        assertEquals(wanted, new TreeSet<>(SecretsStack.PURPOSES));
        Map<String, JsonNode> secrets = secrets(Stage.PROD);
        for (String purpose : wanted) {
            JsonNode properties = secrets.get("atrium/prod/" + purpose).path("Properties");
            assertFalse(properties.has("SecretString"), purpose);
            assertFalse(properties.has("GenerateSecretString"), purpose);
            assertTrue(properties.has("KmsKeyId"), purpose);
        }
    }

    @Test
    void whatThePartsShowEachOtherIsDrawnAndInNoTemplate() {
        Map<String, JsonNode> secrets = secrets(Stage.PROD);
        for (String name : Set.of("gateway-key", "operator-key", "edge-key")) {
            JsonNode properties = secrets.get("atrium/prod/" + name).path("Properties");
            JsonNode drawn = properties.path("GenerateSecretString");
            assertEquals(48, drawn.path("PasswordLength").asInt(), name);
            assertTrue(drawn.path("ExcludePunctuation").asBoolean(), name);
        }
    }

    @Test
    void keysOfPlayersOutliveTheirStackWherePeoplePlay() {
        secrets(Stage.PROD)
                .forEach(
                        (name, secret) ->
                                assertEquals(
                                        "Retain", secret.path("DeletionPolicy").asText(), name));
        secrets(Stage.DEV)
                .forEach(
                        (name, secret) ->
                                assertEquals(
                                        "Delete", secret.path("DeletionPolicy").asText(), name));
    }
}
