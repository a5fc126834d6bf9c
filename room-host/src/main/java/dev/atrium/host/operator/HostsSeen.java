package dev.atrium.host.operator;

import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.takeover.Takeovers;
import dev.atrium.schema.HostRow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The hosts of the deployment as this one sees them. Blocking. */
public final class HostsSeen {
    private final HostTable hosts;
    private final Takeovers takeovers;
    private final String ownId;

    /**
     * Hosts as that host sees them.
     *
     * @param takeovers watches the others
     */
    public HostsSeen(HostTable hosts, Takeovers takeovers, String ownId) {
        this.hosts = hosts;
        this.takeovers = takeovers;
        this.ownId = ownId;
    }

    String ownId() {
        return ownId;
    }

    /** Whether it is this host, or lived when this one looked last. */
    boolean lives(String hostId) {
        return ownId.equals(hostId)
                || takeovers.others().stream().anyMatch(host -> host.hostId().equals(hostId));
    }

    /** Where a host's operators' port is. */
    Optional<String> operatorUrl(String hostId) {
        return hosts.find(hostId).map(HostRow::operatorUrl);
    }

    /** All that have a row, this one first. */
    List<HostRow> all() {
        return hosts.all().stream()
                .sorted(
                        Comparator.comparing((HostRow row) -> !row.hostId().equals(ownId))
                                .thenComparing(HostRow::hostId))
                .toList();
    }
}
