package dev.atrium.identity;

import java.util.List;
import java.util.Optional;

/** The keys whose signatures count now. Thread-safe. */
public interface TrustedKeys {
    /** Those keys, the newest first. */
    List<VerifyKey> keys();

    /** The one of that name. */
    Optional<VerifyKey> find(String keyId);

    /** Keys that never change. */
    static TrustedKeys fixed(List<VerifyKey> keys) {
        List<VerifyKey> known = List.copyOf(keys);
        return new TrustedKeys() {
            @Override
            public List<VerifyKey> keys() {
                return known;
            }

            @Override
            public Optional<VerifyKey> find(String keyId) {
                return named(known, keyId);
            }
        };
    }

    /** The one of these that has that name. */
    static Optional<VerifyKey> named(List<VerifyKey> keys, String keyId) {
        return keys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
    }
}
