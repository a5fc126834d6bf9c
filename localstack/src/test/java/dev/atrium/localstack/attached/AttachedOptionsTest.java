package dev.atrium.localstack.attached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class AttachedOptionsTest {
    private static final Map<String, String> GOOD =
            Map.of(
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
                    "ATRIUM_GATEWAY_KEY", "sixteen-characters",
                    "ATRIUM_HOST_URLS", "http://127.0.0.1:8081");

    @Test
    void whatIsLeftOutIsUsual() {
        AttachedOptions options = AttachedOptions.parse(List.of(), GOOD);
        assertEquals(8080, options.port());
        assertEquals(8090, options.invokePort());
        assertEquals("test", options.accessKeyId());
        assertEquals(List.of(URI.create("http://127.0.0.1:8081")), options.hosts());
        assertEquals(
                "http://localhost:8080/ws", options.environment().get("ATRIUM_GATEWAY_ENDPOINT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_ENDPOINT_URL | '' | AWS_ENDPOINT_URL= (allowed: ADDRESS)",
                "ATRIUM_HOST_URLS | ftp://a | ATRIUM_HOST_URLS=ftp://a (allowed: ADDRESS)",
                "ATRIUM_EMULATOR_PORT | 0 | ATRIUM_EMULATOR_PORT=0 (allowed: 1 to 65535)",
                "ATRIUM_INVOKE_PORT | x | ATRIUM_INVOKE_PORT=x (allowed: 1 to 65535)",
                "ATRIUM_GATEWAY_KEY | short | ATRIUM_GATEWAY_KEY=*** (allowed: KEY)",
                "AWS_ACCESS_KEY_ID | a-b | AWS_ACCESS_KEY_ID=*** (allowed: letters and digits)",
            })
    void whatIsWrongIsOneLineAndStatusTwo(String name, String value, String told) {
        Map<String, String> environment = new HashMap<>(GOOD);
        environment.put(name, value);
        String line =
                told.replace("ADDRESS", "an address such as http://127.0.0.1:4566")
                        .replace(": KEY", ": that of the hosts, at least 16 characters");
        assertEquals(
                line,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> AttachedOptions.parse(List.of(), environment))
                        .getMessage());
        assertEquals(2, EmulatorTool.run(new String[0], environment, any -> {}));
    }
}
