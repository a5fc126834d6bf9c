package dev.atrium.cdk.api;

import software.amazon.awscdk.services.apigatewayv2.CfnDomainName;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

import java.util.List;

/** Domain names of APIs. */
final class Names {
    private Names() {}

    /** The name, with its record in the zone. */
    static CfnDomainName domain(
            Construct scope, String name, IHostedZone zone, ICertificate certificate) {
        CfnDomainName domain =
                CfnDomainName.Builder.create(scope, "name")
                        .domainName(name)
                        .domainNameConfigurations(
                                List.of(
                                        CfnDomainName.DomainNameConfigurationProperty.builder()
                                                .certificateArn(certificate.getCertificateArn())
                                                .endpointType("REGIONAL")
                                                .securityPolicy("TLS_1_2")
                                                .build()))
                        .build();
        CfnRecordSet.Builder.create(scope, "record")
                .hostedZoneId(zone.getHostedZoneId())
                .name(name + ".")
                .type("A")
                .aliasTarget(
                        CfnRecordSet.AliasTargetProperty.builder()
                                .dnsName(domain.getAttrRegionalDomainName())
                                .hostedZoneId(domain.getAttrRegionalHostedZoneId())
                                .build())
                .build();
        return domain;
    }
}
