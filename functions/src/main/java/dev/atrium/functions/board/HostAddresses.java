package dev.atrium.functions.board;

import dev.atrium.functions.edge.Stores;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.Tables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where hosts take players. A host has a new id at every start and keeps its address, so what was
 * read once holds: when a host dies, all its players ask at once and again. Thread-safe.
 */
final class HostAddresses {
    /** The latest ones; a deployment has fewer hosts at a time. */
    private static final int KEPT_MAX = 1_000;

    private final Map<String, String> direct =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** The WebSocket address of that host, if it has a row, or had one lately. */
    Optional<String> of(String hostId, Stores stores) {
        synchronized (direct) {
            String known = direct.get(hostId);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<String> read = stores.find(Tables.HOSTS, hostId).map(HostRow::directUrl);
        read.ifPresent(
                address -> {
                    synchronized (direct) {
                        direct.put(hostId, address);
                    }
                });
        return read;
    }
}
