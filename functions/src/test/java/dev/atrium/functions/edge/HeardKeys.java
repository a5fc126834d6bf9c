package dev.atrium.functions.edge;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;
import dev.atrium.rights.UsedRights;

import java.util.List;
import java.util.Optional;

/** Hears which keys each handler asks for, as the secrets that they would be. */
record HeardKeys(KeySource keys) implements KeySource {
    private static void asked(String purpose) {
        UsedRights.heard("secretsmanager:GetSecretValue", purpose);
    }

    private static void published(String purpose) {
        asked(purpose + ".pub");
    }

    /** In AWS a public half is there before anybody asks: what makes one here is not heard. */
    @Override
    public SigningKey key(String purpose) {
        if (!keys.publicKeys(purpose).isEmpty()) {
            asked(purpose);
        }
        return keys.key(purpose);
    }

    @Override
    public byte[] secret(String purpose) {
        asked(purpose);
        return keys.secret(purpose);
    }

    @Override
    public Optional<SigningKey> retiredKey(String purpose, String keyId) {
        asked(purpose);
        return keys.retiredKey(purpose, keyId);
    }

    @Override
    public List<VerifyKey> publicKeys(String purpose) {
        published(purpose);
        return keys.publicKeys(purpose);
    }

    @Override
    public void publish(String purpose) {
        asked(purpose);
        published(purpose);
        keys.publish(purpose);
    }
}
