package dev.atrium.cdk.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Who is told of alarms: an e-mail address or the address of a service, such as a pager's.
 *
 * @param page who is woken
 * @param warn who looks at it within the day
 */
public record Contacts(Optional<String> page, Optional<String> warn) {
    /** Nobody: alarms are seen by who looks. */
    public static final Contacts NOBODY = new Contacts(Optional.empty(), Optional.empty());

    /** How the address of a service begins; nothing is sent in the clear. */
    static final String HTTPS = "https://";

    private static final Pattern EMAIL =
            Pattern.compile("[^@:/\\s<>,]+@[^@:/\\s<>,]+\\.[^@:/\\s<>,.]+");
    private static final Pattern URL = Pattern.compile("https://[^\\s/@?#]+(/\\S*)?");

    /**
     * Reads them.
     *
     * @param context the value of {@code -c NAME=…}, if it was given
     * @throws IllegalArgumentException if one is neither, with what is allowed; the value is not
     *     told, since the address of a pager may be a secret
     */
    public static Contacts from(Function<String, Optional<String>> context) {
        return new Contacts(
                one(Severity.PAGE, context.apply(Severity.PAGE.label())),
                one(Severity.WARN, context.apply(Severity.WARN.label())));
    }

    private static Optional<String> one(Severity severity, Optional<String> contact) {
        contact.ifPresent(
                value -> {
                    if (!EMAIL.matcher(value).matches() && !URL.matcher(value).matches()) {
                        throw new IllegalArgumentException(
                                severity.label()
                                        + " is no contact (allowed: an e-mail address, or"
                                        + " https://…)");
                    }
                });
        return contact;
    }

    /** Of a severity. */
    Optional<String> of(Severity severity) {
        return Map.of(Severity.PAGE, page, Severity.WARN, warn)
                .getOrDefault(severity, Optional.empty());
    }

    /** What is to be given, as a line for each that is missing. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (of(severity).isEmpty()) {
                missing.add(
                        "nobody is told of alarms of severity %1$s: give -c %1$s=ADDRESS, an e-mail"
                                        .formatted(severity.label())
                                + " address or https://…");
            }
        }
        return missing;
    }
}
