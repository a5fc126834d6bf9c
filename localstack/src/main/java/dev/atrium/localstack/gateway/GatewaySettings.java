package dev.atrium.localstack.gateway;

import dev.atrium.localstack.gateway.api.GatewayLimits;

/**
 * What an emulator is started with, its APIs aside.
 *
 * @param port 0-65,535; 0 takes any free one
 * @param accountId AWS account of events and ARNs, twelve digits
 * @param region AWS region of ARNs
 * @param accessKeyId the one whose signed calls {@code @connections} takes
 * @param limits what is enforced
 */
public record GatewaySettings(
        int port, String accountId, String region, String accessKeyId, GatewayLimits limits) {

    /** Checks the ranges. */
    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port=" + port + ": 0 to 65535");
        }
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("accountId=" + accountId + ": twelve digits");
        }
    }

    /** AWS's limits, the account that local stacks use. */
    public static GatewaySettings local(int port, String accessKeyId) {
        return new GatewaySettings(
                port, "000000000000", "us-east-1", accessKeyId, GatewayLimits.aws());
    }

    /** The same settings with other limits. */
    public GatewaySettings withLimits(GatewayLimits other) {
        return new GatewaySettings(port, accountId, region, accessKeyId, other);
    }
}
