package dev.atrium.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.identity.KeyFolder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

class KeyPlaceTest {
    private static KeyPlace at(String value) {
        return KeyPlace.from(name -> Map.of("ATRIUM_KEYS", value).getOrDefault(name, ""));
    }

    @ParameterizedTest
    @CsvSource({"'',keys", "keys,keys", "/data/keys,/data/keys", "../a b,../a b"})
    void folderIsAFolder(String value, String path) {
        assertEquals(new KeyPlace.Folder(Path.of(path)), at(value));
    }

    @ParameterizedTest
    @CsvSource({
        "secretsmanager:atrium,atrium",
        "secretsmanager:atrium/live,atrium/live",
        "secretsmanager:Atrium_1/eu-central-1/live,Atrium_1/eu-central-1/live"
    })
    void secretsAreSecrets(String value, String prefix) {
        assertEquals(new KeyPlace.Secrets(prefix), at(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretsmanager:",
                "secretsmanager:/atrium",
                "secretsmanager:atrium/",
                "secretsmanager:a//b",
                "secretsmanager:a b",
                "secretsmanager:a.pub",
                "secretsmanager://atrium",
                "secretsmanager:../x",
                "SecretsManager:atrium",
                "s3://atrium",
                "arn:aws:secretsmanager:eu-central-1:1:secret:atrium"
            })
    void anythingElseIsNamed(String value) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> at(value));
        assertEquals(
                "ATRIUM_KEYS=" + value + " (allowed: secretsmanager:PREFIX, or a folder)",
                e.getMessage());
    }

    @Test
    void prefixHasTwoHundredCharactersAtMost() {
        assertEquals(
                new KeyPlace.Secrets("a".repeat(200)), at("secretsmanager:" + "a".repeat(200)));
        String longer = "secretsmanager:" + "a".repeat(201);
        assertThrows(IllegalArgumentException.class, () -> at(longer));
    }

    @Test
    void folderIsOpenedAndAsksNobody() {
        assertInstanceOf(KeyFolder.class, at("/nowhere/at/all").open());
    }
}
