package dev.atrium.localstack.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.resources.ResourcesOptions.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

class ResourcesOptionsTest {
    private static final Map<String, String> EMULATOR =
            Map.of(ResourcesOptions.ENDPOINT, "http://127.0.0.1:4566");

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    @Test
    void withoutArgumentsEverythingIsMade() {
        ResourcesOptions options = ResourcesOptions.parse(List.of(), EMULATOR);
        assertEquals(Set.of(Kind.values()), options.kinds());
        assertEquals("atrium-", options.prefix());
        assertEquals("us-east-1", options.region());
        assertEquals(4566, options.endpoint().getPort());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--only tables,users | --only=users (allowed: tables, bucket, secrets, queue)",
                "--prefix A_ | --prefix=A_ (allowed: lower case, digits, -)",
                "--bucket B | --bucket=B (allowed: a bucket)",
                "--secrets /x | --secrets=/x (allowed: a prefix such as atrium/local)",
                "--only | --only wants a value; usage:",
                "--colour red | unknown --colour; usage:",
            })
    void whatIsWrongIsOneLine(String arguments, String told) {
        String line =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ResourcesOptions.parse(words(arguments), EMULATOR))
                        .getMessage();
        assertTrue(line.startsWith(told), line);
        assertEquals(1, line.lines().count());
    }

    /** Nothing is made in AWS by mistake. */
    @ParameterizedTest
    @CsvSource({
        "''",
        "127.0.0.1:4566",
        "ftp://127.0.0.1",
        "http://",
        "https://dynamodb.eu-central-1.amazonaws.com",
        "https://DYNAMODB.EU-CENTRAL-1.AMAZONAWS.COM",
        "https://dynamodb.cn-north-1.amazonaws.com.cn"
    })
    void whereNoEmulatorIsNothingIsMade(String endpoint) {
        Map<String, String> environment = Map.of(ResourcesOptions.ENDPOINT, endpoint);
        String line =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ResourcesOptions.parse(List.of(), environment))
                        .getMessage();
        assertTrue(line.startsWith("AWS_ENDPOINT_URL=" + endpoint + " (allowed: an emul"), line);
        assertEquals(2, ResourcesTool.run(new String[0], environment, told -> {}));
    }
}
