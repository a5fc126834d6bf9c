package dev.atrium.host.config;

import dev.atrium.edge.AllowedOrigins;
import dev.atrium.host.edge.AddressRange;
import dev.atrium.host.edge.TcpSettings;

import java.util.List;

/**
 * Who may connect to a host, and how many of them.
 *
 * @param origins of pages that may, {@code ATRIUM_ORIGINS}; the local stack's if left out
 * @param newPerMinute direct sockets that one address may open in a minute, {@code
 *     ATRIUM_ADDRESS_NEW_PER_MINUTE}, 1 to 1000000
 * @param openPerAddress direct sockets that one address may have open, {@code ATRIUM_ADDRESS_OPEN},
 *     1 to 1000000
 * @param connections of players, direct ones and the gateway's together, {@code
 *     ATRIUM_CONNECTIONS}, 1 to 100000
 * @param trustedBalancers whose connections begin with a PROXY header of version 2, {@code
 *     ATRIUM_TRUSTED_BALANCERS}: up to 64 ranges such as {@code 10.0.0.0/16}, separated by commas
 * @param heartbeatMs a ping to each direct socket this often, {@code ATRIUM_HEARTBEAT_MS}, 100 to
 *     60000, or 0 for none
 * @param tcp how connections are set up
 * @param flood who sends too much
 * @param abuse what it leads to
 */
public record Edges(
        AllowedOrigins origins,
        int newPerMinute,
        int openPerAddress,
        int connections,
        List<AddressRange> trustedBalancers,
        int heartbeatMs,
        TcpSettings tcp,
        Flood flood,
        Abuse abuse) {
    private static final int BUFFER_BYTES_MIN = 4_096;
    private static final int BUFFER_BYTES_MAX = 16 * 1024 * 1024;
    private static final int WATERMARK_BYTES_MAX = 1024 * 1024;
    private static final int BALANCERS_MAX = 64;
    private static final int DAY_MS = 86_400_000;

    /**
     * When a connection that sends more than it may is closed. How much it may stands beside each
     * message.
     *
     * @param breaches of its limits are borne with within {@code windowMs}; with one more it is
     *     closed; {@code ATRIUM_INPUT_BREACHES}, 1 to 100000
     * @param windowMs of game time, {@code ATRIUM_INPUT_BREACH_WINDOW_MS}, 1000 to 600000
     */
    public record Flood(int breaches, int windowMs) {}

    /**
     * What closing a player's connections for abuse leads to.
     *
     * @param closes for abuse within {@code windowMs} write a ban, {@code ATRIUM_ABUSE_CLOSES}, 1
     *     to 100
     * @param windowMs {@code ATRIUM_ABUSE_WINDOW_MS}, 1000 to 86400000
     * @param banMs how long it lasts, {@code ATRIUM_BAN_MS}, 1000 to 2147483647
     */
    public record Abuse(int closes, int windowMs, int banMs) {}

    static Edges from(Environment environment) {
        return new Edges(
                AllowedOrigins.parse(
                        environment.text(AllowedOrigins.VARIABLE, AllowedOrigins.LOCAL)),
                environment.number("ATRIUM_ADDRESS_NEW_PER_MINUTE", 20, 1, 1_000_000),
                environment.number("ATRIUM_ADDRESS_OPEN", 50, 1, 1_000_000),
                environment.number("ATRIUM_CONNECTIONS", 10_000, 1, 100_000),
                balancers(environment),
                heartbeatMs(environment),
                tcp(environment),
                new Flood(
                        environment.number("ATRIUM_INPUT_BREACHES", 300, 1, 100_000),
                        environment.number(
                                "ATRIUM_INPUT_BREACH_WINDOW_MS", 10_000, 1_000, 600_000)),
                new Abuse(
                        environment.number("ATRIUM_ABUSE_CLOSES", 3, 1, 100),
                        environment.number("ATRIUM_ABUSE_WINDOW_MS", 3_600_000, 1_000, DAY_MS),
                        environment.number("ATRIUM_BAN_MS", DAY_MS, 1_000, Integer.MAX_VALUE)));
    }

    private static int heartbeatMs(Environment environment) {
        String name = "ATRIUM_HEARTBEAT_MS";
        int heartbeatMs = environment.number(name, 25_000, 0, 60_000);
        if (heartbeatMs > 0 && heartbeatMs < 100) {
            throw Environment.refused(name, Integer.toString(heartbeatMs), "0 or 100-60000");
        }
        return heartbeatMs;
    }

    private static List<AddressRange> balancers(Environment environment) {
        String name = "ATRIUM_TRUSTED_BALANCERS";
        String value = environment.text(name, "");
        try {
            List<AddressRange> ranges = AddressRange.parseList(value);
            if (ranges.size() <= BALANCERS_MAX) {
                return ranges;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the message is the same.
        }
        throw Environment.refused(
                name,
                value,
                "up to " + BALANCERS_MAX + " ranges such as 10.0.0.0/16, separated by commas");
    }

    private static TcpSettings tcp(Environment environment) {
        return new TcpSettings(
                environment.number("ATRIUM_BACKLOG", 4_096, 1, 65_535),
                environment.number(
                        "ATRIUM_SEND_BUFFER_BYTES", 65_536, BUFFER_BYTES_MIN, BUFFER_BYTES_MAX),
                environment.number(
                        "ATRIUM_RECEIVE_BUFFER_BYTES", 32_768, BUFFER_BYTES_MIN, BUFFER_BYTES_MAX),
                environment.number("ATRIUM_UNSENT_BYTES", 16_384, 1_024, BUFFER_BYTES_MAX),
                environment.number("ATRIUM_LOW_WATERMARK_BYTES", 8_192, 1_024, WATERMARK_BYTES_MAX),
                environment.number(
                        "ATRIUM_HIGH_WATERMARK_BYTES", 16_384, 1_024, WATERMARK_BYTES_MAX));
    }
}
