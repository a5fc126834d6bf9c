package dev.atrium.cdk.host;

import dev.atrium.cdk.observe.Collector;
import dev.atrium.cdk.stage.HostSize;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.metric.FunctionMetric;
import dev.atrium.scaling.DailyFloor;
import dev.atrium.scaling.ForecastNumbers;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.TrackingNumbers;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.PredictiveScalingMetricDimensionProperty;
import software.amazon.awscdk.services.applicationautoscaling.CronOptions;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.applicationautoscaling.ScalingSchedule;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.ecs.TrackCustomMetricProps;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * How many hosts there are, by the share of their rooms' places that is taken: target tracking, a
 * floor on evenings, and a forecast. The numbers are those that were simulated, {@link
 * ScalingNumbers#PRODUCTION}.
 */
final class HostScaling {
    /** The share of a host's places that is taken, 0 to 1, as hosts report it. */
    static final String METRIC = "atrium_rooms_load_ratio";

    private static final ScalingNumbers NUMBERS = ScalingNumbers.PRODUCTION;
    private static final int HOUR_MINUTES = 60;
    private static final double PERCENT = 100.0;

    private HostScaling() {}

    static void of(Construct scope, Stage stage, FargateService service) {
        HostSize size = stage.hosts();
        ScalableTaskCount count =
                service.autoScaleTaskCount(
                        EnableScalingProps.builder()
                                .minCapacity(size.min())
                                .maxCapacity(size.max())
                                .build());
        TrackingNumbers tracking = NUMBERS.tracking();
        count.scaleToTrackCustomMetric(
                "rooms",
                TrackCustomMetricProps.builder()
                        .metric(taken(stage))
                        .targetValue(tracking.targetPercent() / PERCENT)
                        .scaleOutCooldown(Duration.seconds(tracking.scaleOutCooldownSeconds()))
                        .scaleInCooldown(Duration.seconds(tracking.scaleInCooldownSeconds()))
                        .build());
        if (size.max() > NUMBERS.hostsMin()) {
            floor(count, size);
            forecast(scope, stage, count);
        }
    }

    private static Metric taken(Stage stage) {
        return Metric.Builder.create()
                .namespace(namespace(stage))
                .metricName(METRIC)
                .dimensionsMap(Map.of(Collector.SERVICE, Collector.ROOM_HOST))
                .statistic("Average")
                .period(Duration.minutes(1))
                .build();
    }

    /** Where the collector puts the hosts' metrics. */
    static String namespace(Stage stage) {
        return FunctionMetric.namespace(stage.tablePrefix());
    }

    private static void floor(ScalableTaskCount count, HostSize size) {
        DailyFloor floor = NUMBERS.floor();
        count.scaleOnSchedule("evening", minimum(floor.fromMinute(), floor.hosts()));
        count.scaleOnSchedule("night", minimum(floor.untilMinute(), size.min()));
    }

    private static ScalingSchedule minimum(int minute, int hosts) {
        return ScalingSchedule.builder()
                .schedule(
                        Schedule.cron(
                                CronOptions.builder()
                                        .hour(Integer.toString(minute / HOUR_MINUTES % 24))
                                        .minute(Integer.toString(minute % HOUR_MINUTES))
                                        .build()))
                .minCapacity(hosts)
                .build();
    }

    /**
     * AWS's own forecast, which looks at two weeks: it adds hosts before they are wanted and takes
     * none away.
     */
    private static void forecast(Construct scope, Stage stage, ScalableTaskCount count) {
        ForecastNumbers forecast = NUMBERS.forecast();
        CfnScalingPolicy policy =
                CfnScalingPolicy.Builder.create(scope, "forecast")
                        .policyName(stage.stack("hosts-forecast"))
                        .policyType("PredictiveScaling")
                        .serviceNamespace("ecs")
                        .scalableDimension("ecs:service:DesiredCount")
                        .resourceId("service/" + stage.stack("hosts") + "/" + stage.stack("hosts"))
                        .predictiveScalingPolicyConfiguration(
                                CfnScalingPolicy.PredictiveScalingPolicyConfigurationProperty
                                        .builder()
                                        .mode("ForecastAndScale")
                                        .maxCapacityBreachBehavior("HonorMaxCapacity")
                                        .schedulingBufferTime(forecast.leadSeconds())
                                        .metricSpecifications(
                                                List.of(specification(stage, forecast)))
                                        .build())
                        .build();
        policy.getNode().addDependency(count);
    }

    private static CfnScalingPolicy.PredictiveScalingMetricSpecificationProperty specification(
            Stage stage, ForecastNumbers forecast) {
        return CfnScalingPolicy.PredictiveScalingMetricSpecificationProperty.builder()
                .targetValue(forecast.filledPercent() / PERCENT)
                .customizedLoadMetricSpecification(
                        CfnScalingPolicy.PredictiveScalingCustomizedLoadMetricProperty.builder()
                                .metricDataQueries(List.of(query(stage, "load", "Sum")))
                                .build())
                .customizedScalingMetricSpecification(
                        CfnScalingPolicy.PredictiveScalingCustomizedScalingMetricProperty.builder()
                                .metricDataQueries(List.of(query(stage, "taken", "Average")))
                                .build())
                .build();
    }

    private static CfnScalingPolicy.PredictiveScalingMetricDataQueryProperty query(
            Stage stage, String id, String statistic) {
        return CfnScalingPolicy.PredictiveScalingMetricDataQueryProperty.builder()
                .id(id)
                .returnData(true)
                .metricStat(
                        CfnScalingPolicy.PredictiveScalingMetricStatProperty.builder()
                                .stat(statistic)
                                .metric(
                                        CfnScalingPolicy.PredictiveScalingMetricProperty.builder()
                                                .namespace(namespace(stage))
                                                .metricName(METRIC)
                                                .dimensions(List.of(ofHosts()))
                                                .build())
                                .build())
                .build();
    }

    private static PredictiveScalingMetricDimensionProperty ofHosts() {
        return PredictiveScalingMetricDimensionProperty.builder()
                .name(Collector.SERVICE)
                .value(Collector.ROOM_HOST)
                .build();
    }
}
