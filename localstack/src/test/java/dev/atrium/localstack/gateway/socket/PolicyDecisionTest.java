package dev.atrium.localstack.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDecisionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:execute-api:us-east-1:000000000000:api/ws/$connect";

    @ParameterizedTest
    @CsvSource({
        "Allow execute-api:Invoke *, true",
        "Allow execute-api:* */ws/*, true",
        "Allow * */w?/$connect, true",
        "Allow EXECUTE-API:invoke *, true",
        "Allow s3:* *, false",
        "Allow * */other/*, false",
        "Allow * */ws/.connect, false",
        "Allow * *;Deny * *, false",
        "Deny * *;Allow * *, false",
        "Deny * */other/*;Allow * *, true",
        "allow * *, false",
    })
    void denyWinsAndSilenceIsDenial(String statements, boolean allowed) {
        ObjectNode policy = JSON.createObjectNode();
        ArrayNode list = policy.putArray("Statement");
        for (String each : statements.split(";", -1)) {
            String[] parts = each.split(" ", -1);
            list.addObject()
                    .put("Effect", parts[0])
                    .put("Action", parts[1])
                    .put("Resource", parts[2]);
        }
        assertEquals(allowed, PolicyDecision.allows(policy, ARN));
    }

    @Test
    void statementMayBeOneAndItsPartsMayBeMany() throws Exception {
        JsonNode policy =
                JSON.readTree(
                        """
                        {"Statement":{"Effect":"Allow","Action":["a:b","execute-api:Invoke"],
                         "Resource":["x","*"]}}\
                        """);
        assertTrue(PolicyDecision.allows(policy, ARN));
    }

    @Test
    void policyThatSaysNothingDenies() throws Exception {
        assertFalse(PolicyDecision.allows(JSON.readTree("{}"), ARN));
        assertFalse(PolicyDecision.allows(JSON.readTree("{\"Statement\":[]}"), ARN));
        assertFalse(PolicyDecision.allows(JSON.readTree("{\"Statement\":[{}]}"), ARN));
    }
}
