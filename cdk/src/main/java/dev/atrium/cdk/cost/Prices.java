package dev.atrium.cdk.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every price of the model: list prices of us-east-1. They are written down from memory of AWS's
 * pages, which could not be asked here: look again before quoting one.
 */
final class Prices {
    /** Hours of a month, as AWS counts. */
    static final double HOURS = 730;

    private static final String REGION = "us-east-1";
    private static final String DATED = "list price known as of 2025";
    private static final List<Price> ALL = new ArrayList<>();

    static final Price VCPU = price("Fargate, Linux on ARM", "vCPU-hour", 0.03238, "fargate");
    static final Price MEMORY = price("Fargate, Linux on ARM", "GB-hour", 0.00356, "fargate");
    static final Price WRITES = price("DynamoDB on demand", "million writes", 0.625, "dynamodb");
    static final Price READS = price("DynamoDB on demand", "million reads", 0.125, "dynamodb");
    static final Price WRITE_CAPACITY =
            price("DynamoDB provisioned", "write unit-hour", 0.00065, "dynamodb");
    static final Price READ_CAPACITY =
            price("DynamoDB provisioned", "read unit-hour", 0.00013, "dynamodb");
    static final Price TABLES = price("DynamoDB storage", "GB-month", 0.25, "dynamodb");
    static final Price RECOVERY =
            price("DynamoDB point-in-time recovery", "GB-month", 0.20, "dynamodb");
    static final Price GLOBAL_WRITES =
            price("DynamoDB global tables, each region", "million writes", 0.625, "dynamodb");
    static final Price COPIES = price("AWS Backup, DynamoDB", "GB-month", 0.10, "backup");
    static final Price COPIES_SENT =
            price("AWS Backup, copy to another region", "GB", 0.04, "backup");
    static final Price BALANCER = price("NLB", "hour", 0.0225, "elasticloadbalancing");
    static final Price BALANCER_UNIT =
            price("NLB", "capacity unit-hour", 0.006, "elasticloadbalancing");
    static final Price NAT = price("NAT gateway", "hour", 0.045, "vpc");
    static final Price NAT_DATA = price("NAT gateway", "GB", 0.045, "vpc");
    static final Price ADDRESS = price("public IPv4 address", "hour", 0.005, "vpc");
    static final Price OUT_FIRST = price("data out, first 10 TB", "GB", 0.09, "ec2");
    static final Price OUT_NEXT = price("data out, next 40 TB", "GB", 0.085, "ec2");
    static final Price OUT_MORE = price("data out, next 100 TB", "GB", 0.07, "ec2");
    static final Price OUT_MOST = price("data out, beyond 150 TB", "GB", 0.05, "ec2");
    static final Price ZONES = price("between zones, each way", "GB", 0.01, "ec2");
    static final Price REGIONS = price("between regions", "GB", 0.02, "ec2");
    static final Price HTTP = price("API Gateway, HTTP API", "million calls", 1.00, "api-gateway");
    static final Price MESSAGES =
            price("API Gateway, WebSocket", "million messages", 1.00, "api-gateway");
    static final Price MINUTES =
            price("API Gateway, WebSocket", "million minutes", 0.25, "api-gateway");
    static final Price CALLS = price("Lambda on ARM", "million calls", 0.20, "lambda");
    static final Price CALL_SECONDS = price("Lambda on ARM", "GB-second", 0.0000133334, "lambda");
    static final Price OBJECTS = price("S3 standard", "GB-month", 0.023, "s3");
    static final Price PUTS = price("S3 standard", "thousand puts", 0.005, "s3");
    static final Price EDGE_CALLS = price("CloudFront", "ten thousand calls", 0.01, "cloudfront");
    static final Price EDGE_DATA = price("CloudFront", "GB", 0.085, "cloudfront");
    static final Price FIREWALL = price("WAF web ACL", "month", 5.00, "waf");
    static final Price FIREWALL_RULE = price("WAF rule", "month", 1.00, "waf");
    static final Price FIREWALL_CALLS = price("WAF", "million calls", 0.60, "waf");
    static final Price LOGS = price("CloudWatch Logs", "GB", 0.50, "cloudwatch");
    static final Price METRIC = price("CloudWatch metric", "month", 0.30, "cloudwatch");
    static final Price ALARM = price("CloudWatch alarm, each metric", "month", 0.10, "cloudwatch");
    static final Price COMPOSITE_ALARM =
            price("CloudWatch composite alarm", "month", 0.50, "cloudwatch");
    static final Price DASHBOARD = price("CloudWatch dashboard", "month", 3.00, "cloudwatch");
    static final Price TRACES = price("X-Ray", "million traces", 5.00, "xray");
    static final Price KEY = price("KMS key", "month", 1.00, "kms");
    static final Price KEY_CALLS = price("KMS", "ten thousand calls", 0.03, "kms");
    static final Price SECRET = price("Secrets Manager secret", "month", 0.40, "secrets-manager");

    private static final Map<String, Price> NODES = nodes();

    private Prices() {}

    private static Price price(String name, String unit, double dollars, String page) {
        Price made =
                new Price(
                        name, unit, dollars, REGION, DATED, "aws.amazon.com/" + page + "/pricing");
        ALL.add(made);
        return made;
    }

    /** A fifth below those of Redis OSS. */
    private static Map<String, Price> nodes() {
        Map<String, Price> nodes = new TreeMap<>();
        node(nodes, "cache.t4g.micro", 0.0128);
        node(nodes, "cache.t4g.small", 0.0256);
        node(nodes, "cache.t4g.medium", 0.052);
        node(nodes, "cache.m7g.large", 0.1264);
        node(nodes, "cache.r7g.large", 0.1752);
        node(nodes, "cache.r7g.xlarge", 0.3496);
        return nodes;
    }

    private static void node(Map<String, Price> nodes, String type, double dollars) {
        nodes.put(type, price("Valkey " + type, "node-hour", dollars, "elasticache"));
    }

    /** All there are, in the order of this file. */
    static List<Price> all() {
        return List.copyOf(ALL);
    }

    /**
     * What a node of that type costs.
     *
     * @throws IllegalArgumentException if it has no price here, with the types that have one
     */
    static Price node(String type) {
        return Optional.ofNullable(NODES.get(type)).orElseThrow(() -> unknown(type));
    }

    /**
     * Checks that a type of node has a price.
     *
     * @throws IllegalArgumentException if it has none
     */
    static void require(String type) {
        if (!NODES.containsKey(type)) {
            throw unknown(type);
        }
    }

    private static IllegalArgumentException unknown(String type) {
        return new IllegalArgumentException(
                "node=%s (allowed: %s)".formatted(type, String.join(", ", NODES.keySet())));
    }
}
