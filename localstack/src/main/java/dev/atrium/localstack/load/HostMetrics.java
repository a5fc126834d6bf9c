package dev.atrium.localstack.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host's histograms, from what it tells Prometheus. Any thread. */
public final class HostMetrics {
    /** From when a room was due to its run, in seconds, by loop and game. */
    static final String TICK_LATENESS = "atrium_room_lateness_seconds";

    private static final Pattern APPENDS =
            Pattern.compile(
                    "^atrium_operation_seconds_count\\{.*?operation=\"redis-append\".*?\\}"
                            + " (\\S+)$");

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern BUCKET =
            Pattern.compile("^(\\w+)_bucket\\{.*?\\ble=\"([^\"]+)\".*?\\} (\\S+)$");

    private final URI address;

    /** Those at that address. */
    public HostMetrics(URI address) {
        this.address = address;
    }

    /** The text as it stands; none if this host tells nothing there. */
    public Optional<String> read() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A histogram by the bounds of its buckets, all labels together, each with those below it. */
    static NavigableMap<Double, Double> histogram(String text, String name) {
        TreeMap<Double, Double> buckets = new TreeMap<>();
        text.lines()
                .filter(line -> line.startsWith(name))
                .map(BUCKET::matcher)
                .filter(Matcher::matches)
                .filter(found -> found.group(1).equals(name))
                .forEach(
                        found ->
                                buckets.merge(
                                        bound(found.group(2)),
                                        Double.parseDouble(found.group(3)),
                                        Double::sum));
        return buckets;
    }

    /**
     * How often groups of entries were appended to journals so far; 0 if the host tells of none.
     */
    public static long appends(Optional<String> text) {
        return text.stream()
                .flatMap(String::lines)
                .map(APPENDS::matcher)
                .filter(Matcher::matches)
                .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
                .sum();
    }

    private static double bound(String le) {
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }

    /** How late ticks were between two readings; none if there is no such histogram. */
    public static Optional<TickLateness> lateness(Optional<String> before, Optional<String> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        NavigableMap<Double, Double> first = histogram(before.get(), TICK_LATENESS);
        TreeMap<Double, Double> grown = new TreeMap<>();
        for (Map.Entry<Double, Double> bucket : histogram(after.get(), TICK_LATENESS).entrySet()) {
            double earlier = first.getOrDefault(bucket.getKey(), 0.0);
            grown.put(bucket.getKey(), bucket.getValue() - earlier);
        }
        return grown.isEmpty() ? Optional.empty() : Optional.of(TickLateness.of(grown));
    }
}
