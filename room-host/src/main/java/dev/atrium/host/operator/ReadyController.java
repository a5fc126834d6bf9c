package dev.atrium.host.operator;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

import java.util.Map;
import java.util.Optional;

/** Readiness: 200 while the host takes part, else 503 with a code. */
@Controller(value = "/ready", port = OperatorPort.NUMBER)
final class ReadyController {
    private final Readiness readiness;

    ReadyController(Readiness readiness) {
        this.readiness = readiness;
    }

    @Get
    HttpResponse<Map<String, String>> ready() {
        Optional<Readiness.Reason> reason = readiness.whyNot();
        return reason.isEmpty()
                ? HttpResponse.ok(Map.of("status", "ready"))
                : HttpResponse.<Map<String, String>>status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(Map.of("status", "not-ready", "code", reason.get().code()));
    }
}
