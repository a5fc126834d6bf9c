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
 * @param stalledIn rooms inside which its loops stand still, as far as it could tell: nothing that
 *     its lease lasts longer for
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
        List<String> stalledIn,
        @Nullable String operatorUrl) {

    /** A host that tells operators nothing, and whose loops advance. */
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
                List.of(),
                null);
    }

    /** This row, once its loops stand still inside those rooms; the lease is not renewed by it. */
    public HostRow stalledIn(List<String> rooms) {
        return new HostRow(
                hostId,
                region,
                directUrl,
                internalUrl,
                build,
                games,
                capacityRooms,
                this.rooms,
                draining,
                leaseVersion,
                ttl,
                List.copyOf(rooms),
                operatorUrl);
    }

    /** How a game in a rules version is named among {@link #games}. */
    public static String gameKey(String gameId, int rulesVersion) {
        return gameId + "@" + rulesVersion;
    }
}
