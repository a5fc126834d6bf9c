package dev.atrium.cdk.observe;

import java.util.Locale;

/** Whom an alarm reaches: each has a topic of its own. */
public enum Severity {
    /** Somebody is woken: players lose something now. */
    PAGE,
    /** Somebody looks at it within the day. */
    WARN;

    /** Its topic and the context value of who subscribes to it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
