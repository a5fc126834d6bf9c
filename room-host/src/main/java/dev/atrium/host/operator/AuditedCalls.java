package dev.atrium.host.operator;

import dev.atrium.host.audit.AuditBook;
import dev.atrium.schema.AuditRow;
import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs what operators ask for: checks the key, writes the line of the audit, acts, and writes what
 * became of it, in the audit and in the log. Blocking.
 */
@Singleton
final class AuditedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedCalls.class);

    private final OperatorKey key;
    private final AuditBook book;

    AuditedCalls(OperatorKey key, AuditBook book) {
        this.key = key;
        this.book = book;
    }

    /** What a call does, given the name of the operator. */
    @FunctionalInterface
    interface Act {
        /** Does it. Blocking, bounded. */
        OperatorAnswer by(String operator);
    }

    /** Reads, and changes nothing: a line in the log, none in the audit. */
    HttpResponse<?> read(Optional<String> shown, String what, Supplier<OperatorAnswer> answer) {
        Optional<String> operator = key.nameOf(shown);
        if (operator.isEmpty()) {
            return OperatorAnswer.refused(ErrorCode.UNAUTHORIZED).response();
        }
        LOG.atInfo()
                .addKeyValue("operator", operator.get())
                .addKeyValue("command", what)
                .log("an operator looked");
        try {
            return answer.get().response();
        } catch (SdkException e) {
            return OperatorAnswer.refused(storeFails(what, e)).response();
        } catch (RuntimeException e) {
            return OperatorAnswer.refused(failed(what, e)).response();
        }
    }

    /** Changes something. Who shows no key leaves no line: anybody could fill the book. */
    HttpResponse<?> call(Optional<String> shown, AuditBook.Subject subject, Act act) {
        Optional<String> operator = key.nameOf(shown);
        if (operator.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("command", subject.command())
                    .log("somebody without a key was refused");
            return OperatorAnswer.refused(ErrorCode.UNAUTHORIZED).response();
        }
        AuditRow line;
        try {
            line = book.begin(operator.get(), subject);
        } catch (SdkException e) {
            LOG.atError()
                    .addKeyValue("command", subject.command())
                    .log("nothing is done without an audit line: {}", e.toString());
            return OperatorAnswer.problem(
                    ErrorCode.UNAVAILABLE, "The audit cannot be written; nothing was done.");
        }
        OperatorAnswer answer = answered(act, operator.get(), subject.command());
        log(line, answer.result());
        try {
            book.end(line, answer.result());
        } catch (SdkException e) {
            LOG.atError()
                    .addKeyValue("command", subject.command())
                    .log("the audit does not say how it ended: {}", e.toString());
        }
        return answer.response();
    }

    /** What fails may fail after it was written: then nobody knows. */
    private static OperatorAnswer answered(Act act, String operator, String command) {
        try {
            return act.by(operator);
        } catch (SdkException e) {
            var _ = storeFails(command, e);
            return new OperatorAnswer.NotKnown(
                    "A store does not answer; whether it is done is not known.");
        } catch (RuntimeException e) {
            return OperatorAnswer.refused(failed(command, e));
        }
    }

    private static ErrorCode storeFails(String command, SdkException e) {
        LOG.atWarn().addKeyValue("command", command).log("a store fails: {}", e.toString());
        return ErrorCode.UNAVAILABLE;
    }

    private static ErrorCode failed(String command, RuntimeException e) {
        LOG.atError().addKeyValue("command", command).setCause(e).log("a command failed");
        return ErrorCode.INTERNAL;
    }

    private static void log(AuditRow line, String result) {
        LoggingEventBuilder log =
                LOG.atInfo()
                        .addKeyValue("audit", line.command())
                        .addKeyValue("operator", line.operator())
                        .addKeyValue("result", result);
        log = line.room() == null ? log : log.addKeyValue("room", line.room());
        log = line.player() == null ? log : log.addKeyValue("player", line.player());
        log = line.detail() == null ? log : log.addKeyValue("detail", line.detail());
        log.log("an operator acted");
    }
}
