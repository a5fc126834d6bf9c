package dev.atrium.cdk.observe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metrics of a host that go to CloudWatch, of all that Prometheus would see: each costs by the
 * month. Labels that are not named here (the loop, the game) are added up.
 */
enum HostMetric {
    LEASE_VALID("atrium_lease_valid"),
    STORE_UP("atrium_store_up", "store"),
    ROOMS("atrium_rooms", "phase"),
    ROOMS_CAPACITY("atrium_rooms_capacity"),
    ROOMS_LOAD("atrium_rooms_load_ratio"),
    ROOMS_REFUSED("atrium_rooms_refused_total", Type.COUNTER),
    ROOMS_QUARANTINED("atrium_rooms_quarantined_total", Type.COUNTER),
    ROOMS_TAKEN_OVER("atrium_rooms_taken_over_total", Type.COUNTER, "owner"),
    PLAYERS("atrium_players", "phase"),
    CONNECTIONS("atrium_connections", "kind"),
    MESSAGES("atrium_messages_total", Type.COUNTER, "direction"),
    ERRORS("atrium_errors_total", Type.COUNTER, Label.CLASS),
    HTTP_REQUESTS("atrium_http_requests_total", Type.COUNTER),
    HTTP_FAILURES("atrium_http_requests_total", Type.COUNTER, Label.CLASS),
    GAMES_STARTED("atrium_games_started_total", Type.COUNTER),
    TIME_SLIPS("atrium_time_slips_total", Type.COUNTER),
    JOURNAL_TRIMS("atrium_journal_trims_total", Type.COUNTER, "result"),
    SHEDDING("atrium_shedding", "step"),
    LOOP_BUSY("atrium_loop_busy_ratio"),
    THREADS_STANDING("atrium_threads_standing"),
    PROCESSOR("process_cpu_usage"),
    MEMORY("atrium_machine_memory_bytes", "state"),
    ROOM_LATENESS("atrium_room_lateness_recent_seconds", Type.SUMMARY, Label.QUANTILE),
    MESSAGE_TIME("atrium_message_recent_seconds", Type.SUMMARY, Label.QUANTILE),
    COMMAND_WAIT("atrium_command_wait_recent_seconds", Type.SUMMARY, Label.QUANTILE);

    /** As Prometheus knows them. */
    enum Type {
        GAUGE,
        COUNTER,
        /** With a label of its own, the quantile. */
        SUMMARY
    }

    /** Labels that are spoken of in more than one place. */
    static final class Label {
        /** Set by the collector where it is the deployment's fault, see {@link Collector}. */
        static final String CLASS = "class";

        /** Its only value. */
        static final String FAULT = "fault";

        /** Of a summary. */
        static final String QUANTILE = "quantile";

        private Label() {}
    }

    private final String family;
    private final Type type;
    private final Optional<String> label;

    HostMetric(String family, String... label) {
        this(family, Type.GAUGE, label);
    }

    HostMetric(String family, Type type, String... label) {
        this.family = family;
        this.type = type;
        this.label = Arrays.stream(label).findFirst();
    }

    /** Its name, at the host's endpoint and in CloudWatch. */
    String family() {
        return family;
    }

    Type type() {
        return type;
    }

    /** The label by which it is told apart in CloudWatch. */
    Optional<String> label() {
        return label;
    }

    /** What CloudWatch calls the dimensions. */
    List<String> dimensions() {
        return Stream.concat(Stream.of(Collector.SERVICE), label.stream()).toList();
    }
}
