package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;

import dev.atrium.functions.priming.AwsPriming;
import dev.atrium.functions.priming.IdentityPriming;
import dev.atrium.functions.priming.JsonPriming;
import dev.atrium.functions.priming.Priming;
import dev.atrium.functions.priming.Priming.Step;
import dev.atrium.functions.priming.RandomState;
import dev.atrium.functions.priming.RedisPriming;
import dev.atrium.schema.Tables;
import dev.atrium.wire.CloseCode;

import org.crac.Context;
import org.crac.Resource;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens around a snapshot of a function (Lambda SnapStart, by the hooks of CRaC): before it,
 * everything is primed that a first call would wait for, and what belongs to one process alone is
 * dropped; after each restore, it is dropped once more and random numbers begin anew. Keys are read
 * and stores connected by the first call that wants them, after the restore.
 *
 * <p>Called by the runtime, on the thread that initialises the function, when no call runs.
 */
public final class SnapshotHooks implements Resource {
    /** Stands wherever a name is needed. */
    private static final String PRIMING = "priming";

    private final Functions functions;
    private final List<Step> steps;

    /** Hooks of those functions. */
    public SnapshotHooks(Functions functions) {
        this(functions, steps(functions));
    }

    SnapshotHooks(Functions functions, List<Step> steps) {
        this.functions = functions;
        this.steps = List.copyOf(steps);
    }

    /** What they are the hooks of. */
    Functions functions() {
        return functions;
    }

    /** In the order in which a call comes to need them. */
    static List<Step> steps(Functions functions) {
        Stores stores = functions.stores();
        String key = stores.keys().rate(PRIMING, PRIMING);
        return List.of(
                new Step("the HTTP edge", () -> httpEdge(functions)),
                new Step("JSON", JsonPriming::run),
                new Step("identity", IdentityPriming::run),
                new Step("tables", AwsPriming::tables),
                new Step("the gateway", AwsPriming::gateway),
                new Step("the network", AwsPriming::network),
                new Step("Redis", () -> RedisPriming.run(stores.redis(), key)),
                new Step("the socket edge", () -> socketEdge(functions)),
                // Made now and kept: neither of them has a connection or a secret yet.
                new Step("words", () -> functions.words().forbids("Priming")),
                new Step("clients", () -> Tables.all().forEach(stores::table)));
    }

    /**
     * Primes and lets go.
     *
     * @throws IllegalStateException if two who are restored would draw the same ids: then there
     *     must be no snapshot, and Lambda publishes none
     */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        RandomState.requireRenewable();
        var _ = Priming.run(steps);
        functions.forget();
    }

    /**
     * Begins anew.
     *
     * @throws IOException if there are no fresh random numbers; then Lambda takes no call to it
     */
    @Override
    public void afterRestore(Context<? extends Resource> context) throws IOException {
        RandomState.renew();
        functions.forget();
    }

    private static void httpEdge(Functions functions) {
        APIGatewayV2HTTPEvent event = request(functions.config().edgeKey());
        String packed = "0".repeat(HttpEdge.COMPRESSED_FROM_BYTES + 1);
        var _ = functions.http().answer(event, request -> new HttpAnswer.Done(packed, 0));
        var _ = functions.http().answer(event, request -> HttpAnswer.rateLimited(1));
    }

    /** One that is let in: what is refused at the entrance would prime nothing behind it. */
    static APIGatewayV2HTTPEvent request(Optional<EdgeKey> key) {
        Map<String, String> headers = new HashMap<>(Map.of("accept-encoding", "gzip"));
        key.ifPresent(k -> headers.put(EdgeKey.HEADER, k.value()));
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(PRIMING)
                .withHeaders(headers)
                .withBody("{}")
                .build();
    }

    /** Through a poster that has nobody to post to. */
    private static void socketEdge(Functions functions) {
        APIGatewayV2WebSocketEvent event = new APIGatewayV2WebSocketEvent();
        APIGatewayV2WebSocketEvent.RequestContext context =
                new APIGatewayV2WebSocketEvent.RequestContext();
        context.setConnectionId(PRIMING);
        context.setRouteKey(PRIMING);
        event.setRequestContext(context);
        event.setBody("{\"action\":\"priming\"}");
        SocketEdge sockets = new SocketEdge(new Nobody(), functions.rates());
        var _ = sockets.answer(event, (caller, message) -> Optional.empty());
    }

    /** Posts to nobody. */
    private static final class Nobody implements Poster {
        @Override
        public boolean post(String connectionId, byte[] utf8) {
            return true;
        }

        @Override
        public void cutOff(String connectionId, CloseCode code) {}
    }
}
