package dev.atrium.cdk.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class CollectorTest {
    private static final Path METRICS = Path.of("../room-host/docs/metrics.md");

    /** The page's names are held to a host that runs, by the host's own tests. */
    @ParameterizedTest
    @EnumSource(HostMetric.class)
    void whatIsPassedOnIsWhatHostsHave(HostMetric metric) throws IOException {
        String page = Files.readString(METRICS);
        String base = metric.family().replaceAll("_recent_seconds$", "");
        boolean known =
                page.contains("`" + metric.family() + "`")
                        || page.contains("`" + metric.family() + "{")
                        || (!base.equals(metric.family()) && page.contains("`" + base + "`"));
        assertTrue(known, metric.family() + " is not on the page");
        metric.label()
                .filter(label -> !label.equals(HostMetric.Label.CLASS))
                .ifPresent(
                        label ->
                                assertTrue(
                                        Pattern.compile(metric.family() + "\\{[^}`]*" + label)
                                                        .matcher(page)
                                                        .find()
                                                || label.equals(HostMetric.Label.QUANTILE),
                                        metric.family() + "{" + label));
    }

    @Test
    void theConfigurationIsYamlWithoutTabsWhichPassesOnEveryMetric() {
        String text = Collector.configuration(Stage.PROD);
        assertFalse(text.contains("\t"));
        assertFalse(text.matches("(?s).*[^$]\\$[^$].*"), "a single $ is a variable");
        assertTrue(text.contains("targets: ['127.0.0.1:9081']"));
        assertTrue(text.contains("namespace: atrium-prod\n"));
        assertTrue(text.contains("log_group_name: /atrium/prod/metrics\n"));
        Matcher kept =
                Pattern.compile("source_labels: \\[__name__], regex: '([^']+)'").matcher(text);
        assertTrue(kept.find());
        Pattern keep = Pattern.compile(kept.group(1));
        for (HostMetric metric : HostMetric.values()) {
            assertTrue(keep.matcher(metric.family()).matches(), metric.family());
            assertTrue(
                    text.contains(
                            "{dimensions: [[%s]], metric_name_selectors: ['^%s$$']}"
                                    .formatted(
                                            String.join(", ", metric.dimensions()),
                                            metric.family())),
                    metric.family());
        }
        assertFalse(keep.matcher("atrium_room_run_seconds_bucket").matches());
        assertTrue(keep.matcher("atrium_command_wait_recent_seconds_count").matches());
    }

    @Test
    void theContainerIsPinnedSmallAndMayOnlyWriteItsLog() {
        Collector.Sidecar sidecar = Collector.of(Stage.PROD);
        assertTrue(sidecar.image().matches("public\\.ecr\\.aws/.+:v\\d+\\.\\d+\\.\\d+"));
        assertTrue(sidecar.cpuUnits() <= Stage.DEV.hosts().cpu() / 10);
        assertTrue(sidecar.memoryMib() <= Stage.DEV.hosts().memoryMib() / 10);
        assertEquals(Set.of("AOT_CONFIG_CONTENT"), sidecar.environment().keySet());
        assertEquals("/atrium/prod/metrics", sidecar.logGroup());
        assertEquals(List.of("logs:CreateLogStream", "logs:PutLogEvents"), sidecar.actions());
    }

    /** Each dimension's value is a metric that costs by the month. */
    @Test
    void noLabelThatGrowsWithRoomsOrPlayersIsADimension() {
        Set<String> labels = new TreeSet<>();
        for (HostMetric metric : HostMetric.values()) {
            metric.label().ifPresent(labels::add);
        }
        assertEquals(
                Set.of(
                        "class",
                        "direction",
                        "kind",
                        "owner",
                        "phase",
                        "quantile",
                        "result",
                        "state",
                        "step",
                        "store"),
                labels);
    }
}
