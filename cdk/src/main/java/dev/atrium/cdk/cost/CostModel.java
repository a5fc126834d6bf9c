package dev.atrium.cdk.cost;

import dev.atrium.cdk.cost.Bill.Line;
import dev.atrium.cdk.stage.CacheSize;
import dev.atrium.cdk.stage.HostSize;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.sim.HostModel;

import java.util.List;

/** The bill of a shape under a load. Every number that is not measured is an assumption, named. */
final class CostModel {
    /** The lines, in their order. */
    static final String HOSTS = "room hosts, Fargate";

    static final String CACHE = "Valkey nodes";
    static final String REQUESTS = "DynamoDB, requests";
    static final String STORED = "DynamoDB, stored";
    static final String COPIES = "backups, full copies";
    static final String OUT = "data out to players";
    static final String ZONES = "data between zones";

    private static final int MIB = 1_024;
    private static final double MILLION = 1e6;
    private static final double GIGA = 1e9;
    private static final double MINUTE = 60;

    /** Of provisioned capacity that is used in the mean: what scaling leaves over. */
    private static final double USED = 0.70;

    /** Of bytes on the wire to bytes of payload: TLS, TCP, IP and frames of small messages. */
    private static final double WIRE = 1.10;

    /** Who is passed on by the balancer into another of three zones. */
    private static final double OTHER_ZONE = 2 / 3.0;

    // Assumptions of a session and of a match, for each player.
    private static final int HTTP_A_SESSION = 8;
    private static final int HTTP_A_MATCH = 2;
    private static final int MESSAGES_A_SESSION = 4;
    private static final int MESSAGES_A_MATCH = 6;
    private static final int CALLS_A_SESSION = 12;
    private static final int CALLS_A_MATCH = 6;

    /** The party's page with all that it loads, compressed. */
    private static final double PAGE_BYTES = 140_000;

    private static final int PAGE_FILES = 72;

    /** Sessions without it in their cache: newcomers, and those after a release. */
    private static final double EMPTY_CACHES = 0.25;

    // Assumptions of functions and logs.
    private static final double CALL_GB = 0.5;
    private static final double CALL_SECONDS = 0.05;
    private static final double LOG_BYTES_A_CALL = 600;
    private static final double TRACED = 0.05;

    /** Functions that are called once a minute. */
    private static final int SCHEDULES = 5;

    /** A journal in the archive, in bytes, and what is put for it. */
    private static final double JOURNAL_BYTES = 40_000;

    private static final int JOURNAL_PUTS = 2;

    // Of observability, keys and the firewall.
    private static final int METRICS = 150;

    /** An alarm is paid by the metrics that it looks at; of prod, held to its template. */
    static final int ALARM_METRICS = 197;

    static final int COMPOSITE_ALARMS = 3;
    private static final int DASHBOARDS = 3;
    static final int FIREWALL_RULES = 5;
    private static final int KEYS = 6;

    /** Nine purposes of keys, and Redis's password. */
    private static final int SECRETS = 10;

    // A unit of the balancer holds so much, whichever is most (TLS).
    private static final double UNIT_CONNECTIONS = 3_000;
    private static final double UNIT_NEW_A_SECOND = 50;

    private CostModel() {}

    /** What a month costs. */
    static Bill bill(Shape shape, Load load) {
        return new Bill(
                List.of(
                        new Line(HOSTS, hosts(shape, load)),
                        new Line(CACHE, cache(shape.cache())),
                        new Line(REQUESTS, requests(shape, load)),
                        new Line(STORED, stored(load)),
                        new Line(COPIES, copies(shape, load)),
                        new Line("HTTP and WebSocket API", apis(load)),
                        new Line("Lambda", functions(load)),
                        new Line("balancer", balancer(load)),
                        new Line("NAT and addresses", network(shape, load)),
                        new Line(OUT, out(load.gigabytesOut() * WIRE)),
                        new Line(ZONES, zones(load)),
                        new Line("CloudFront and WAF", edge(load)),
                        new Line("logs, metrics, alarms", observed(load)),
                        new Line("archive in S3", archive(load)),
                        new Line("keys and secrets", keys(load))));
    }

    /** Hosts of the busiest hour, as the forecast fills them; more than the maximum too. */
    static int hostsAtPeak(Shape shape, Load load) {
        return hostsFor(shape, load.players());
    }

    /** A host of another size than production's has places by its processors. */
    private static int hostsFor(Shape shape, double players) {
        double places =
                HostModel.PRODUCTION.placesPerHost()
                        * (shape.hosts().cpu() / (double) Stage.PROD.hosts().cpu())
                        * ScalingNumbers.PRODUCTION.forecast().filledPercent()
                        / 100.0;
        return Math.max(shape.hosts().min(), (int) Math.ceil(players / places));
    }

    /** Hosts of the mean, which are paid for. */
    static int hostsInTheMean(Shape shape, Load load) {
        return hostsFor(shape, load.meanPlayers());
    }

    /** What a task costs in an hour, in dollars. */
    static double hostHour(HostSize size) {
        return Prices.VCPU.of(size.cpu() / (double) MIB)
                + Prices.MEMORY.of(size.memoryMib() / (double) MIB);
    }

    private static double hosts(Shape shape, Load load) {
        return hostsInTheMean(shape, load) * Prices.HOURS * hostHour(shape.hosts());
    }

    private static double cache(CacheSize size) {
        int nodes = size.shards() * (1 + size.replicas());
        return Prices.node(size.nodeType()).of(nodes * Prices.HOURS);
    }

    private static double requests(Shape shape, Load load) {
        if (!shape.provisioned()) {
            return Prices.WRITES.of(load.millionWrites()) + Prices.READS.of(load.millionReads());
        }
        double perUnitHour = 3_600 * USED;
        return Prices.WRITE_CAPACITY.of(load.millionWrites() * MILLION / perUnitHour)
                + Prices.READ_CAPACITY.of(load.millionReads() * MILLION / perUnitHour);
    }

    private static double stored(Load load) {
        return Prices.TABLES.of(load.gigabytesKept()) + Prices.RECOVERY.of(load.gigabytesKept());
    }

    private static double copies(Shape shape, Load load) {
        Shape.Copies copies = shape.copies();
        return Prices.COPIES.of(load.gigabytesKept() * (copies.here() + copies.far()))
                + Prices.COPIES_SENT.of(load.gigabytesKept() * copies.sent());
    }

    private static double perPlay(Load load, double ofSession, double ofMatch) {
        return load.sessions() * ofSession + load.seatsPlayed() * ofMatch;
    }

    private static double httpCalls(Load load) {
        return perPlay(load, HTTP_A_SESSION, HTTP_A_MATCH);
    }

    private static double apis(Load load) {
        double messages = perPlay(load, MESSAGES_A_SESSION, MESSAGES_A_MATCH);
        return Prices.HTTP.of(httpCalls(load) / MILLION)
                + Prices.MESSAGES.of(messages / MILLION)
                + Prices.MINUTES.of(load.playedSeconds() / MINUTE / MILLION);
    }

    private static double calls(Load load) {
        return perPlay(load, CALLS_A_SESSION, CALLS_A_MATCH) + SCHEDULES * Prices.HOURS * MINUTE;
    }

    private static double functions(Load load) {
        return Prices.CALLS.of(calls(load) / MILLION)
                + Prices.CALL_SECONDS.of(calls(load) * CALL_SECONDS * CALL_GB);
    }

    private static double balancer(Load load) {
        double seconds = Prices.HOURS * 3_600;
        double gigabytesAnHour = (load.gigabytesOut() + load.gigabytesIn()) * WIRE / Prices.HOURS;
        double connected = load.meanPlayers() / UNIT_CONNECTIONS;
        double connecting = load.seatsPlayed() / seconds / UNIT_NEW_A_SECOND;
        double units = Math.max(gigabytesAnHour, Math.max(connected, connecting));
        return Prices.BALANCER.of(Prices.HOURS) + Prices.BALANCER_UNIT.of(units * Prices.HOURS);
    }

    private static double network(Shape shape, Load load) {
        int gateways = shape.network().natGateways();
        int addresses = gateways + shape.network().zones();
        return Prices.NAT.of(gateways * Prices.HOURS)
                + Prices.NAT_DATA.of(logGigabytes(load))
                + Prices.ADDRESS.of(addresses * Prices.HOURS);
    }

    /** Data out by AWS's steps. */
    static double out(double gigabytes) {
        double first = Math.min(gigabytes, 10_240);
        double next = Math.clamp(gigabytes - 10_240, 0, 40_960);
        double more = Math.clamp(gigabytes - 51_200, 0, 102_400);
        double most = Math.max(gigabytes - 153_600, 0);
        return Prices.OUT_FIRST.of(first)
                + Prices.OUT_NEXT.of(next)
                + Prices.OUT_MORE.of(more)
                + Prices.OUT_MOST.of(most);
    }

    private static double zones(Load load) {
        double gigabytes = (load.gigabytesOut() + load.gigabytesIn()) * WIRE * OTHER_ZONE;
        return Prices.ZONES.of(gigabytes * 2);
    }

    private static double edge(Load load) {
        double pages = load.sessions() * EMPTY_CACHES;
        return Prices.EDGE_CALLS.of((httpCalls(load) + pages * PAGE_FILES) / 10_000)
                + Prices.EDGE_DATA.of(pages * PAGE_BYTES / GIGA)
                + Prices.FIREWALL.of(1)
                + Prices.FIREWALL_RULE.of(FIREWALL_RULES)
                + Prices.FIREWALL_CALLS.of(httpCalls(load) / MILLION);
    }

    private static double logGigabytes(Load load) {
        return calls(load) * LOG_BYTES_A_CALL / GIGA;
    }

    private static double observed(Load load) {
        return Prices.LOGS.of(logGigabytes(load))
                + Prices.METRIC.of(METRICS)
                + Prices.ALARM.of(ALARM_METRICS)
                + Prices.COMPOSITE_ALARM.of(COMPOSITE_ALARMS)
                + Prices.DASHBOARD.of(DASHBOARDS)
                + Prices.TRACES.of(calls(load) * TRACED / MILLION);
    }

    private static double archive(Load load) {
        return Prices.OBJECTS.of(load.matches() * load.months() * JOURNAL_BYTES / GIGA)
                + Prices.PUTS.of(load.matches() * JOURNAL_PUTS / 1_000);
    }

    private static double keys(Load load) {
        return Prices.KEY.of(KEYS)
                + Prices.SECRET.of(SECRETS)
                + Prices.KEY_CALLS.of(load.matches() / 10_000);
    }
}
