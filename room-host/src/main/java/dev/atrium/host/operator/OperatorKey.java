package dev.atrium.host.operator;

import dev.atrium.host.config.OperatorKeys;

import java.util.Optional;

/** What operators must show. Without one configured, nobody is let in. */
public final class OperatorKey {
    /** The header that carries it. */
    static final String HEADER = "X-Atrium-Operator-Key";

    private final OperatorKeys keys;

    /** Any of those. */
    public OperatorKey(OperatorKeys keys) {
        this.keys = keys;
    }

    /** Whether it is one. */
    boolean opens(Optional<String> shown) {
        return nameOf(shown).isPresent();
    }

    /** Whose it is, if it is one. */
    Optional<String> nameOf(Optional<String> shown) {
        return shown.flatMap(keys::nameOf);
    }
}
