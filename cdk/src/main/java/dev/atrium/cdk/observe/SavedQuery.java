package dev.atrium.cdk.observe;

import java.util.List;

/**
 * A question to the logs that is asked again and again, in the language of CloudWatch Logs
 * Insights.
 *
 * @param name as it is shown, words joined by dashes
 * @param where whose logs
 * @param text the query
 */
record SavedQuery(String name, Where where, String text) {
    /** Whose logs a query goes through. */
    enum Where {
        EVERYBODY,
        HOSTS,
        FUNCTIONS
    }

    /** All there are. */
    static final List<SavedQuery> ALL =
            List.of(
                    new SavedQuery(
                            "errors-by-fingerprint",
                            Where.EVERYBODY,
                            """
                            filter level = "ERROR" and ispresent(fingerprint)
                            | stats count(*) as times, min(@timestamp) as first_seen, \
                            max(@timestamp) as last_seen, latest(logger) as origin, \
                            latest(message) as example by fingerprint
                            | sort times desc
                            | limit 50
                            """),
                    new SavedQuery(
                            "one-fingerprint",
                            Where.EVERYBODY,
                            """
                            filter fingerprint = "PUT-IT-HERE"
                            | fields @timestamp, host, logger, message, failure
                            | sort @timestamp desc
                            | limit 20
                            """),
                    new SavedQuery(
                            "warnings-by-logger",
                            Where.EVERYBODY,
                            """
                            filter level = "WARN"
                            | stats count(*) as times, latest(message) as example by logger
                            | sort times desc
                            | limit 50
                            """),
                    new SavedQuery(
                            "one-room",
                            Where.EVERYBODY,
                            """
                            filter room = "PUT-IT-HERE" or message like /PUT-IT-HERE/
                            | fields @timestamp, level, host, logger, message
                            | sort @timestamp asc
                            | limit 1000
                            """),
                    new SavedQuery(
                            "takeovers",
                            Where.HOSTS,
                            """
                            filter logger like /takeover|lease/
                            | fields @timestamp, level, host, message
                            | sort @timestamp asc
                            | limit 500
                            """),
                    new SavedQuery(
                            "unsettled-outcomes",
                            Where.FUNCTIONS,
                            """
                            filter message like /DEAD LETTER|OUTCOME REFUSED|SETTLEMENT HALTED|\
                            PAYOUT HELD|is settled later/
                            | fields @timestamp, level, message, fingerprint
                            | sort @timestamp desc
                            | limit 200
                            """),
                    new SavedQuery(
                            "slow-functions",
                            Where.FUNCTIONS,
                            """
                            filter @type = "REPORT"
                            | stats count(*) as calls, pct(@duration, 50) as p50, \
                            pct(@duration, 99) as p99, max(@initDuration) as start, \
                            max(@maxMemoryUsed / 1000000) as megabytes by @log
                            | sort p99 desc
                            """));
}
