package dev.atrium.cdk.web;

import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.Domain;
import dev.atrium.wire.ClientMessage;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What CloudFront wants in {@value Deployment#GLOBAL}: the domain's certificate, and a firewall.
 * The firewall stands before the web client and the HTTP API alone, for AWS WAF can be put before
 * neither a WebSocket API nor the hosts' balancer.
 */
public final class EdgeStack extends Stack {
    /** Of one address in {@value #RATE_WINDOW_S} s: a party behind one asks for 150 files each. */
    private static final int RATE = 10_000;

    private static final int RATE_WINDOW_S = 300;

    /** Of a request's body: what functions take, and as much of it as the firewall looks into. */
    private static final int BODY_BYTES = ClientMessage.BYTES_MAX;

    /** AWS takes logs of a firewall in groups of such names alone. */
    private static final String LOG_PREFIX = "aws-waf-logs-";

    /** What says who somebody is stays out of logs. */
    private static final List<String> REDACTED = List.of("authorization", "cookie");

    private static final String COMMON = "AWSManagedRulesCommonRuleSet";

    /** In this order; the first that takes offence decides. */
    private static final List<String> MANAGED =
            List.of(
                    "AWSManagedRulesAmazonIpReputationList",
                    "AWSManagedRulesKnownBadInputsRuleSet",
                    COMMON);

    private final Certificate certificate;
    private final CfnWebACL firewall;

    /**
     * Certificate and firewall of a deployment.
     *
     * @param scope the app
     * @param deployment its domain and stage
     */
    public EdgeStack(Construct scope, Deployment deployment) {
        super(
                scope,
                deployment.stage().stack("edge"),
                StackProps.builder()
                        .env(Environment.builder().region(Deployment.GLOBAL).build())
                        .crossRegionReferences(true)
                        .build());
        certificate =
                Certificate.Builder.create(this, "certificate")
                        .domainName(deployment.domain().name())
                        .validation(CertificateValidation.fromDns(zone(this, deployment.domain())))
                        .build();
        firewall =
                CfnWebACL.Builder.create(this, "firewall")
                        .name(deployment.stage().stack("edge"))
                        .scope("CLOUDFRONT")
                        .defaultAction(
                                CfnWebACL.DefaultActionProperty.builder()
                                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                                        .build())
                        .rules(rules())
                        .visibilityConfig(visible("firewall"))
                        .build();
        log(deployment);
    }

    static IHostedZone zone(Construct scope, Domain domain) {
        return HostedZone.fromHostedZoneAttributes(
                scope,
                "zone",
                HostedZoneAttributes.builder()
                        .hostedZoneId(domain.zoneId())
                        .zoneName(domain.name())
                        .build());
    }

    /** Who asks too often first: that costs least to see. */
    private static List<CfnWebACL.RuleProperty> rules() {
        List<CfnWebACL.RuleProperty> rules = new ArrayList<>();
        rules.add(
                CfnWebACL.RuleProperty.builder()
                        .name("rate")
                        .priority(rules.size())
                        .action(
                                CfnWebACL.RuleActionProperty.builder()
                                        .block(
                                                CfnWebACL.BlockActionProperty.builder()
                                                        .customResponse(tooMany())
                                                        .build())
                                        .build())
                        .statement(
                                CfnWebACL.StatementProperty.builder()
                                        .rateBasedStatement(
                                                CfnWebACL.RateBasedStatementProperty.builder()
                                                        .aggregateKeyType("IP")
                                                        .limit(RATE)
                                                        .evaluationWindowSec(RATE_WINDOW_S)
                                                        .build())
                                        .build())
                        .visibilityConfig(visible("rate"))
                        .build());
        rules.add(longBody(rules.size()));
        MANAGED.forEach(name -> rules.add(managed(name, rules.size())));
        return rules;
    }

    /** What nobody looks into goes no further; functions would refuse it, but are paid for that. */
    private static CfnWebACL.RuleProperty longBody(int priority) {
        return CfnWebACL.RuleProperty.builder()
                .name("body-size")
                .priority(priority)
                .action(
                        CfnWebACL.RuleActionProperty.builder()
                                .block(
                                        CfnWebACL.BlockActionProperty.builder()
                                                .customResponse(
                                                        CfnWebACL.CustomResponseProperty.builder()
                                                                .responseCode(413)
                                                                .build())
                                                .build())
                                .build())
                .statement(
                        CfnWebACL.StatementProperty.builder()
                                .sizeConstraintStatement(
                                        CfnWebACL.SizeConstraintStatementProperty.builder()
                                                .fieldToMatch(body())
                                                .comparisonOperator("GT")
                                                .size(BODY_BYTES)
                                                .textTransformations(
                                                        List.of(
                                                                CfnWebACL.TextTransformationProperty
                                                                        .builder()
                                                                        .priority(0)
                                                                        .type("NONE")
                                                                        .build()))
                                                .build())
                                .build())
                .visibilityConfig(visible("body-size"))
                .build();
    }

    /** One that is longer than what is looked into matches as well. */
    private static CfnWebACL.FieldToMatchProperty body() {
        return CfnWebACL.FieldToMatchProperty.builder()
                .body(CfnWebACL.BodyProperty.builder().oversizeHandling("MATCH").build())
                .build();
    }

    /** As our own limits say it, so that clients wait and ask again. */
    private static CfnWebACL.CustomResponseProperty tooMany() {
        return CfnWebACL.CustomResponseProperty.builder()
                .responseCode(429)
                .responseHeaders(
                        List.of(
                                CfnWebACL.CustomHTTPHeaderProperty.builder()
                                        .name("retry-after")
                                        .value(Integer.toString(RATE_WINDOW_S))
                                        .build()))
                .build();
    }

    private static CfnWebACL.RuleProperty managed(String name, int priority) {
        CfnWebACL.ManagedRuleGroupStatementProperty.Builder group =
                CfnWebACL.ManagedRuleGroupStatementProperty.builder().vendorName("AWS").name(name);
        if (name.equals(COMMON)) {
            group.ruleActionOverrides(List.of(longBodies()));
        }
        return CfnWebACL.RuleProperty.builder()
                .name(name)
                .priority(priority)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
                .statement(
                        CfnWebACL.StatementProperty.builder()
                                .managedRuleGroupStatement(group.build())
                                .build())
                .visibilityConfig(visible(name))
                .build();
    }

    /** Counted alone: bodies may be longer than that rule has it, and functions have a limit. */
    private static CfnWebACL.RuleActionOverrideProperty longBodies() {
        return CfnWebACL.RuleActionOverrideProperty.builder()
                .name("SizeRestrictions_BODY")
                .actionToUse(
                        CfnWebACL.RuleActionProperty.builder()
                                .count(CfnWebACL.CountActionProperty.builder().build())
                                .build())
                .build();
    }

    /** Samples of requests show addresses and tokens to who looks: none are kept. */
    private static CfnWebACL.VisibilityConfigProperty visible(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(false)
                .build();
    }

    /** What was refused, and nothing of who was let pass. */
    private void log(Deployment deployment) {
        LogGroup log =
                LogGroup.Builder.create(this, "log")
                        .logGroupName(LOG_PREFIX + deployment.stage().stack("edge"))
                        .retention(NetworkStack.retention(deployment.stage().logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        String arn =
                formatArn(
                        ArnComponents.builder()
                                .service("logs")
                                .resource("log-group")
                                .resourceName(log.getLogGroupName())
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build());
        CfnLoggingConfiguration.Builder.create(this, "logging")
                .resourceArn(firewall.getAttrArn())
                .logDestinationConfigs(List.of(arn))
                .redactedFields(
                        REDACTED.stream()
                                .map(
                                        name ->
                                                CfnLoggingConfiguration.FieldToMatchProperty
                                                        .builder()
                                                        .singleHeader(Map.of("Name", name))
                                                        .build())
                                .toList())
                .loggingFilter(refusedAlone())
                .build();
    }

    /** Sorted, as the same template has to be the same text in every run. */
    private static Map<String, Object> refusedAlone() {
        Map<String, Object> blocked = Map.of("ActionCondition", Map.of("Action", "BLOCK"));
        Map<String, Object> filter =
                Map.of(
                        "Behavior", "KEEP",
                        "Requirement", "MEETS_ANY",
                        "Conditions", List.of(blocked));
        return new TreeMap<>(
                Map.of("DefaultBehavior", "DROP", "Filters", List.of(new TreeMap<>(filter))));
    }

    /** The domain's. */
    ICertificate certificate() {
        return certificate;
    }

    /** The ARN of the firewall. */
    String firewallArn() {
        return firewall.getAttrArn();
    }
}
