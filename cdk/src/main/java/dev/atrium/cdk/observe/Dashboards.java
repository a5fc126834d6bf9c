package dev.atrium.cdk.observe;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.metric.FunctionMetric;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three pages, as many as CloudWatch shows for nothing: how the stage does, how its hosts do, and
 * how its functions and settlement do.
 */
final class Dashboards {
    private static final int WIDTH = 24;
    private static final int THIRD = 8;
    private static final int HEIGHT = 6;
    private static final int PERIOD_S = 60;
    private static final int HOUR_S = 3_600;
    private static final String SUM = "Sum";
    private static final String MOST = "Maximum";

    private final Construct scope;
    private final Stage stage;
    private final Measures measures;

    Dashboards(Construct scope, Stage stage, Measures measures) {
        this.scope = scope;
        this.stage = stage;
        this.measures = measures;
    }

    /** A line of a graph. */
    private record Line(String label, Figure figure) {}

    void make(List<? extends IAlarm> all, Map<AlarmRule, Alarm> alarms, Watched watched) {
        dashboard("operations", operations(all));
        dashboard("hosts", hosts());
        List<IWidget> settlement = new ArrayList<>(settlement());
        for (AlarmRule rule : alarms.keySet()) {
            if (rule.name().equals("chain-lag")) {
                settlement.add(graph("Behind the stream, ms", new Line("lag", rule.figure())));
            }
        }
        settlement.addAll(functions(watched));
        dashboard("settlement", settlement);
    }

    private void dashboard(String name, List<IWidget> widgets) {
        Dashboard.Builder.create(scope, name + "-dashboard")
                .dashboardName(stage.stack(name))
                .defaultInterval(Duration.hours(3))
                .widgets(rows(widgets))
                .build();
    }

    private static List<List<IWidget>> rows(List<IWidget> widgets) {
        return List.of(widgets);
    }

    private List<IWidget> operations(List<? extends IAlarm> all) {
        return List.of(
                AlarmStatusWidget.Builder.create()
                        .title("Alarms")
                        .alarms(all)
                        .width(WIDTH)
                        .height(HEIGHT)
                        .build(),
                hourly(
                        "Matches lost, share of an hour (budget 0.001)",
                        new Line(
                                "lost",
                                new Figure.Share(ServiceLevel.LOST, ServiceLevel.PLAYED, 1))),
                graph(
                        "Players",
                        new Line("playing", across(HostMetric.PLAYERS, "playing")),
                        new Line("gathering", across(HostMetric.PLAYERS, "gathering"))),
                graph(
                        "Rooms",
                        new Line("playing", across(HostMetric.ROOMS, "playing")),
                        new Line("capacity", across(HostMetric.ROOMS_CAPACITY, ""))),
                graph("Hosts with a lease", new Line("hosts", across(HostMetric.LEASE_VALID, ""))),
                graph(
                        "Command to answer of the rules, s",
                        new Line("p50", hosts(HostMetric.COMMAND_WAIT, "0.5", MOST)),
                        new Line("p95", hosts(HostMetric.COMMAND_WAIT, "0.95", MOST)),
                        new Line("p99", hosts(HostMetric.COMMAND_WAIT, "0.99", MOST))),
                graph(
                        "Errors",
                        new Line("to players", hosts(HostMetric.ERRORS, "fault", SUM)),
                        new Line("hosts' log", new Figure.OfLogs(LogMetric.HOST_ERRORS)),
                        new Line("functions' log", new Figure.OfLogs(LogMetric.FUNCTION_ERRORS))));
    }

    private List<IWidget> hosts() {
        return List.of(
                graph(
                        "Runs late, s",
                        new Line("p95", hosts(HostMetric.ROOM_LATENESS, "0.95", MOST)),
                        new Line("p99", hosts(HostMetric.ROOM_LATENESS, "0.99", MOST))),
                graph(
                        "Busiest loop, share",
                        new Line("most", hosts(HostMetric.LOOP_BUSY, "", MOST)),
                        new Line("mean", hosts(HostMetric.LOOP_BUSY, "", "Average"))),
                graph(
                        "Time slips and shedding",
                        new Line("slips", hosts(HostMetric.TIME_SLIPS, "", SUM)),
                        new Line("refuses rooms", hosts(HostMetric.SHEDDING, "refuse-rooms", MOST)),
                        new Line("halves views", hosts(HostMetric.SHEDDING, "halve-views", MOST))),
                graph(
                        "Rooms, of capacity",
                        new Line("fullest", hosts(HostMetric.ROOMS_LOAD, "", MOST)),
                        new Line("mean", hosts(HostMetric.ROOMS_LOAD, "", "Average"))),
                graph(
                        "Rooms taken over, refused, quarantined",
                        new Line("of the dead", hosts(HostMetric.ROOMS_TAKEN_OVER, "dead", SUM)),
                        new Line("given", hosts(HostMetric.ROOMS_TAKEN_OVER, "leaving", SUM)),
                        new Line("refused", hosts(HostMetric.ROOMS_REFUSED, "", SUM)),
                        new Line("quarantined", hosts(HostMetric.ROOMS_QUARANTINED, "", SUM))),
                graph(
                        "Connections",
                        new Line("direct", across(HostMetric.CONNECTIONS, "direct")),
                        new Line("gateway", across(HostMetric.CONNECTIONS, "gateway"))),
                graph(
                        "Messages a minute",
                        new Line("in", hosts(HostMetric.MESSAGES, "in", SUM)),
                        new Line("out", hosts(HostMetric.MESSAGES, "out", SUM))),
                graph(
                        "Processor, share",
                        new Line("most", hosts(HostMetric.PROCESSOR, "", MOST)),
                        new Line("mean", hosts(HostMetric.PROCESSOR, "", "Average"))),
                graph(
                        "Memory used, bytes",
                        new Line("most", hosts(HostMetric.MEMORY, "used", MOST))),
                graph(
                        "Stores that answer",
                        new Line("Redis", hosts(HostMetric.STORE_UP, "redis", "Minimum")),
                        new Line("DynamoDB", hosts(HostMetric.STORE_UP, "dynamodb", "Minimum"))));
    }

    private List<IWidget> settlement() {
        return List.of(
                graph(
                        "Games begun on hosts",
                        new Line("begun", hosts(HostMetric.GAMES_STARTED, "", SUM))),
                graph(
                        "Matches settled, void, lost",
                        new Line("settled", functions(FunctionMetric.ROOMS_FINISHED)),
                        new Line("void", functions(FunctionMetric.ROOMS_VOID)),
                        new Line("lost", functions(FunctionMetric.ROOMS_LOST))),
                graph(
                        "Outcomes that wait",
                        new Line("tried again", functions(FunctionMetric.OUTCOMES_WAITING)),
                        new Line("dead letters", new Figure.OfLogs(LogMetric.DEAD_LETTERS))),
                graph(
                        "People who play for the first time in the day",
                        new Line("people", functions(FunctionMetric.DAILY_ACTIVE_PLAYERS))));
    }

    /** A few to a graph: more lines are not told apart. */
    private List<IWidget> functions(Watched watched) {
        List<IWidget> graphs = new ArrayList<>();
        List<String> names = watched.functions();
        for (int from = 0; from < names.size(); from += THIRD) {
            Line[] lines =
                    names.subList(from, Math.min(names.size(), from + THIRD)).stream()
                            .map(
                                    name ->
                                            new Line(
                                                    name,
                                                    new Figure.OfAws(
                                                            "AWS/Lambda",
                                                            "Duration",
                                                            Map.of(
                                                                    "FunctionName",
                                                                    stage.stack(name)),
                                                            "p99")))
                            .toArray(Line[]::new);
            graphs.add(graph("Calls, p99 in ms, from " + names.get(from), lines));
        }
        return graphs;
    }

    private static Figure hosts(HostMetric metric, String value, String statistic) {
        return new Figure.OfHosts(metric, value, statistic);
    }

    private static Figure across(HostMetric metric, String value) {
        return new Figure.AcrossHosts(metric, value);
    }

    private static Figure functions(FunctionMetric metric) {
        return new Figure.OfFunctions(metric, SUM);
    }

    private IWidget graph(String title, Line... lines) {
        return graph(title, PERIOD_S, lines);
    }

    private IWidget hourly(String title, Line... lines) {
        return graph(title, HOUR_S, lines);
    }

    private IWidget graph(String title, int periodS, Line... lines) {
        List<IMetric> left = new ArrayList<>();
        for (Line line : lines) {
            String ids = "line" + left.size() + "m";
            left.add(measures.of(line.figure(), periodS, line.label(), ids));
        }
        return GraphWidget.Builder.create()
                .title(title)
                .left(left)
                .leftYAxis(YAxisProps.builder().min(0).showUnits(false).build())
                .width(THIRD)
                .height(HEIGHT)
                .build();
    }
}
