package dev.atrium.localstack.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.List;
import java.util.Optional;

class RestoreOptionsTest {
    private static RestoreOptions parse(String line) {
        return RestoreOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }

    @Test
    void prefixesAreWhatIsCopiedFromAndTo() {
        assertEquals(
                new RestoreOptions("restored-", "atrium-prod-", Optional.empty()),
                parse("--from restored- --to atrium-prod-"));
    }

    /** Two stores may have tables of one name. */
    @Test
    void anotherAddressMayHaveTheSameNames() {
        assertEquals(
                new RestoreOptions("a-", "a-", Optional.of(URI.create("http://127.0.0.1:8000"))),
                parse("--from a- --to a- --from-endpoint http://127.0.0.1:8000"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', --from is missing",
        "--from a-, --to is missing",
        "--to a-, --from is missing",
        "--from a- --to a-, are the same tables",
        "--from, --from wants a value",
        "--from a* --to b-, --from=a*",
        "--from a- --to b- --from-endpoint ftp://x, --from-endpoint=ftp://x",
        "--from a- --to b- --from-endpoint http://, --from-endpoint=http://",
        "--from a- --to b- --all yes, unknown --all",
    })
    void whatIsWrongIsSaid(String line, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> parse(line)).getMessage();
        assertTrue(said.contains(message), said);
    }
}
