package dev.atrium.host;

import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.wire.WireException;

import jakarta.inject.Singleton;

/** Signs outcomes with this deployment's key. In AWS the key is KMS's; locally it is a file. */
@Singleton
final class OutcomeSigner {
    private final SigningKey key;

    OutcomeSigner(KeyFolder keys) {
        this.key = keys.key(KeyFolder.OUTCOMES);
    }

    OutcomeRow sign(OutcomeDocument document) {
        Outcome outcome;
        try {
            outcome = document.read();
        } catch (WireException e) {
            throw new IllegalArgumentException("no outcome", e);
        }
        return new OutcomeRow(
                outcome.roomId(),
                document.text(),
                key.publicKey().keyId(),
                document.signature(key));
    }
}
