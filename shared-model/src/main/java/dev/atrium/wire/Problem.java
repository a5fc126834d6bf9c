package dev.atrium.wire;

import dev.atrium.message.Message;

/**
 * An HTTP error as RFC 9457 wants it, with a {@code code} beside.
 *
 * @param type a URI reference; {@code about:blank} as the code says it all
 * @param title the status in words
 * @param status 400 to 599
 * @param detail a sentence for people
 * @param code kebab-case
 */
public record Problem(String type, String title, int status, String detail, String code)
        implements Message {
    /** The content type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** The problem of a shared code. */
    public static Problem of(ErrorCode code) {
        return of(code, code.message());
    }

    /** The problem of a shared code with a sentence that says more. */
    public static Problem of(ErrorCode code, String detail) {
        return new Problem(
                "about:blank", title(code.httpStatus()), code.httpStatus(), detail, code.code());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 402 -> "Payment Required";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
