package dev.atrium.localstack.matchsim;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.matchsim.MatchSimulation.Ending;
import dev.atrium.localstack.matchsim.MatchSimulation.Played;
import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;
import dev.atrium.wire.Json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a trace: waits, quality and fairness. All figures are whole numbers; waits and ways
 * are in ms, and only those who play have waited.
 *
 * @param tickets how many came
 * @param matched how many play
 * @param cancelled how many lost their patience
 * @param waiting how many are left
 * @param matches how many were formed
 * @param groups the waits of all, and by tenth of skill, size of the party and nearest region
 * @param spread of skill in a match of people, from the worst ticket to the best
 * @param balance between the strongest and the weakest team of a match, per player
 * @param latency of each ticket to the region of its match, where it has named it
 * @param unfairnessPercent the median wait of the tenth that waits longest, in parts of 100 of that
 *     of the tenth that waits shortest
 * @param matchesWithBots how many matches were filled up
 * @param botsPermille warriors of bots, of 1,000 of all warriors
 */
record SimulationReport(
        int tickets,
        int matched,
        int cancelled,
        int waiting,
        int matches,
        SortedMap<String, Distribution> groups,
        Distribution spread,
        Distribution balance,
        Distribution latency,
        long unfairnessPercent,
        int matchesWithBots,
        long botsPermille) {
    private static final int TENTHS = 10;
    private static final String ALL = "all";
    private static final String TENTH = "skill tenth ";

    static SimulationReport of(MatchSimulation.Result result) {
        SortedMap<String, List<Long>> waits = waits(result);
        SortedMap<String, Distribution> groups = new TreeMap<>();
        waits.forEach((group, numbers) -> groups.put(group, Distribution.of(numbers)));
        int[] ended = new int[2];
        result.endings()
                .forEach(
                        ending -> {
                            ended[0] += ending instanceof Ending.Matched ? 1 : 0;
                            ended[1] += ending instanceof Ending.Cancelled ? 1 : 0;
                        });
        List<Played> matches = result.matches();
        int all = result.trace().size();
        return new SimulationReport(
                all,
                ended[0],
                ended[1],
                all - ended[0] - ended[1],
                matches.size(),
                groups,
                Distribution.of(
                        matches.stream()
                                .filter(match -> match.tickets().size() > 1)
                                .map(match -> (long) match.plan().skillSpread())
                                .toList()),
                Distribution.of(
                        matches.stream()
                                .filter(match -> !match.plan().teams().isEmpty())
                                .map(match -> balance(result.rules(), match))
                                .toList()),
                Distribution.of(matches.stream().flatMap(m -> ways(m).stream()).toList()),
                unfairnessPercent(groups),
                (int) matches.stream().filter(match -> match.plan().botWarriors() > 0).count(),
                botsPermille(matches));
    }

    private static SortedMap<String, List<Long>> waits(MatchSimulation.Result result) {
        List<TraceTicket> trace = result.trace();
        // By skill, and of equals by number.
        long[] bySkill = new long[trace.size()];
        for (int i = 0; i < trace.size(); i++) {
            long skill = (long) trace.get(i).ticket().skill() - WaitingTicket.SKILL_MIN;
            bySkill[i] = skill * TraceFile.TICKETS_MAX + i;
        }
        Arrays.sort(bySkill);
        int[] tenths = new int[trace.size()];
        for (int rank = 0; rank < bySkill.length; rank++) {
            int number = (int) (bySkill[rank] % TraceFile.TICKETS_MAX);
            tenths[number] = (int) ((long) rank * TENTHS / bySkill.length) + 1;
        }
        SortedMap<String, List<Long>> waits = new TreeMap<>();
        for (int i = 0; i < trace.size(); i++) {
            TraceTicket ticket = trace.get(i);
            String home = ticket.home().isEmpty() ? "anywhere" : ticket.home();
            List<String> groups =
                    List.of(
                            ALL,
                            TENTH + twoDigits(tenths[i]),
                            "party of " + twoDigits(ticket.ticket().players()),
                            "region " + home);
            Ending ending = result.endings().get(i);
            for (String group : groups) {
                List<Long> waited = waits.computeIfAbsent(group, name -> new ArrayList<>());
                if (ending instanceof Ending.Matched matched) {
                    waited.add(matched.waitedMs());
                }
            }
        }
        return waits;
    }

    /** So that they are in order as words, too. */
    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    static long balance(MatchRules rules, Played match) {
        long[] sums = new long[rules.teams().orElseThrow().teams()];
        for (int i = 0; i < match.plan().tickets().size(); i++) {
            WaitingTicket ticket = match.plan().tickets().get(i);
            sums[match.plan().teams().get(i)] += (long) ticket.skill() * ticket.players();
        }
        Distribution teams = Distribution.of(Arrays.stream(sums).boxed().toList());
        return (teams.percentile(100) - teams.percentile(1)) / rules.teams().get().size();
    }

    private static List<Long> ways(Played match) {
        List<Long> ways = new ArrayList<>();
        match.plan()
                .region()
                .ifPresent(
                        region -> {
                            for (WaitingTicket ticket : match.plan().tickets()) {
                                Integer way = ticket.latencies().get(region);
                                if (way != null) {
                                    ways.add((long) way);
                                }
                            }
                        });
        return ways;
    }

    private static long unfairnessPercent(SortedMap<String, Distribution> groups) {
        List<Long> medians =
                groups.entrySet().stream()
                        .filter(group -> group.getKey().startsWith(TENTH))
                        .filter(group -> group.getValue().count() > 0)
                        .map(group -> group.getValue().percentile(50))
                        .toList();
        Distribution tenths = Distribution.of(medians);
        // Who waits no millisecond counts as one who waits one.
        return 100 * Math.max(1, tenths.percentile(100)) / Math.max(1, tenths.percentile(1));
    }

    private static long botsPermille(List<Played> matches) {
        long bots = 0;
        long all = 0;
        for (Played match : matches) {
            bots += match.plan().botWarriors();
            all += match.plan().botWarriors();
            for (WaitingTicket ticket : match.plan().tickets()) {
                all += ticket.warriors();
            }
        }
        return all == 0 ? 0 : 1_000 * bots / all;
    }

    /** As the golden figures have it. */
    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("tickets", tickets)
                .put("matched", matched)
                .put("cancelled", cancelled)
                .put("waiting", waiting)
                .put("matches", matches)
                .put("matchesWithBots", matchesWithBots)
                .put("botsPermille", botsPermille)
                .put("unfairnessPercent", unfairnessPercent);
        spread.write(json.putObject("skillSpread"));
        balance.write(json.putObject("teamBalance"));
        latency.write(json.putObject("latencyMs"));
        ObjectNode waits = json.putObject("waitMs");
        groups.forEach((group, waited) -> waited.write(waits.putObject(group)));
        return json;
    }

    /** As the terminal shows it. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                "%d tickets: %d matched, %d cancelled, %d still waiting; %d matches%n"
                        .formatted(tickets, matched, cancelled, waiting, matches));
        table.append(
                "%n%-18s %8s %9s %9s %9s %9s%n"
                        .formatted("wait in s of", "matched", "p50", "p90", "p99", "max"));
        for (Map.Entry<String, Distribution> group : groups.entrySet()) {
            table.append("%-18s %8d".formatted(group.getKey(), group.getValue().count()));
            for (int percent : new int[] {50, 90, 99, 100}) {
                long ms = group.getValue().percentile(percent);
                table.append(" %7d.%d".formatted(ms / 1_000, ms % 1_000 / 100));
            }
            table.append(System.lineSeparator());
        }
        table.append(
                "%n%-18s %8s %9s %9s %9s %9s%n"
                        .formatted("quality", "count", "p50", "p90", "p99", "max"));
        row(table, "skill spread", spread);
        row(table, "team balance", balance);
        row(table, "latency ms", latency);
        table.append(
                "%nfairness: the tenth that waits longest waits %d.%02d times as long%n"
                        .formatted(unfairnessPercent / 100, unfairnessPercent % 100));
        table.append(
                "bots: in %d matches, %d.%d %% of all warriors"
                        .formatted(matchesWithBots, botsPermille / 10, botsPermille % 10));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Distribution numbers) {
        table.append(
                "%-18s %8d %9d %9d %9d %9d%n"
                        .formatted(
                                name,
                                numbers.count(),
                                numbers.percentile(50),
                                numbers.percentile(90),
                                numbers.percentile(99),
                                numbers.percentile(100)));
    }
}
