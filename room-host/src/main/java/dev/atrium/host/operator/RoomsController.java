package dev.atrium.host.operator;

import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomPulse;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How each room fares, for operators: what may not stand in a metric's labels. Every call leaves a
 * line in the log.
 */
@Controller(value = "/rooms", port = OperatorPort.NUMBER)
final class RoomsController {
    private static final Logger LOG = LoggerFactory.getLogger(RoomsController.class);

    /** Rooms in one answer; the worst come first. */
    private static final int ROOMS_MAX = 1_000;

    private final RoomDirectory directory;
    private final OperatorKey key;

    RoomsController(RoomDirectory directory, OperatorKey key) {
        this.directory = directory;
        this.key = key;
    }

    /** The rooms whose runs were latest. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> rooms(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue(defaultValue = "100") int limit) {
        if (!key.opens(shown)) {
            return problem(ErrorCode.UNAUTHORIZED);
        }
        if (limit < 1 || limit > ROOMS_MAX) {
            return problem(ErrorCode.OUT_OF_RANGE);
        }
        LOG.atInfo().addKeyValue("operator", "rooms").log("rooms were inspected");
        List<Map<String, Object>> worst =
                directory.all().stream()
                        .map(room -> Map.entry(room, room.pulse().report()))
                        .sorted(Comparator.comparingDouble(e -> -e.getValue().worstLateMs()))
                        .limit(limit)
                        .map(e -> shown(e.getKey(), e.getValue()))
                        .toList();
        return HttpResponse.ok(Map.of("rooms", worst, "count", directory.size()));
    }

    /** One room. */
    @Get("/{roomId}")
    HttpResponse<?> room(@Header(OperatorKey.HEADER) Optional<String> shown, String roomId) {
        if (!key.opens(shown)) {
            return problem(ErrorCode.UNAUTHORIZED);
        }
        Optional<Room> room = directory.find(roomId);
        if (room.isEmpty()) {
            return problem(ErrorCode.ROOM_NOT_FOUND);
        }
        LOG.atInfo()
                .addKeyValue("operator", "room")
                .addKeyValue("room", room.get().roomId())
                .log("a room was inspected");
        return HttpResponse.ok(shown(room.get(), room.get().pulse().report()));
    }

    private static Map<String, Object> shown(Room room, RoomPulse.Report report) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("roomId", room.roomId());
        shown.put("game", room.grant().game().info().id());
        shown.put("epoch", room.grant().epoch());
        shown.put("phase", report.phase().name().toLowerCase(Locale.ROOT));
        shown.put("players", report.players());
        shown.put("tick", report.tick());
        shown.put("runs", report.runs());
        shown.put("worstLateMs", report.worstLateMs());
        shown.put("worstRunMs", report.worstRunMs());
        shown.put("overruns", report.overruns());
        shown.put("timeSlips", report.timeSlips());
        shown.put("slippedMs", report.slippedMs());
        shown.put("frozen", report.frozen());
        shown.put("flagged", room.pulse().flagged().stream().map(RoomsController::shown).toList());
        return shown;
    }

    private static Map<String, Object> shown(RoomPulse.FlaggedSeat seat) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("seat", seat.seat());
        shown.put("player", seat.playerId());
        shown.put("flags", seat.flags());
        shown.put("forfeited", seat.forfeited());
        return shown;
    }

    private static HttpResponse<String> problem(ErrorCode code) {
        return HttpResponse.<String>status(HttpStatus.valueOf(code.httpStatus()))
                .contentType(Problem.CONTENT_TYPE)
                .body(MessageJson.text(Problem.of(code)));
    }
}
