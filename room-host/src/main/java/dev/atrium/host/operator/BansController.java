package dev.atrium.host.operator;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.host.audit.AuditBook.Subject;
import dev.atrium.host.ban.Bans;
import dev.atrium.identity.Player;
import dev.atrium.wire.ErrorCode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who is kept out of the whole deployment, at whichever host it is asked. What changes something
 * leaves a line in the audit.
 */
@Controller(value = "/bans", port = OperatorPort.NUMBER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BansController {
    /** Ten years. */
    private static final int HOURS_MAX = 87_600;

    private final AuditedCalls calls;
    private final Bans bans;

    BansController(AuditedCalls calls, Bans bans) {
        this.calls = calls;
        this.bans = bans;
    }

    /** Some of the bans that count. */
    @Get
    HttpResponse<?> bans(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @QueryValue Optional<String> limit,
            @QueryValue Optional<String> after) {
        String most = Integer.toString(BanBook.PAGE_MAX);
        return calls.read(shown, "bans", () -> page(limit.orElse(most), after));
    }

    private OperatorAnswer page(String limit, Optional<String> after) {
        Optional<Integer> rows = WholeNumber.within(limit, 1, BanBook.PAGE_MAX);
        if (rows.isEmpty()) {
            return outOfRange("limit (allowed: 1-" + BanBook.PAGE_MAX + ")");
        }
        if (after.isPresent() && !Player.isId(after.get())) {
            return outOfRange("after (allowed: what the page before said as next)");
        }
        BanBook.Bans page = bans.page(rows.get(), after);
        return OperatorAnswer.done(
                "bans",
                page.bans().stream().map(BansController::shown).toList(),
                "next",
                page.next().orElse(""));
    }

    /** The ban of one player. */
    @Get("/{playerId}")
    HttpResponse<?> ban(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String playerId) {
        return calls.read(shown, "ban", () -> of(playerId));
    }

    private OperatorAnswer of(String playerId) {
        return answer(Player.isId(playerId) ? bans.of(playerId) : Optional.empty());
    }

    /** Bans a player by hand: for so many hours, or for good. */
    @Put("/{playerId}")
    HttpResponse<?> ban(
            @Header(OperatorKey.HEADER) Optional<String> shown,
            @PathVariable String playerId,
            @QueryValue Optional<String> hours) {
        Subject subject = new Subject("ban", Optional.empty(), Optional.of(playerId), hours);
        return calls.call(shown, subject, operator -> ban(playerId, hours));
    }

    private OperatorAnswer ban(String playerId, Optional<String> hours) {
        if (!Player.isId(playerId)) {
            return outOfRange("playerId (allowed: the id of a player)");
        }
        Optional<Integer> number = hours.flatMap(text -> WholeNumber.within(text, 1, HOURS_MAX));
        if (hours.isPresent() && number.isEmpty()) {
            return outOfRange("hours (allowed: 1-" + HOURS_MAX + ", or none for good)");
        }
        long forMs = number.map(h -> TimeUnit.HOURS.toMillis(h)).orElse(Ban.NEVER);
        return answer(bans.ban(playerId, Ban.OPERATOR, forMs));
    }

    /** Ends a player's ban. */
    @Delete("/{playerId}")
    HttpResponse<?> lift(
            @Header(OperatorKey.HEADER) Optional<String> shown, @PathVariable String playerId) {
        Subject subject =
                new Subject("unban", Optional.empty(), Optional.of(playerId), Optional.empty());
        return calls.call(
                shown,
                subject,
                operator -> answer(Player.isId(playerId) ? bans.lift(playerId) : Optional.empty()));
    }

    private static OperatorAnswer outOfRange(String detail) {
        return new OperatorAnswer.Refused(ErrorCode.OUT_OF_RANGE, detail);
    }

    private static OperatorAnswer answer(Optional<Ban> ban) {
        return ban.<OperatorAnswer>map(found -> new OperatorAnswer.Done(shown(found)))
                .orElseGet(() -> OperatorAnswer.refused(ErrorCode.NOT_BANNED));
    }

    private static Map<String, Object> shown(Ban ban) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("playerId", ban.playerId());
        shown.put("reason", ban.reason());
        shown.put("bannedAtMs", ban.bannedAtMs());
        shown.put("forGood", ban.endsAtMs() == Ban.NEVER);
        if (ban.endsAtMs() != Ban.NEVER) {
            shown.put("endsAtMs", ban.endsAtMs());
        }
        ban.room().ifPresent(room -> shown.put("room", room));
        shown.put("forfeits", ban.forfeits());
        return shown;
    }
}
