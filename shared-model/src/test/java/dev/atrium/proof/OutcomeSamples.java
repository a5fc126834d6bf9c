package dev.atrium.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.util.function.Consumer;

/** Outcomes that say something else, made where everybody makes them: in the document. */
final class OutcomeSamples {
    private OutcomeSamples() {}

    static Outcome altered(Outcome outcome, Consumer<ObjectNode> change) throws WireException {
        ObjectNode json = Json.object(OutcomeDocument.of(outcome).text());
        change.accept(json);
        return new OutcomeDocument(json.toString()).read();
    }
}
