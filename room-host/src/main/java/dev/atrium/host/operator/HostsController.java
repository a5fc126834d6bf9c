package dev.atrium.host.operator;

import dev.atrium.host.audit.AuditBook.Subject;
import dev.atrium.schema.HostRow;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The hosts of the deployment, and the leaving of this one. */
@Controller(value = "/", port = OperatorPort.NUMBER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HostsController {
    private final AuditedCalls calls;
    private final HostsSeen hosts;
    private final HostDeparture departure;

    HostsController(AuditedCalls calls, HostsSeen hosts, HostDeparture departure) {
        this.calls = calls;
        this.hosts = hosts;
        this.departure = departure;
    }

    @Get("/hosts")
    HttpResponse<?> hosts(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.read(
                shown,
                "hosts",
                () -> OperatorAnswer.done("hosts", hosts.all().stream().map(this::shown).toList()));
    }

    private Map<String, Object> shown(HostRow row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("hostId", row.hostId());
        shown.put("alive", hosts.lives(row.hostId()));
        shown.put("self", row.hostId().equals(hosts.ownId()));
        shown.put("draining", row.draining());
        shown.put("rooms", row.rooms());
        shown.put("capacityRooms", row.capacityRooms());
        shown.put("region", row.region());
        shown.put("build", row.build());
        shown.put("games", row.games());
        shown.put("direct", row.directUrl());
        shown.put("operatorUrl", Objects.requireNonNullElse(row.operatorUrl(), ""));
        return shown;
    }

    /** Answers at once; the host is gone before 110 s are over. */
    @Post("/drain")
    HttpResponse<?> drain(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.call(shown, Subject.of("drain"), operator -> shown(departure.depart()));
    }

    @Get("/drain")
    HttpResponse<?> draining(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.read(shown, "draining", () -> shown(departure.progress()));
    }

    private OperatorAnswer shown(HostDeparture.Progress progress) {
        String phase = progress.phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return OperatorAnswer.done(
                "hostId", hosts.ownId(), "phase", phase, "rooms", progress.rooms());
    }
}
