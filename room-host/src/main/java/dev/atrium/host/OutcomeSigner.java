package dev.atrium.host;

import dev.atrium.identity.KeySource;
import dev.atrium.identity.SigningKey;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.wire.WireException;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;

/** Signs outcomes with this deployment's key, and leaves the public half for those who verify. */
@Singleton
final class OutcomeSigner {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeSigner.class);

    private final SigningKey key;

    OutcomeSigner(KeySource keys) {
        this.key = keys.key(KeySource.OUTCOMES);
        try {
            keys.publish(KeySource.OUTCOMES);
        } catch (UncheckedIOException e) {
            // Keys that may only be read are published by whoever deploys.
            LOG.warn("settlement needs the public key of outcomes: {}", e.getMessage());
        }
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
