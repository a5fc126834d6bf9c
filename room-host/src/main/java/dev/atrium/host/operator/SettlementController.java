package dev.atrium.host.operator;

import dev.atrium.aggregate.DailyAggregates;
import dev.atrium.aggregate.Period;
import dev.atrium.host.audit.AuditBook.Subject;
import dev.atrium.room.RoomId;
import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.SwitchRow;
import dev.atrium.schema.WaitingPayoutRow;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.unsettled.WaitingPayouts;
import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
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

/**
 * What of settlement wants an operator, at whichever host it is asked: dead letters, payouts that
 * are paused or held, and the figures of a day. A host settles nothing: it writes an order, and a
 * function carries it out within a minute.
 */
@Controller(value = "/", port = OperatorPort.NUMBER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SettlementController {
    private final AuditedCalls calls;
    private final DeadLetterBook letters;
    private final WaitingPayouts waiting;
    private final PayoutPause pause;
    private final DailyAggregates aggregates;

    SettlementController(
            AuditedCalls calls,
            DeadLetterBook letters,
            WaitingPayouts waiting,
            PayoutPause pause,
            DailyAggregates aggregates) {
        this.calls = calls;
        this.letters = letters;
        this.waiting = waiting;
        this.pause = pause;
        this.aggregates = aggregates;
    }

    private static long nowMs() {
        return InstantSource.system().millis();
    }

    // -- dead letters ---------------------------------------------------------------------------

    /** Some of the open letters. */
    @Get("/dead-letters")
    HttpResponse<?> letters(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> after) {
        return calls.read(
                shown,
                "dead-letters",
                () -> {
                    Optional<Integer> rows = limit(limit, DeadLetterBook.PAGE_MAX);
                    if (rows.isEmpty() || !isNext(after)) {
                        return outOfPage(DeadLetterBook.PAGE_MAX);
                    }
                    DeadLetterBook.Letters page = letters.page(rows.get(), after);
                    return OperatorAnswer.done(
                            "letters",
                            page.letters().stream().map(SettlementController::shown).toList(),
                            "next",
                            page.next().orElse(""));
                });
    }

    /** The letter of one room, open or closed. */
    @Get("/dead-letters/{roomId}")
    HttpResponse<?> letter(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.read(
                shown,
                "dead-letter",
                () ->
                        room(roomId)
                                .flatMap(letters::find)
                                // Others are just begun, and nothing is wrong with them.
                                .filter(row -> row.attempts() > 0)
                                .<OperatorAnswer>map(row -> new OperatorAnswer.Done(shown(row)))
                                .orElseGet(() -> OperatorAnswer.refused(ErrorCode.NO_DEAD_LETTER)));
    }

    /** Has an outcome tried again; ordered again it is tried again. */
    @Post("/dead-letters/{roomId}/retry")
    HttpResponse<?> retry(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.call(
                shown,
                Subject.of("retry", roomId),
                operator ->
                        room(roomId).isPresent() && letters.orderRetry(roomId, operator, nowMs())
                                ? OperatorAnswer.done("roomId", roomId, "code", "retrying")
                                : OperatorAnswer.refused(ErrorCode.NO_DEAD_LETTER));
    }

    private static Map<String, Object> shown(DeadLetterRow row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("roomId", row.roomId());
        shown.put("reason", row.reason());
        shown.put("detail", row.detail());
        shown.put("firstAtMs", row.firstAtMs());
        shown.put("lastAtMs", row.lastAtMs());
        shown.put("attempts", row.attempts());
        shown.put("payload", row.payload());
        shown.put("open", row.openShard() != null);
        if (row.retryOrderedAtMs() > 0) {
            shown.put("retryOrderedAtMs", row.retryOrderedAtMs());
            put(shown, "retryOrderedBy", row.retryOrderedBy());
        }
        put(shown, "closedAs", row.closedAs());
        return shown;
    }

    // -- payouts --------------------------------------------------------------------------------

    /** Whether pots are paid, and some of those that wait. */
    @Get("/payouts")
    HttpResponse<?> payouts(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> after) {
        return calls.read(
                shown,
                "payouts",
                () -> {
                    Optional<Integer> rows = limit(limit, WaitingPayouts.PAGE_MAX);
                    if (rows.isEmpty() || !isNext(after)) {
                        return outOfPage(WaitingPayouts.PAGE_MAX);
                    }
                    WaitingPayouts.Payouts page = waiting.page(rows.get(), after);
                    Map<String, Object> body = paused(pause.current());
                    body.put(
                            "waiting",
                            page.payouts().stream().map(SettlementController::shown).toList());
                    body.put("next", page.next().orElse(""));
                    return new OperatorAnswer.Done(body);
                });
    }

    /** No pot is paid from now on. */
    @Put("/payouts/pause")
    HttpResponse<?> pause(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue Optional<String> reason) {
        return calls.call(
                shown, Subject.of("payouts-pause").with(reason), who -> pause(reason, who));
    }

    private OperatorAnswer pause(Optional<String> reason, String operator) {
        if (reason.isEmpty()) {
            return new OperatorAnswer.Refused(
                    ErrorCode.MISSING_FIELD, "Why? The query parameter reason is missing.");
        }
        if (!PayoutPause.isReason(reason.get())) {
            return new OperatorAnswer.Refused(
                    ErrorCode.OUT_OF_RANGE, "reason (allowed: 1-200 characters, one line)");
        }
        pause.pause(reason.get(), operator, nowMs());
        return new OperatorAnswer.Done(paused(pause.current()));
    }

    /** Pots are paid again. */
    @Delete("/payouts/pause")
    HttpResponse<?> resume(@Header(OperatorKey.HEADER) Optional<String> shown) {
        return calls.call(
                shown,
                Subject.of("payouts-resume"),
                operator -> {
                    pause.resume();
                    return new OperatorAnswer.Done(paused(Optional.empty()));
                });
    }

    /** Releases a pot that is held; the first release stays. */
    @Post("/payouts/{roomId}/release")
    HttpResponse<?> release(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.call(
                shown,
                Subject.of("release", roomId),
                operator ->
                        room(roomId).isPresent() && waiting.release(roomId, operator, nowMs())
                                ? OperatorAnswer.done("roomId", roomId, "code", "released")
                                : OperatorAnswer.refused(ErrorCode.NOT_WAITING));
    }

    private static Map<String, Object> paused(Optional<SwitchRow> current) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("paused", current.isPresent());
        current.ifPresent(
                on -> {
                    shown.put("reason", on.message());
                    shown.put("setBy", on.setBy());
                    shown.put("setAtMs", on.setAtMs());
                });
        return shown;
    }

    private static Map<String, Object> shown(WaitingPayoutRow row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("roomId", row.roomId());
        shown.put("why", row.why());
        shown.put("pot", row.pot());
        shown.put("sinceMs", row.sinceMs());
        put(shown, "releasedBy", row.releasedBy());
        return shown;
    }

    // -- figures --------------------------------------------------------------------------------

    /** What a day came to, today's if none is named. */
    @Get("/figures")
    HttpResponse<?> figures(
            @Header(OperatorKey.HEADER) Optional<String> shown, @QueryValue Optional<String> day) {
        return calls.read(shown, "figures", () -> figures(day.orElse(Period.day(nowMs()))));
    }

    private OperatorAnswer figures(String day) {
        LocalDate date;
        try {
            date = Period.parse(day);
        } catch (DateTimeParseException e) {
            return new OperatorAnswer.Refused(
                    ErrorCode.OUT_OF_RANGE, "day (allowed: a date such as 2026-01-31)");
        }
        return new OperatorAnswer.Done(aggregates.shown(date));
    }

    private static Optional<String> room(String roomId) {
        return Optional.of(roomId).filter(RoomId::isRoomId);
    }

    private static Optional<Integer> limit(Optional<String> limit, int most) {
        return WholeNumber.within(limit.orElse(Integer.toString(most)), 1, most);
    }

    private static boolean isNext(Optional<String> after) {
        return after.isEmpty() || DeadLetterBook.isNext(after.get());
    }

    private static OperatorAnswer outOfPage(int most) {
        return new OperatorAnswer.Refused(
                ErrorCode.OUT_OF_RANGE,
                "limit (allowed: 1-" + most + "), after (allowed: the next of the page before)");
    }

    private static void put(Map<String, Object> to, String name, @Nullable String value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
