package dev.atrium.host.metrics;

import dev.atrium.host.connection.ConnectionMeter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.prometheus.metrics.model.snapshots.Labels;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What connections measure. */
final class TrafficMeter implements ConnectionMeter {
    /** Actions that nobody knows and codes beyond the bound are counted together. */
    private static final String OTHER = "other";

    /** Codes of errors that are counted apart; ours are fewer, and a game's are known. */
    private static final int CODES_MAX = 128;

    private final MeterRegistry registry;
    private final LongAdder received = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder otherActions = new LongAdder();
    private final Map<String, LongAdder> actions = new TreeMap<>();
    private final Map<String, LongAdder> codes = new ConcurrentHashMap<>();
    private final Durations handled;
    private final Durations roundTrip;

    /**
     * A meter of a host's connections.
     *
     * @param known actions; what else clients write is no label, or they could make us keep
     *     anything
     */
    TrafficMeter(MeterRegistry registry, Histograms histograms, Collection<String> known) {
        this.registry = registry;
        this.handled =
                histograms.of(
                        "atrium_message",
                        "A message on its socket's thread",
                        Labels.EMPTY,
                        Durations::ofAnyThread);
        this.roundTrip =
                histograms.of(
                        "atrium_round_trip",
                        "The network to a direct client and back",
                        Labels.EMPTY,
                        Durations::ofOneThread);
        count("atrium.messages", "Messages of clients", Tags.of("direction", "in"), received);
        count("atrium.messages", "Messages of clients", Tags.of("direction", "out"), sent);
        String bytes = "Bytes of messages, without frame headers";
        count("atrium.message.bytes", bytes, Tags.of("direction", "in"), receivedBytes);
        count("atrium.message.bytes", bytes, Tags.of("direction", "out"), sentBytes);
        count("atrium.views.skipped", "Views left out for a newer", Tags.empty(), skipped);
        for (String action : known) {
            actions.put(action, new LongAdder());
        }
        String help = "Messages of clients by what they want";
        actions.forEach((name, count) -> count("atrium.actions", help, action(name), count));
        count("atrium.actions", help, action(OTHER), otherActions);
        codes.put(OTHER, codeCounter(OTHER));
    }

    private static Tags action(String name) {
        return Tags.of("action", name);
    }

    private void count(String name, String help, Tags tags, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::doubleValue)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private LongAdder codeCounter(String code) {
        LongAdder count = new LongAdder();
        count("atrium.errors", "Errors told to clients", Tags.of("code", code), count);
        return count;
    }

    @Override
    public void received(int bytes) {
        received.increment();
        receivedBytes.add(bytes);
    }

    @Override
    public void sent(int bytes) {
        sent.increment();
        sentBytes.add(bytes);
    }

    @Override
    public void skipped() {
        skipped.increment();
    }

    @Override
    public void handled(String action, long tookNanos) {
        handled.record(tookNanos);
        actions.getOrDefault(action, otherActions).increment();
    }

    @Override
    public void refused(String code) {
        LongAdder count = codes.get(code);
        if (count == null) {
            String label = codes.size() < CODES_MAX ? code : OTHER;
            count = codes.computeIfAbsent(label, this::codeCounter);
        }
        count.increment();
    }

    @Override
    public void roundTrip(long nanos) {
        roundTrip.record(nanos);
    }
}
