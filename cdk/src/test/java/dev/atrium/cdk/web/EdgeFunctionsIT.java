package dev.atrium.cdk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** CloudFront's functions, run by Node.js as CloudFront would run them. */
class EdgeFunctionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUN_TIMEOUT_S = 60;
    private static final Templates TEMPLATES = Templates.of(Stage.PROD);

    private static JsonNode run(String name, String event)
            throws IOException, InterruptedException {
        String code =
                TEMPLATES
                        .resources("atrium-prod-web", "AWS::CloudFront::Function")
                        .values()
                        .stream()
                        .map(function -> function.path("Properties"))
                        .filter(f -> f.path("Name").asText().equals("atrium-prod-" + name))
                        .map(function -> function.path("FunctionCode").asText())
                        .findFirst()
                        .orElseThrow();
        Process node =
                new ProcessBuilder(
                                "node",
                                "--eval",
                                code + "console.log(JSON.stringify(handler(" + event + ")));")
                        .redirectErrorStream(true)
                        .start();
        try {
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(node.waitFor(RUN_TIMEOUT_S, TimeUnit.SECONDS), said);
            assertEquals(0, node.exitValue(), said);
            return JSON.readTree(said);
        } finally {
            node.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "2001:db8:1:2::1"})
    void whoAsksIsWrittenOverWhateverHeSays(String address) throws Exception {
        String event =
                """
                {"viewer":{"ip":"%s"},"request":{"method":"POST","uri":"/auth/guest","headers":{
                 "authorization":{"value":"Bearer x"},
                 "x-atrium-viewer-address":{"value":"203.0.113.9",
                  "multiValue":[{"value":"203.0.113.9"},{"value":"203.0.113.10"}]}}}}
                """
                        .formatted(address);
        JsonNode asked = run("viewer", event);

        assertEquals(
                "{\"value\":\"" + address + "\"}",
                asked.at("/headers/x-atrium-viewer-address").toString());
        assertEquals("Bearer x", asked.at("/headers/authorization/value").asText());
        assertEquals("/auth/guest", asked.path("uri").asText());
    }

    @Test
    void everyRequestToTheApiPassesTheFunctionThatSaysWhoAsks() {
        JsonNode distribution =
                TEMPLATES
                        .only("atrium-prod-web", "AWS::CloudFront::Distribution")
                        .path("DistributionConfig");
        List<JsonNode> asked =
                Templates.each(distribution.path("CacheBehaviors"))
                        .filter(behaviour -> behaviour.has("OriginRequestPolicyId"))
                        .toList();
        for (JsonNode behaviour : asked) {
            JsonNode function = behaviour.path("FunctionAssociations").path(0);
            String arn = Templates.text(function.path("FunctionARN"));
            assertEquals("viewer-request", function.path("EventType").asText());
            assertTrue(arn.startsWith("<functionsviewer"), arn);
        }
        assertEquals(
                List.copyOf(ApiPaths.patterns()),
                asked.stream().map(behaviour -> behaviour.path("PathPattern").asText()).toList());
    }

    @Test
    void pagesAreToldWhereTheGatewayIs() throws Exception {
        JsonNode answer = run("config", "{\"request\":{\"uri\":\"/config.json\"}}");

        assertEquals(200, answer.path("statusCode").asInt());
        assertEquals("application/json", answer.at("/headers/content-type/value").asText());
        assertEquals("no-cache", answer.at("/headers/cache-control/value").asText());
        assertEquals(
                "{\"socketUrl\":\"wss://ws.play.example.com\"}",
                JSON.readTree(answer.at("/body/data").asText()).toString());
    }
}
