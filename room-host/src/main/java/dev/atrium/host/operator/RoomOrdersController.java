package dev.atrium.host.operator;

import dev.atrium.host.audit.AuditBook.Subject;
import dev.atrium.host.room.RoomOrder;
import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What operators do to one room. Each call leaves a line in the audit. */
@Controller(value = "/rooms/{roomId}", port = OperatorPort.NUMBER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomOrdersController {
    private static final int MINUTES = 60;
    private static final int MINUTES_MAX = 1_440;

    private final AuditedCalls calls;
    private final OperatedRooms rooms;

    RoomOrdersController(AuditedCalls calls, OperatedRooms rooms) {
        this.calls = calls;
        this.rooms = rooms;
    }

    @Get("/owner")
    HttpResponse<?> owner(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.read(shown, "owner", () -> rooms.owner(roomId));
    }

    @Post("/kick")
    HttpResponse<?> kick(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @PathVariable String roomId,
            @QueryValue Optional<String> player) {
        Subject subject = new Subject("kick", Optional.of(roomId), player, Optional.empty());
        return calls.call(shown, subject, operator -> rooms.kick(roomId, player));
    }

    @Post("/freeze")
    HttpResponse<?> freeze(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @PathVariable String roomId,
            @QueryValue Optional<String> minutes) {
        return calls.call(
                shown,
                Subject.of("freeze", roomId).with(minutes),
                operator -> freeze(roomId, minutes.orElse(Integer.toString(MINUTES))));
    }

    private OperatorAnswer freeze(String roomId, String minutes) {
        Optional<Integer> number = WholeNumber.within(minutes, 1, MINUTES_MAX);
        if (number.isEmpty()) {
            return new OperatorAnswer.Refused(
                    ErrorCode.OUT_OF_RANGE, "minutes (allowed: 1-" + MINUTES_MAX + ")");
        }
        long forMs = TimeUnit.MINUTES.toMillis(number.get());
        return rooms.order(roomId, new RoomOrder.Freeze(forMs));
    }

    @Post("/unfreeze")
    HttpResponse<?> unfreeze(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.call(
                shown,
                Subject.of("unfreeze", roomId),
                operator -> rooms.order(roomId, new RoomOrder.Unfreeze()));
    }

    @Post("/void")
    HttpResponse<?> makeVoid(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.call(
                shown,
                Subject.of("void", roomId),
                operator -> rooms.makeVoid(roomId, OperatedRooms.VOID));
    }

    @Post("/refund")
    HttpResponse<?> refund(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String roomId) {
        return calls.call(shown, Subject.of("refund", roomId), operator -> rooms.refund(roomId));
    }

    @Post("/hand-over")
    HttpResponse<?> handOver(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @PathVariable String roomId,
            @QueryValue Optional<String> to) {
        return calls.call(
                shown,
                Subject.of("hand-over", roomId).with(to),
                operator -> rooms.handOver(roomId, to));
    }
}
