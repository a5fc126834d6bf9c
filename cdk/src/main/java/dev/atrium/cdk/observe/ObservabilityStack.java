package dev.atrium.cdk.observe;

import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How operators see a stage: alarms, dashboards, saved queries and a budget. Hosts and functions
 * have logs of their own, in their stacks, which are deployed before this one: filters here count
 * in them.
 */
public final class ObservabilityStack extends Stack {
    private static final String RUNBOOK = "cdk/docs/runbook.md#";

    /** A query goes through so many logs at the most; more are asked in parts. */
    private static final int LOGS_MAX = 50;

    private final Stage stage;
    private final Measures measures;
    private final AlarmTopics topics;

    /**
     * What is seen of a stage.
     *
     * @param scope the app
     * @param stage whose namespace, names and sizes it goes by
     * @param watched what there is beside hosts
     * @param contacts who is told of alarms; in a stage that keeps data somebody must be
     * @param props account and region
     */
    public ObservabilityStack(
            Construct scope, Stage stage, Watched watched, Contacts contacts, StackProps props) {
        super(scope, stage.stack("observability"), props);
        this.stage = stage;
        this.measures = new Measures(stage);
        this.topics = new AlarmTopics(this, stage, contacts);
        if (stage.keepsData()) {
            contacts.missing().forEach(line -> Annotations.of(this).addError(line));
        }
        count(LogGroup.fromLogGroupName(this, "hosts-log", hostsLog(stage)), watched);
        ask(watched);
        List<AlarmBase> shown = new ArrayList<>(serviceLevel());
        Map<AlarmRule, Alarm> alarms = new LinkedHashMap<>();
        for (AlarmRule rule : Alarms.of(stage, watched)) {
            Alarm alarm = alarm(rule);
            alarm.addAlarmAction(new SnsAction(topics.of(rule.severity())));
            alarm.addOkAction(new SnsAction(topics.of(rule.severity())));
            alarms.put(rule, alarm);
        }
        shown.addAll(alarms.values());
        new Dashboards(this, stage, measures).make(shown, alarms, watched);
        Spending.watch(this, stage, topics.of(Severity.WARN).getTopicArn());
    }

    /** The log group of room hosts, which their stack makes. */
    public static String hostsLog(Stage stage) {
        return "/atrium/" + stage.name() + "/hosts";
    }

    /** The log group of their collectors, which it makes too. */
    public static String metricsLog(Stage stage) {
        return "/atrium/" + stage.name() + "/metrics";
    }

    /** The log group of a function, which its own stack makes. */
    public static String functionLog(Stage stage, String function) {
        return "/atrium/" + stage.name() + "/functions/" + function;
    }

    private void count(ILogGroup hosts, Watched watched) {
        Map<String, ILogGroup> logs = new HashMap<>();
        for (LogMetric metric : LogMetric.values()) {
            switch (metric.where()) {
                case HOSTS -> filter(metric, "hosts", hosts);
                case FUNCTIONS -> filter(metric, watched.functions(), logs);
                case SETTLEMENT -> filter(metric, watched.settling(), logs);
            }
        }
    }

    private void filter(LogMetric metric, List<String> functions, Map<String, ILogGroup> logs) {
        for (String name : functions) {
            ILogGroup log = logs.computeIfAbsent(name, this::functionLog);
            filter(metric, name, log);
        }
    }

    private ILogGroup functionLog(String name) {
        return LogGroup.fromLogGroupName(this, name + "-log", functionLog(stage, name));
    }

    private void filter(LogMetric metric, String whose, ILogGroup log) {
        MetricFilter.Builder.create(this, metric.label() + "-" + whose)
                .logGroup(log)
                .filterPattern(FilterPattern.literal(metric.pattern()))
                .metricNamespace(measures.namespace())
                .metricName(metric.label())
                .metricValue("1")
                .build();
    }

    private void ask(Watched watched) {
        List<String> hosts = List.of(hostsLog(stage));
        List<String> functions =
                watched.functions().stream().map(name -> functionLog(stage, name)).toList();
        for (SavedQuery query : SavedQuery.ALL) {
            List<String> logs =
                    switch (query.where()) {
                        case HOSTS -> hosts;
                        case FUNCTIONS -> functions;
                        case EVERYBODY ->
                                Stream.of(hosts, functions).flatMap(List::stream).toList();
                    };
            for (int from = 0; from < logs.size(); from += LOGS_MAX) {
                String part = from == 0 ? "" : "-" + (from / LOGS_MAX + 1);
                CfnQueryDefinition.Builder.create(this, query.name() + "-query" + part)
                        .name("atrium/" + stage.name() + "/" + query.name() + part)
                        .logGroupNames(logs.subList(from, Math.min(logs.size(), from + LOGS_MAX)))
                        .queryString(query.text())
                        .build();
            }
        }
    }

    /** Each burn is an alarm of two, which by themselves tell nobody. */
    private List<CompositeAlarm> serviceLevel() {
        List<CompositeAlarm> burns = new ArrayList<>();
        for (ServiceLevel.Burn burn : ServiceLevel.BURNS) {
            Alarm inLong = alarm(burn.inLong());
            Alarm inShort = alarm(burn.inShort());
            CompositeAlarm both =
                    CompositeAlarm.Builder.create(this, burn.name())
                            .compositeAlarmName(stage.stack(burn.name()))
                            .alarmDescription(
                                    "Matches are lost faster than promised. Runbook: "
                                            + RUNBOOK
                                            + burn.name())
                            .alarmRule(both(inLong, inShort))
                            .build();
            both.addAlarmAction(new SnsAction(topics.of(burn.severity())));
            both.addOkAction(new SnsAction(topics.of(burn.severity())));
            burns.add(both);
        }
        return burns;
    }

    private static software.amazon.awscdk.services.cloudwatch.IAlarmRule both(
            Alarm inLong, Alarm inShort) {
        return software.amazon.awscdk.services.cloudwatch.AlarmRule.allOf(
                software.amazon.awscdk.services.cloudwatch.AlarmRule.fromAlarm(
                        inLong, AlarmState.ALARM),
                software.amazon.awscdk.services.cloudwatch.AlarmRule.fromAlarm(
                        inShort, AlarmState.ALARM));
    }

    private Alarm alarm(AlarmRule rule) {
        String id = rule.subject().isEmpty() ? rule.name() : rule.name() + "-" + rule.subject();
        return Alarm.Builder.create(this, id)
                .alarmName(stage.stack(id))
                .alarmDescription(
                        "%s %s, %s. Runbook: %s%s"
                                .formatted(
                                        rule.figure().text(),
                                        rule.limit().text(),
                                        rule.window().text(),
                                        RUNBOOK,
                                        rule.name()))
                .metric(measures.of(rule.figure(), rule.window().periodS()))
                .comparisonOperator(
                        rule.limit().above()
                                ? ComparisonOperator.GREATER_THAN_THRESHOLD
                                : ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(rule.limit().value())
                .evaluationPeriods(rule.window().of())
                .datapointsToAlarm(rule.window().bad())
                .treatMissingData(
                        rule.missingIsBad()
                                ? TreatMissingData.BREACHING
                                : TreatMissingData.NOT_BREACHING)
                .build();
    }
}
