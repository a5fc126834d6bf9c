package dev.atrium.cdk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.Deployments;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.functions.edge.Routes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

class WebStackIT {
    private static final String WEB = "atrium-prod-web";
    private static final String BUCKET = "AWS::S3::Bucket";

    /** AWS's own policies, by the ids that they have everywhere. */
    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    private static final String ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private static final Templates TEMPLATES = Templates.of(Stage.PROD);

    private static JsonNode distribution() {
        return TEMPLATES.only(WEB, "AWS::CloudFront::Distribution").path("DistributionConfig");
    }

    /** Where a path leads: CloudFront takes the first pattern that fits. */
    private static JsonNode behaviour(String path) {
        return Templates.each(distribution().path("CacheBehaviors"))
                .filter(b -> fits(path, b.path("PathPattern").asText()))
                .findFirst()
                .orElse(distribution().path("DefaultCacheBehavior"));
    }

    private static boolean fits(String path, String pattern) {
        return path.matches(pattern.replace(".", "\\.").replace("*", ".*").replace("?", "."));
    }

    private static JsonNode origin(JsonNode behaviour) {
        String id = behaviour.path("TargetOriginId").asText();
        return Templates.each(distribution().path("Origins"))
                .filter(origin -> origin.path("Id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String originName(String path) {
        return Templates.text(origin(behaviour(path)).path("DomainName"));
    }

    private static JsonNode api() {
        return origin(behaviour("/auth/guest"));
    }

    @Test
    void everyRouteOfTheHttpApiIsAskedForUncachedWithAllThatItsCallerSays() {
        for (Routes.HttpRoute route : Routes.http()) {
            String[] key = route.key().split(" ", -1);
            JsonNode behaviour = behaviour(key[1].replaceAll("\\{[a-zA-Z]+}", "x"));

            assertEquals(
                    "api.play.example.com",
                    Templates.text(origin(behaviour).path("DomainName")),
                    route.key());
            assertEquals(CACHING_DISABLED, behaviour.path("CachePolicyId").asText());
            assertEquals(ALL_VIEWER_EXCEPT_HOST, behaviour.path("OriginRequestPolicyId").asText());
            assertEquals("https-only", behaviour.path("ViewerProtocolPolicy").asText());
            assertTrue(
                    Templates.each(behaviour.path("AllowedMethods"))
                            .anyMatch(method -> method.asText().equals(key[0])),
                    route.key());
        }
    }

    @Test
    void everyFileOfTheWebClientComesFromItsBucketAndEveryPictureFromTheirs() {
        Set<String> paths = SiteFiles.byPath().keySet();
        assertTrue(paths.containsAll(Set.of("/account-actions.js", "/games.js", "/sieges.js")));
        for (String path : paths) {
            if (!path.equals(WebStack.CONFIG)) {
                String wanted = path.startsWith("/pictures/") ? "<bucketspictures" : "<bucketsweb";
                assertTrue(originName(path).startsWith(wanted), path + " " + originName(path));
            }
        }
        assertTrue(originName("/webjars/lit-html/lit-html.js").startsWith("<bucketsweb"));
        assertTrue(originName("/pictures/p-001.svg").startsWith("<bucketspictures"));
        JsonNode files = behaviour("/app.js");
        assertEquals(CACHING_OPTIMIZED, files.path("CachePolicyId").asText());
        assertEquals("redirect-to-https", files.path("ViewerProtocolPolicy").asText());
        assertEquals("index.html", distribution().path("DefaultRootObject").asText());
    }

    @Test
    void apiIsAskedByTlsWithTheKeyThatItsFunctionsWant() {
        JsonNode origin = api();
        JsonNode how = origin.path("CustomOriginConfig");
        assertEquals("https-only", how.path("OriginProtocolPolicy").asText());
        assertEquals("[\"TLSv1.2\"]", how.path("OriginSSLProtocols").toString());
        JsonNode header = origin.path("OriginCustomHeaders").path(0);
        assertEquals("x-atrium-edge-key", header.path("HeaderName").asText());

        Set<String> wanted =
                TEMPLATES
                        .resources("atrium-prod-functions", "AWS::Lambda::Function")
                        .values()
                        .stream()
                        .map(function -> function.at("/Properties/Environment/Variables"))
                        .filter(variables -> variables.has("ATRIUM_EDGE_KEY"))
                        .map(variables -> Templates.text(variables.path("ATRIUM_EDGE_KEY")))
                        .collect(Collectors.toSet());
        String shown = Templates.text(header.path("HeaderValue"));
        assertEquals(Set.of(shown), wanted);
        assertTrue(shown.startsWith("{{resolve:secretsmanager:<"), shown);
    }

    @Test
    void functionsOfTheHttpApiHaveTheKeyAndNoOthers() {
        Set<String> wanted =
                Routes.http().stream()
                        .map(route -> route.handler().className())
                        .collect(Collectors.toSet());
        Set<String> having =
                TEMPLATES
                        .resources("atrium-prod-functions", "AWS::Lambda::Function")
                        .values()
                        .stream()
                        .map(function -> function.path("Properties"))
                        .filter(f -> f.at("/Environment/Variables").has("ATRIUM_EDGE_KEY"))
                        .map(function -> function.path("Handler").asText())
                        .collect(Collectors.toSet());
        assertEquals(wanted, having);
    }

    @Test
    void bucketsAreNobodysButCloudFronts() {
        Map<String, JsonNode> buckets = TEMPLATES.resources(WEB, BUCKET);
        assertEquals(3, buckets.size());
        for (JsonNode bucket : buckets.values()) {
            JsonNode blocked = bucket.at("/Properties/PublicAccessBlockConfiguration");
            assertEquals(4, blocked.size());
            blocked.forEach(flag -> assertTrue(flag.asBoolean()));
            assertEquals("Retain", bucket.path("DeletionPolicy").asText());
        }
        Map<String, JsonNode> policies = TEMPLATES.resources(WEB, "AWS::S3::BucketPolicy");
        assertEquals(3, policies.size());
        for (JsonNode policy : policies.values()) {
            List<JsonNode> statements =
                    Templates.each(policy.at("/Properties/PolicyDocument/Statement")).toList();
            JsonNode first = statements.getFirst();
            assertEquals("Deny", first.path("Effect").asText());
            assertEquals("false", first.at("/Condition/Bool/aws:SecureTransport").asText());
            for (JsonNode statement : statements.subList(1, statements.size())) {
                assertEquals(
                        "cloudfront.amazonaws.com",
                        statement.path("Principal").path("Service").asText());
                assertEquals(
                        "[\"s3:GetObject\",\"s3:ListBucket\"]",
                        statement.path("Action").toString());
                String source =
                        Templates.text(statement.at("/Condition/StringEquals/AWS:SourceArn"));
                assertTrue(source.contains(":distribution/<distribution"), source);
            }
        }
        Templates.each(distribution().path("Origins"))
                .filter(origin -> origin.has("S3OriginConfig"))
                .forEach(origin -> assertTrue(origin.has("OriginAccessControlId")));
        assertEquals(
                2,
                TEMPLATES.resources(WEB, "AWS::CloudFront::OriginAccessControl").values().stream()
                        .map(c -> c.at("/Properties/OriginAccessControlConfig/SigningBehavior"))
                        .filter(behavior -> behavior.asText().equals("always"))
                        .count());
    }

    @Test
    void distributionIsReachedByNewTlsUnderTheDomainAndStandsBehindTheFirewall() {
        JsonNode config = distribution();
        assertEquals("[\"play.example.com\"]", config.path("Aliases").toString());
        assertEquals("http2and3", config.path("HttpVersion").asText());
        assertEquals("PriceClass_All", config.path("PriceClass").asText());
        JsonNode certificate = config.path("ViewerCertificate");
        assertEquals("TLSv1.2_2021", certificate.path("MinimumProtocolVersion").asText());
        String named = Templates.text(certificate.path("AcmCertificateArn"));
        assertTrue(named.contains("Refcertificate"), named);
        String firewall = Templates.text(config.path("WebACLId"));
        assertTrue(firewall.contains("firewallArn"), firewall);
        String logs = Templates.text(config.at("/Logging/Bucket"));
        assertTrue(logs.startsWith("<bucketslogs"), logs);
        assertFalse(config.at("/Logging/IncludeCookies").asBoolean(true));
        Set<String> records =
                TEMPLATES.resources(WEB, "AWS::Route53::RecordSet").values().stream()
                        .map(record -> record.path("Properties"))
                        .map(r -> r.path("Type").asText() + " " + r.path("Name").asText())
                        .collect(Collectors.toSet());
        assertEquals(Set.of("A play.example.com.", "AAAA play.example.com."), records);
    }

    @Test
    void everyAnswerHasThePolicyAndWhatGoesWithIt() {
        JsonNode headers =
                TEMPLATES
                        .only(WEB, "AWS::CloudFront::ResponseHeadersPolicy")
                        .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        headers.forEach(header -> assertTrue(header.path("Override").asBoolean()));
        assertEquals(5, headers.size());
        String policy = headers.at("/ContentSecurityPolicy/ContentSecurityPolicy").asText();
        assertTrue(
                policy.contains("wss://ws.play.example.com wss://rooms.play.example.com;"), policy);
        assertEquals(
                63_072_000, headers.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt());
        assertEquals("DENY", headers.at("/FrameOptions/FrameOption").asText());
        assertEquals("same-origin", headers.at("/ReferrerPolicy/ReferrerPolicy").asText());
        assertTrue(headers.has("ContentTypeOptions"));
        String id = distribution().at("/DefaultCacheBehavior/ResponseHeadersPolicyId").toString();
        assertFalse(id.isEmpty());
        Templates.each(distribution().path("CacheBehaviors"))
                .forEach(b -> assertEquals(id, b.path("ResponseHeadersPolicyId").toString()));
    }

    /** Where nobody plays from far away, only the cheapest places keep the files. */
    @ParameterizedTest
    @CsvSource({"dev, PriceClass_100", "staging, PriceClass_100", "prod, PriceClass_All"})
    void filesAreKeptWhereTheStagesPlayersAre(String stage, String priceClass) {
        assertEquals(
                priceClass,
                Templates.of(Stage.named(stage))
                        .only("atrium-" + stage + "-web", "AWS::CloudFront::Distribution")
                        .at("/DistributionConfig/PriceClass")
                        .asText());
    }

    /** What crosses no region needs none of the functions that the CDK writes for it. */
    @Test
    void deploymentBesideItsFirewallRefersToItPlainly() {
        App app = new App();
        Deployment there = Deployments.of(Stage.DEV);
        Deployment here =
                new Deployment(
                        there.stage(),
                        Deployment.GLOBAL,
                        there.secondRegion(),
                        there.domain(),
                        there.build(),
                        there.functions(),
                        there.quotas(),
                        Optional.empty());
        StackProps props =
                StackProps.builder()
                        .env(Environment.builder().region(Deployment.GLOBAL).build())
                        .build();
        EdgeStack edge = new EdgeStack(app, here);
        WebStack web = new WebStack(app, here, edge, new SecretsStack(app, here.stage(), props));

        Template.fromStack(web).resourceCountIs("AWS::Lambda::Function", 0);
        Template.fromStack(edge).resourceCountIs("AWS::Lambda::Function", 0);
        assertEquals(1, TEMPLATES.resources(WEB, "AWS::Lambda::Function").size());
    }
}
