package dev.atrium.keys;

import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.KeySource;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FolderKeysContractTest extends KeySourceContractTest {
    @TempDir private Path folder;

    @Override
    KeySource process() {
        return new KeyPlace.Folder(folder).open();
    }

    /** Whoever asks first makes it. */
    @Override
    void make(String purpose) {
        var _ = new KeyFolder(folder).key(purpose);
    }

    @Override
    void replace(String purpose) throws IOException {
        String keyId = process().key(purpose).publicKey().keyId();
        Files.move(
                folder.resolve(purpose + ".key"), folder.resolve(purpose + "-" + keyId + ".key"));
    }

    @Override
    void storePresent(String purpose, String text) throws IOException {
        Files.writeString(folder.resolve(purpose + ".key"), text);
    }

    @Override
    void storePublic(String purpose, String text) throws IOException {
        Files.writeString(folder.resolve(purpose + ".pub"), text);
    }

    @Override
    String publicText(String purpose) throws IOException {
        return Files.readString(folder.resolve(purpose + ".pub"));
    }
}
