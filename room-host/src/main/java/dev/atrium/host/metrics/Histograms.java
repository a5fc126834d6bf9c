package dev.atrium.host.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All {@link Durations} of a host, as monitoring sees them. For each name: a histogram {@code
 * NAME_seconds} since the start; the quantiles of the last minute as {@code NAME_recent_seconds};
 * its mean as {@code NAME_average_seconds}; the longest ever as {@code NAME_worst_seconds}.
 */
final class Histograms implements MultiCollector {
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};

    /** Bounded by who asks: labels are names of loops, games, and operations, never of rooms. */
    private final Map<Key, Durations> all = new ConcurrentHashMap<>();

    private final Map<String, String> helps = new ConcurrentHashMap<>();

    private record Key(String name, Labels labels) {}

    /**
     * The durations of that name and those labels; the same again for the same.
     *
     * @param name without its unit
     * @param help a sentence
     * @param fresh makes them the first time
     */
    Durations of(String name, String help, Labels labels, Supplier<Durations> fresh) {
        helps.putIfAbsent(name, help);
        return all.computeIfAbsent(new Key(name, labels), key -> fresh.get());
    }

    /** Remembers how things stand; every ten seconds. */
    void remember() {
        all.values().forEach(Durations::remember);
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, Map<Labels, Durations>> byName = new TreeMap<>();
        all.forEach(
                (key, durations) ->
                        byName.computeIfAbsent(key.name(), name -> new TreeMap<>())
                                .put(key.labels(), durations));
        List<MetricSnapshot> snapshots = new ArrayList<>();
        byName.forEach((name, family) -> addFamily(name, family, snapshots));
        return new MetricSnapshots(snapshots);
    }

    private void addFamily(
            String name, Map<Labels, Durations> family, List<MetricSnapshot> snapshots) {
        String help = helps.getOrDefault(name, name);
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name + "_seconds").help(help + ".");
        SummarySnapshot.Builder recent =
                SummarySnapshot.builder()
                        .name(name + "_recent_seconds")
                        .help(help + ", in the last minute.");
        GaugeSnapshot.Builder average =
                GaugeSnapshot.builder()
                        .name(name + "_average_seconds")
                        .help(help + ", the mean of the last minute.");
        GaugeSnapshot.Builder worst =
                GaugeSnapshot.builder()
                        .name(name + "_worst_seconds")
                        .help(help + ", the longest since the start.");
        family.forEach(
                (labels, durations) -> {
                    Durations.Reading last = durations.recent();
                    histogram.dataPoint(total(labels, durations.total()));
                    recent.dataPoint(recent(labels, last));
                    average.dataPoint(gauge(labels, last.averageSeconds()));
                    worst.dataPoint(gauge(labels, last.worstSeconds()));
                });
        snapshots.add(histogram.build());
        snapshots.add(recent.build());
        snapshots.add(average.build());
        snapshots.add(worst.build());
    }

    private static HistogramSnapshot.HistogramDataPointSnapshot total(
            Labels labels, Durations.Reading reading) {
        return HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(labels)
                .sum(reading.sumSeconds())
                .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(
                                Durations.boundsSeconds(), reading.countsByBound()))
                .build();
    }

    private static SummarySnapshot.SummaryDataPointSnapshot recent(
            Labels labels, Durations.Reading reading) {
        List<Quantile> quantiles = new ArrayList<>();
        for (double share : QUANTILES) {
            quantiles.add(new Quantile(share, reading.quantileSeconds(share)));
        }
        return SummarySnapshot.SummaryDataPointSnapshot.builder()
                .labels(labels)
                .count(reading.count())
                .sum(reading.sumSeconds())
                .quantiles(Quantiles.of(quantiles))
                .build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot gauge(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
