package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.functions.stakes.Payday;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.identity.KeyFolder;
import dev.atrium.payout.Shares;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.SeedRule;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.vrf.VrfPublicKey;

import io.lettuce.core.RedisException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of outcomes: settles each one that was written. What fails is named in the response,
 * so that Lambda gives it again, with all that follows; the others are none the worse for that.
 */
public final class SettlementHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementHandler.class);

    private final Once<Settler> settler;

    /** For Lambda. */
    public SettlementHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SettlementHandler(Functions functions) {
        this.settler = new Once<>(() -> settler(functions));
    }

    /** The hosts publish the key when they start: before the first of them there is none. */
    private static Settler settler(Functions functions) {
        KeyFolder keys = new KeyFolder(functions.config().keyFolder());
        return new Settler(
                keys.publicKey(KeyFolder.OUTCOMES)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "ATRIUM_KEYS has no public key of outcomes yet")),
                () -> new OutcomeProof(rules(functions), functions.archive()),
                new SettlementBook(functions.stores().dynamo(), functions.config().tablePrefix()),
                new LiveBoard(() -> functions.stores().redis(), functions.stores().keys()),
                pots(functions),
                functions.clock());
    }

    private static Settler.Pots pots(Functions functions) {
        Payday payday = new Payday(functions.escrow());
        GameCatalog games = Games.all();
        return outcome -> {
            Optional<Shares> shares =
                    games.find(outcome.game(), outcome.rulesVersion()).flatMap(Game::shares);
            payday.pay(outcome, shares)
                    .ifPresent(paid -> LOG.info("room {}: {} paid", outcome.roomId(), paid.pot()));
        };
    }

    /** Where a key of seeds is published, nothing else may have drawn one. */
    private static OutcomeProof.Rules rules(Functions functions) {
        List<VrfPublicKey> keys = functions.seedKeys();
        return new OutcomeProof.Rules(
                Games.all(), keys.isEmpty() ? SeedRule.AS_CLAIMED : SeedRule.drawnBy(keys));
    }

    /** Over that settler. */
    public SettlementHandler(Settler settler) {
        this.settler = new Once<>(() -> settler);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<StreamsEventResponse.BatchItemFailure> failures = new ArrayList<>();
        for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
            // An outcome is written once: what is changed or removed is no new one.
            if (!"INSERT".equals(record.getEventName())) {
                continue;
            }
            try {
                settle(record);
            } catch (IOException | SdkException | RedisException e) {
                LOG.warn("an outcome is settled later, a store fails: {}", e.toString());
                failures.add(again(record));
            } catch (RuntimeException e) {
                LOG.error("an outcome could not be settled; it will be tried again", e);
                failures.add(again(record));
            }
        }
        return new StreamsEventResponse(failures);
    }

    private static StreamsEventResponse.BatchItemFailure again(
            DynamodbEvent.DynamodbStreamRecord record) {
        return new StreamsEventResponse.BatchItemFailure(record.getDynamodb().getSequenceNumber());
    }

    private void settle(DynamodbEvent.DynamodbStreamRecord record) throws IOException {
        Optional<OutcomeRow> row = row(record.getDynamodb().getNewImage());
        if (row.isEmpty()) {
            // Without its key there is no room to note a refusal for, and no retry would help.
            LOG.error("OUTCOME REFUSED: a record of the stream is no outcome");
            return;
        }
        settler.get().settle(row.get());
    }

    private static Optional<OutcomeRow> row(@Nullable Map<String, AttributeValue> image) {
        if (image == null || text(image, "roomId").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new OutcomeRow(
                        text(image, "roomId"),
                        text(image, "document"),
                        text(image, "keyId"),
                        text(image, "signature")));
    }

    /** Empty if it is not there: then no check holds, and the outcome is refused. */
    private static String text(Map<String, AttributeValue> image, String name) {
        AttributeValue value = image.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }
}
