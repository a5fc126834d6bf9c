package dev.atrium.functions.auth;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.functions.human.Newcomer;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * Lets the sender of one request be a new player, if he shows what the deployment asks for. It is
 * used up once, however often the request's handler tries.
 */
final class Admission {
    private final Functions functions;
    private final Newcomer newcomer;
    private boolean admitted;

    Admission(
            Functions functions,
            HttpRequest request,
            Optional<Newcomer.Proof> proof,
            Optional<String> captcha) {
        this.functions = functions;
        this.newcomer =
                new Newcomer(
                        SourceNetwork.of(request).key(), request.sourceAddress(), proof, captcha);
    }

    /**
     * Lets him pass.
     *
     * @throws WireException {@code proof-required}, {@code proof-invalid} or {@code unavailable}
     */
    void admit() throws WireException {
        if (!admitted) {
            functions.human().admit(newcomer);
            admitted = true;
        }
    }
}
