package dev.atrium.localstack.gateway;

import dev.atrium.localstack.gateway.api.GatewayLimits;

import java.net.InetAddress;

/**
 * What an emulator is started with, its APIs aside.
 *
 * @param address of this machine, which is listened on
 * @param port 0-65,535; 0 takes any free one
 * @param accountId AWS account of events and ARNs, twelve digits
 * @param region AWS region of ARNs
 * @param accessKeyId the one whose signed calls {@code @connections} takes
 * @param limits what is enforced
 */
public record GatewaySettings(
        InetAddress address,
        int port,
        String accountId,
        String region,
        String accessKeyId,
        GatewayLimits limits) {

    /** Checks the ranges. */
    public GatewaySettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port=" + port + ": 0 to 65535");
        }
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("accountId=" + accountId + ": twelve digits");
        }
    }

    /** AWS's limits, the account that local stacks use, on the loopback address. */
    public static GatewaySettings local(int port, String accessKeyId) {
        return new GatewaySettings(
                InetAddress.getLoopbackAddress(),
                port,
                "000000000000",
                "us-east-1",
                accessKeyId,
                GatewayLimits.aws());
    }

    /** What the address is called in URLs: {@code localhost}, or the address itself. */
    String host() {
        return address.equals(InetAddress.getLoopbackAddress())
                ? "localhost"
                : address.getHostAddress();
    }

    /** The same settings with other limits. */
    public GatewaySettings withLimits(GatewayLimits other) {
        return new GatewaySettings(address, port, accountId, region, accessKeyId, other);
    }

    /** The same settings on another address of this machine. */
    public GatewaySettings withAddress(InetAddress other) {
        return new GatewaySettings(other, port, accountId, region, accessKeyId, limits);
    }
}
