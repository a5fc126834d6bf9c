package dev.atrium.cdk.web;

import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.Domain;
import dev.atrium.functions.edge.EdgeKey;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.AddBehaviorOptions;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.AaaaRecord;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.CloudFrontTarget;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * What players open: CloudFront with the web client and the questions' pictures of private buckets,
 * and the HTTP API behind it at the same address. Files are brought into the buckets by whoever
 * deploys; nothing here does.
 */
public final class WebStack extends Stack {
    /** Where the pictures of questions are; everything else that is a file is the web client's. */
    static final String PICTURES = "/pictures/*";

    /** What pages ask where their gateway is. */
    static final String CONFIG = "/config.json";

    private static final int HSTS_DAYS = 730;

    private final SiteBuckets buckets;
    private final ResponseHeadersPolicy headers;

    /**
     * The web client's side of a deployment.
     *
     * @param scope the app
     * @param deployment its domain and stage
     * @param edge certificate and firewall
     * @param secrets what CloudFront shows to functions
     */
    public WebStack(Construct scope, Deployment deployment, EdgeStack edge, SecretsStack secrets) {
        super(
                scope,
                deployment.stage().stack("web"),
                StackProps.builder()
                        .env(Environment.builder().region(deployment.region()).build())
                        .crossRegionReferences(true)
                        .build());
        Domain domain = deployment.domain();
        buckets = new SiteBuckets(this, deployment.stage());
        headers = headers(deployment);
        Distribution distribution = distribution(deployment, edge);
        distribution.addBehavior(PICTURES, buckets.pictures(), files(List.of()));
        EdgeFunctions functions = new EdgeFunctions(this, deployment);
        distribution.addBehavior(CONFIG, buckets.web(), files(List.of(functions.config())));
        IOrigin api = api(domain, secrets.edgeKey().getSecretValue().unsafeUnwrap());
        AddBehaviorOptions asked = asked(functions.viewer());
        ApiPaths.patterns().forEach(pattern -> distribution.addBehavior(pattern, api, asked));
        records(domain, distribution);
        CfnOutput.Builder.create(this, "Distribution")
                .description("The id of the distribution, for invalidations")
                .value(distribution.getDistributionId())
                .build();
    }

    private Distribution distribution(Deployment deployment, EdgeStack edge) {
        return Distribution.Builder.create(this, "distribution")
                .comment(deployment.stage().stack("web"))
                .domainNames(List.of(deployment.domain().name()))
                .certificate(edge.certificate())
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .priceClass(
                        deployment.stage().webEverywhere()
                                ? PriceClass.PRICE_CLASS_ALL
                                : PriceClass.PRICE_CLASS_100)
                .webAclId(edge.firewallArn())
                .defaultRootObject("index.html")
                .defaultBehavior(
                        BehaviorOptions.builder()
                                .origin(buckets.web())
                                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                                .responseHeadersPolicy(headers)
                                .build())
                .enableLogging(true)
                .logBucket(buckets.logs())
                .logFilePrefix("cloudfront/")
                // Nothing is told by cookies.
                .logIncludesCookies(false)
                .build();
    }

    private AddBehaviorOptions files(List<FunctionAssociation> functions) {
        return AddBehaviorOptions.builder()
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .responseHeadersPolicy(headers)
                .functionAssociations(functions)
                .build();
    }

    /**
     * How the HTTP API is asked. Its name is in {@code Host}: API Gateway knows no other. A policy
     * that leaves out a viewer's header takes in none of CloudFront's own, so a function says who
     * asks.
     */
    private AddBehaviorOptions asked(FunctionAssociation viewer) {
        return AddBehaviorOptions.builder()
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .responseHeadersPolicy(headers)
                .functionAssociations(List.of(viewer))
                // Functions have done it.
                .compress(false)
                .build();
    }

    private static IOrigin api(Domain domain, String key) {
        return HttpOrigin.Builder.create(domain.api())
                .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
                .customHeaders(Map.of(EdgeKey.HEADER, key))
                .build();
    }

    private ResponseHeadersPolicy headers(Deployment deployment) {
        return ResponseHeadersPolicy.Builder.create(this, "headers")
                .responseHeadersPolicyName(deployment.stage().stack("web"))
                .securityHeadersBehavior(
                        ResponseSecurityHeadersBehavior.builder()
                                .contentSecurityPolicy(
                                        ResponseHeadersContentSecurityPolicy.builder()
                                                .contentSecurityPolicy(
                                                        PagePolicy.of(deployment.domain()))
                                                .override(true)
                                                .build())
                                .strictTransportSecurity(
                                        ResponseHeadersStrictTransportSecurity.builder()
                                                .accessControlMaxAge(Duration.days(HSTS_DAYS))
                                                .includeSubdomains(true)
                                                .override(true)
                                                .build())
                                .contentTypeOptions(
                                        ResponseHeadersContentTypeOptions.builder()
                                                .override(true)
                                                .build())
                                .frameOptions(
                                        ResponseHeadersFrameOptions.builder()
                                                .frameOption(HeadersFrameOption.DENY)
                                                .override(true)
                                                .build())
                                .referrerPolicy(
                                        ResponseHeadersReferrerPolicy.builder()
                                                .referrerPolicy(HeadersReferrerPolicy.SAME_ORIGIN)
                                                .override(true)
                                                .build())
                                .build())
                .build();
    }

    private void records(Domain domain, Distribution distribution) {
        IHostedZone zone = EdgeStack.zone(this, domain);
        RecordTarget target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
        ARecord.Builder.create(this, "ipv4")
                .zone(zone)
                .recordName(domain.name() + ".")
                .target(target)
                .build();
        AaaaRecord.Builder.create(this, "ipv6")
                .zone(zone)
                .recordName(domain.name() + ".")
                .target(target)
                .build();
    }
}
