package dev.atrium.fault;

import java.util.regex.Pattern;

/**
 * What a DSN looks like. Errors are sent in the clear to this machine alone, where tests listen.
 */
final class SentryDsn {
    private static final Pattern DSN =
            Pattern.compile(
                    "(https://[^\\s:@/]+(:[^\\s:@/]*)?@[^\\s/@?#]+"
                            + "|http://[^\\s:@/]+@(127\\.0\\.0\\.1|localhost)(:\\d+)?)"
                            + "(/[^\\s?#]+)*/\\d+");

    private SentryDsn() {}

    static void require(String dsn) {
        if (!DSN.matcher(dsn).matches()) {
            throw new IllegalArgumentException(
                    FaultReports.VARIABLE + " is no DSN (allowed: https://KEY@HOST/PROJECT)");
        }
    }
}
