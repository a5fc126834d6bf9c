package dev.atrium.functions.edge;

import dev.atrium.identity.KeyUnavailableException;
import dev.atrium.wire.ErrorCode;

import io.lettuce.core.RedisException;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What a caller is told when something broke. */
final class Failure {
    private static final int SERVER_ERROR_STATUS_MIN = 500;

    private Failure() {}

    /** A store that cannot be reached or is overloaded may be back soon; the rest is a bug. */
    static ErrorCode codeOf(RuntimeException failure) {
        return switch (failure) {
            case RedisException redis -> ErrorCode.UNAVAILABLE;
            case KeyUnavailableException key -> ErrorCode.UNAVAILABLE;
            case SdkClientException unreachable -> ErrorCode.UNAVAILABLE;
            case SdkServiceException service
                    when service.isThrottlingException()
                            || service.statusCode() >= SERVER_ERROR_STATUS_MIN ->
                    ErrorCode.UNAVAILABLE;
            default -> ErrorCode.INTERNAL;
        };
    }
}
