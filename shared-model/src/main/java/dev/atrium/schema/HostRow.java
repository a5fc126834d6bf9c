package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A room host and its lease. Whether it lives is judged by an observer that saw the same {@code
 * leaseVersion} for the lease time on its own clock; placement asks the liveness key in Redis.
 *
 * @param hostId new at every start
 * @param region where it is
 * @param directUrl the WebSocket address for players
 * @param internalUrl the HTTP address for the gateway and for other hosts
 * @param build what it runs
 * @param games what it can run, as {@code id@rulesVersion}
 * @param capacityRooms rooms that it takes at most
 * @param rooms rooms that it has
 * @param draining whether it takes no new ones
 * @param leaseVersion rises with every renewal
 * @param ttl seconds since 1970; rows of hosts long gone are swept
 * @param operatorUrl the HTTP address of its operators' port; null of a host that tells none
 */
public record HostRow(
        String hostId,
        String region,
        String directUrl,
        String internalUrl,
        String build,
        List<String> games,
        int capacityRooms,
        int rooms,
        boolean draining,
        long leaseVersion,
        long ttl,
        @Nullable String operatorUrl) {

    /** A host that tells operators nothing. */
    public HostRow(
            String hostId,
            String region,
            String directUrl,
            String internalUrl,
            String build,
            List<String> games,
            int capacityRooms,
            int rooms,
            boolean draining,
            long leaseVersion,
            long ttl) {
        this(
                hostId,
                region,
                directUrl,
                internalUrl,
                build,
                games,
                capacityRooms,
                rooms,
                draining,
                leaseVersion,
                ttl,
                null);
    }

    /** How a game in a rules version is named among {@link #games}. */
    public static String gameKey(String gameId, int rulesVersion) {
        return gameId + "@" + rulesVersion;
    }
}
