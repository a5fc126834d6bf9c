package dev.atrium.cdk.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds {@code docs/alarms.md} against the alarms, and both against what the sources ask for. */
class AlarmsTest {
    private static final Path PAGE = Path.of("docs/alarms.md");

    /** Both sources' tables: document, alarm, limit, severity if it names one. */
    private static final Set<String> SOURCES =
            Set.of(
                    "nemeths-domain | server down | | critical",
                    "nemeths-domain | latency | 500 ms | warning",
                    "nemeths-domain | error rate | 1 % | warning",
                    "nemeths-domain | DB connections exhausted | | critical",
                    "nemeths-domain | blockchain sync lag | 1 min | warning",
                    "robots-party | HighErrorRate | 5 % | none",
                    "robots-party | HighLatency | 100 ms | none",
                    "robots-party | RedisDown | | none");

    private static final Map<String, Severity> SEVERITIES =
            Map.of("critical", Severity.PAGE, "warning", Severity.WARN);

    private static final Watched ALL =
            new Watched(
                    List.of(Watched.SETTLEMENT, Watched.RECONCILER),
                    Optional.of("http"),
                    Optional.of("socket"),
                    Optional.of("redis"),
                    Optional.of(new Watched.Balancer("net/hosts/1", "targetgroup/hosts/2")));

    /** A line of the sources' table. */
    record Asked(String document, String alarm, String limit, String severity, String ours) {
        @Override
        public String toString() {
            return document + " " + alarm;
        }
    }

    private static List<AlarmRule> rules() {
        return Alarms.of(Stage.PROD, ALL);
    }

    private static List<String[]> table(int cells) throws IOException {
        List<String[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] parts = line.split("\\|", -1);
            if (parts.length == cells + 2 && !parts[1].startsWith(" -")) {
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = parts[i].strip();
                }
                lines.add(parts);
            }
        }
        return lines;
    }

    static Stream<Asked> asked() throws IOException {
        return table(7).stream()
                .filter(line -> SEVERITIES.containsKey(line[4]) || line[4].equals("none"))
                .map(l -> new Asked(l[1], l[2], l[3], l[4], l[5].replace("`", "")));
    }

    @Test
    void everyAlarmOfTheSourcesHasItsLine() throws IOException {
        assertEquals(
                SOURCES,
                asked().map(
                                a ->
                                        String.join(
                                                        " | ",
                                                        a.document(),
                                                        a.alarm(),
                                                        a.limit(),
                                                        a.severity())
                                                .replace("|  |", "| |"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void whatASourceAsksForIsAnAlarmWithItsLimitAndItsSeverity(Asked asked) {
        AlarmRule ours =
                rules().stream()
                        .filter(r -> r.name().equals(asked.ours()))
                        .findFirst()
                        .orElseThrow();
        Optional<Double> limit = limit(asked.limit(), ours.limit().unit());
        limit.ifPresent(
                value -> {
                    assertEquals(value, ours.limit().value(), 1e-9);
                    assertTrue(ours.limit().above());
                });
        Severity severity = SEVERITIES.get(asked.severity());
        if (severity != null) {
            assertEquals(severity, ours.severity());
        }
    }

    /** A source's limit in our unit. */
    private static Optional<Double> limit(String text, AlarmRule.Unit unit) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split(" ", -1);
        double value = Double.parseDouble(parts[0]);
        double base =
                switch (parts[1]) {
                    case "ms" -> value / 1_000;
                    case "min" -> value * 60;
                    case "%" -> value / 100;
                    default -> throw new AssertionError(text);
                };
        assertEquals(parts[1].equals("%"), unit == AlarmRule.Unit.SHARE, text);
        return Optional.of(unit == AlarmRule.Unit.MILLISECONDS ? base * 1_000 : base);
    }

    @Test
    void thePageShowsEveryAlarmAsItIs() throws IOException {
        List<String> wanted = new ArrayList<>();
        rules().stream().map(AlarmRule::row).distinct().forEach(wanted::add);
        ServiceLevel.BURNS.stream().map(ServiceLevel.Burn::row).forEach(wanted::add);
        List<String> shown =
                Files.readAllLines(PAGE).stream().filter(l -> l.contains("(runbook.md#")).toList();
        assertEquals(String.join("\n", wanted), String.join("\n", shown));
    }

    /** Whoever is woken finds what to do, and no chapter is about an alarm that is none. */
    @Test
    void everyAlarmHasItsChapterInTheRunbook() throws IOException {
        Set<String> wanted = new TreeSet<>();
        rules().forEach(rule -> wanted.add(rule.name()));
        ServiceLevel.BURNS.forEach(burn -> wanted.add(burn.name()));
        Set<String> chapters = new TreeSet<>();
        Files.readAllLines(Path.of("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("### "))
                .forEach(line -> chapters.add(line.substring("### ".length())));
        assertEquals(wanted, chapters);
    }

    @Test
    void namesAreAnchorsAndNoneIsGivenTwice() {
        Set<String> names = new TreeSet<>();
        for (AlarmRule rule : rules()) {
            assertTrue(rule.name().matches("[a-z]+(-[a-z]+)*"), rule.name());
            assertTrue(names.add(rule.name() + "/" + rule.subject()), rule.name());
        }
        ServiceLevel.BURNS.forEach(burn -> assertTrue(names.add(burn.name() + "/")));
    }

    @Test
    void everyFunctionHasAnAlarmAndSettlementMore() {
        List<String> failing =
                rules().stream()
                        .filter(rule -> rule.name().equals("function-failing"))
                        .map(AlarmRule::subject)
                        .toList();
        assertEquals(List.of(Watched.RECONCILER, Watched.SETTLEMENT), failing);
        List<AlarmRule> without = Alarms.of(Stage.DEV, Watched.functions(List.of("sweeper")));
        assertFalse(without.stream().anyMatch(rule -> rule.name().equals("chain-lag")));
        assertFalse(without.stream().anyMatch(rule -> rule.name().equals("api-errors")));
    }

    @Test
    void aHostThatIsMissingIsSeenInEveryStage() {
        for (Stage stage : Stage.all()) {
            AlarmRule down = Alarms.of(stage, ALL).getFirst();
            assertEquals("host-down", down.name());
            assertEquals(stage.hosts().min() - 0.5, down.limit().value());
            assertTrue(down.missingIsBad());
        }
    }

    /** CloudWatch looks back a day at the most, or a week where values are of an hour and more. */
    @Test
    void noAlarmLooksFurtherBackThanCloudWatchDoes() {
        Stream<AlarmRule> burns =
                ServiceLevel.BURNS.stream().flatMap(b -> Stream.of(b.inLong(), b.inShort()));
        for (AlarmRule rule : Stream.concat(rules().stream(), burns).toList()) {
            int periodS = rule.window().periodS();
            assertTrue(periodS <= 86_400 && periodS % 60 == 0, rule.name());
            int most = periodS < 3_600 ? 86_400 : 7 * 86_400;
            assertTrue(periodS * rule.window().of() <= most, rule.name());
        }
    }

    @Test
    void theBudgetOfLostMatchesBurnsAsTheWorkbookSays() {
        List<Double> shares = ServiceLevel.BURNS.stream().map(ServiceLevel.Burn::share).toList();
        assertEquals(List.of(0.0144, 0.006, 0.001), shares);
        // At 14.4 times the speed an hour takes a fiftieth of 30 days' budget, at 6 six take a
        // 20th.
        assertEquals(0.02, 14.4 / (30 * 24), 1e-9);
        assertEquals(
                List.of(3_600, 300, 21_600, 1_800, 86_400, 21_600),
                ServiceLevel.BURNS.stream()
                        .flatMap(b -> Stream.of(b.longer().periodS(), b.shorter().periodS()))
                        .toList());
    }
}
