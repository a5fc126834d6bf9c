package dev.atrium.host.operator;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Optional;

/** What must be known before a rules version is left out of a build, at whichever host is asked. */
@Controller(value = "/versions", port = OperatorPort.NUMBER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class VersionsController {
    private final AuditedCalls calls;
    private final RulesVersions versions;

    VersionsController(AuditedCalls calls, RulesVersions versions) {
        this.calls = calls;
        this.versions = versions;
    }

    @Get
    HttpResponse<?> versions(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.read(shown, "versions", versions::all);
    }
}
