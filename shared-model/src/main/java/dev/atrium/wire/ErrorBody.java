package dev.atrium.wire;

import dev.atrium.message.Message;
import dev.atrium.message.WireName;

import java.util.Optional;

/**
 * An error answer on a socket. Nothing has changed.
 *
 * @param code kebab-case
 * @param message a sentence for people
 * @param action what was asked for; empty if it could not be read
 * @param retryable whether the same may succeed later
 * @param retryAfterMs when, if that is known
 * @param seq the number of the command that was refused, if it was one
 */
@WireName("error")
public record ErrorBody(
        String code,
        String message,
        String action,
        boolean retryable,
        Optional<Long> retryAfterMs,
        Optional<Long> seq)
        implements Message {

    /** The error of a shared code. */
    public static ErrorBody of(ErrorCode code, String action) {
        return of(code, code.message(), action);
    }

    /** The error of a shared code with a sentence that says more. */
    public static ErrorBody of(ErrorCode code, String message, String action) {
        return new ErrorBody(
                code.code(), message, action, code.retryable(), Optional.empty(), Optional.empty());
    }

    /** The error of an input that could not be taken. */
    public static ErrorBody of(WireException e, String action) {
        return of(e.code(), e.text(), action);
    }

    /** A refusal by a game. */
    public static ErrorBody refusal(String code, String message, String action) {
        return new ErrorBody(code, message, action, false, Optional.empty(), Optional.empty());
    }

    /** The same, to be tried again after so many milliseconds. */
    public ErrorBody retryAfter(long ms) {
        return new ErrorBody(code, message, action, true, Optional.of(ms), seq);
    }

    /** The same, of the command of that number: who sent it in bytes knows it by nothing else. */
    public ErrorBody ofCommand(long sequence) {
        return new ErrorBody(code, message, action, retryable, retryAfterMs, Optional.of(sequence));
    }
}
