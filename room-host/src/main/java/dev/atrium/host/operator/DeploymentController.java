package dev.atrium.host.operator;

import dev.atrium.host.audit.AuditBook;
import dev.atrium.host.audit.AuditBook.Subject;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.schema.AuditRow;
import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What concerns the whole deployment, at whichever host it is asked: maintenance, the audit. */
@Controller(value = "/", port = OperatorPort.NUMBER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeploymentController {
    private static final String LINES = "100";

    private final AuditedCalls calls;
    private final AuditBook audit;
    private final MaintenanceBook maintenance;

    DeploymentController(AuditedCalls calls, AuditBook audit, MaintenanceBook maintenance) {
        this.calls = calls;
        this.audit = audit;
        this.maintenance = maintenance;
    }

    @Get("/maintenance")
    HttpResponse<?> maintenance(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.read(shown, "maintenance", () -> shown(maintenance.current()));
    }

    /** No new matches from now on; a message that stands is replaced. */
    @Put("/maintenance")
    HttpResponse<?> switchOn(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue Optional<String> message) {
        return calls.call(
                shown,
                Subject.of("maintenance-on").with(message),
                operator -> switchOn(message, operator));
    }

    private OperatorAnswer switchOn(Optional<String> message, String operator) {
        if (message.isEmpty()) {
            return new OperatorAnswer.Refused(
                    ErrorCode.MISSING_FIELD,
                    "What are players told? The query parameter message is missing.");
        }
        if (!Maintenance.isMessage(message.get())) {
            return new OperatorAnswer.Refused(
                    ErrorCode.OUT_OF_RANGE,
                    "message (allowed: 1-"
                            + Maintenance.MESSAGE_CHARACTERS_MAX
                            + " characters, one line)");
        }
        Maintenance wanted =
                new Maintenance(message.get(), operator, InstantSource.system().millis());
        maintenance.switchOn(wanted);
        return shown(Optional.of(wanted));
    }

    @Delete("/maintenance")
    HttpResponse<?> switchOff(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.call(
                shown,
                Subject.of("maintenance-off"),
                operator -> {
                    maintenance.switchOff();
                    return shown(Optional.empty());
                });
    }

    private static OperatorAnswer shown(Optional<Maintenance> current) {
        return current.map(
                        on ->
                                OperatorAnswer.done(
                                        "maintenance",
                                        true,
                                        "message",
                                        on.message(),
                                        "setBy",
                                        on.setBy(),
                                        "setAtMs",
                                        on.setAtMs()))
                .orElseGet(() -> OperatorAnswer.done("maintenance", false));
    }

    /** The newest lines of the audit, of all hosts. */
    @Get("/audit")
    HttpResponse<?> audit(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> day) {
        return calls.read(shown, "audit", () -> audit(limit.orElse(LINES), day));
    }

    private OperatorAnswer audit(String limit, Optional<String> day) {
        Optional<Integer> lines = WholeNumber.within(limit, 1, AuditBook.LINES_MAX);
        if (lines.isEmpty()) {
            return new OperatorAnswer.Refused(
                    ErrorCode.OUT_OF_RANGE, "limit (allowed: 1-" + AuditBook.LINES_MAX + ")");
        }
        Optional<LocalDate> date;
        try {
            date = day.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return new OperatorAnswer.Refused(
                    ErrorCode.OUT_OF_RANGE, "day (allowed: a date such as 2026-01-31)");
        }
        return OperatorAnswer.done(
                "lines",
                audit.newest(lines.get(), date).stream().map(DeploymentController::shown).toList());
    }

    private static Map<String, Object> shown(AuditRow line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("atMs", line.atMs());
        shown.put("operator", line.operator());
        shown.put("host", line.host());
        shown.put("command", line.command());
        put(shown, "room", line.room());
        put(shown, "player", line.player());
        put(shown, "detail", line.detail());
        shown.put("result", line.result());
        return shown;
    }

    private static void put(Map<String, Object> to, String name, @Nullable String value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
