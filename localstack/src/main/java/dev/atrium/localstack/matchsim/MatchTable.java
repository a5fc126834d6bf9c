package dev.atrium.localstack.matchsim;

import dev.atrium.localstack.matchsim.MatchSimulation.Played;

import java.util.List;
import java.util.stream.Collectors;

/** The matches of a simulation as CSV, a line each. */
final class MatchTable {
    private static final String HEADER =
            "atMs,tickets,players,botWarriors,region,skillSpread,teamBalance,longestWaitMs,"
                    + "ticketNumbers,teams";

    private MatchTable() {}

    static String csv(MatchSimulation.Result result) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (Played match : result.matches()) {
            csv.append(line(result, match)).append('\n');
        }
        return csv.toString();
    }

    private static String line(MatchSimulation.Result result, Played match) {
        boolean teams = !match.plan().teams().isEmpty();
        long longest =
                match.plan().tickets().stream()
                        .mapToLong(ticket -> ticket.waitedMs(match.atMs()))
                        .max()
                        .orElse(0);
        return "%d,%d,%d,%d,%s,%d,%s,%d,%s,%s"
                .formatted(
                        match.atMs(),
                        match.tickets().size(),
                        match.plan().players(),
                        match.plan().botWarriors(),
                        match.plan().region().orElse(""),
                        match.plan().skillSpread(),
                        teams ? SimulationReport.balance(result.rules(), match) : "",
                        longest,
                        joined(match.tickets()),
                        joined(match.plan().teams()));
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
