package dev.atrium.host.operator;

import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an operator is told. */
sealed interface OperatorAnswer {
    /**
     * It is done.
     *
     * @param body JSON's fields in their order
     */
    record Done(Map<String, Object> body) implements OperatorAnswer {}

    /**
     * Nothing has changed.
     *
     * @param detail a sentence for people
     */
    record Refused(ErrorCode code, String detail) implements OperatorAnswer {}

    /**
     * It may be done or not; the same may be asked again.
     *
     * @param detail a sentence for people
     */
    record NotKnown(String detail) implements OperatorAnswer {}

    /** Refused, with the code's own sentence. */
    static OperatorAnswer refused(ErrorCode code) {
        return new Refused(code, code.message());
    }

    /** Done, with these names and values in turn. */
    static OperatorAnswer done(Object... namesAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Done(body);
    }

    /** As the audit names it. */
    default String result() {
        return switch (this) {
            case Done done -> "ok";
            case Refused refused -> refused.code().code();
            case NotKnown notKnown -> ErrorCode.NOT_KNOWN.code();
        };
    }

    /** As HTTP says it. */
    default HttpResponse<?> response() {
        return switch (this) {
            case Done done -> HttpResponse.ok(done.body());
            case Refused refused -> problem(refused.code(), refused.detail());
            case NotKnown notKnown -> problem(ErrorCode.NOT_KNOWN, notKnown.detail());
        };
    }

    /** Problem details. */
    static HttpResponse<String> problem(ErrorCode code, String detail) {
        return HttpResponse.<String>status(HttpStatus.valueOf(code.httpStatus()))
                .contentType(Problem.CONTENT_TYPE)
                .body(MessageJson.text(Problem.of(code, detail)));
    }
}
