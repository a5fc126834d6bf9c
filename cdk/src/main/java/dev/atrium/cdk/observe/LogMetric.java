package dev.atrium.cdk.observe;

/**
 * What is counted in logs, where no metric says it: fields of the JSON lines that functions and
 * hosts write. Each is a number of lines.
 */
enum LogMetric {
    /** Errors of hosts. */
    HOST_ERRORS("HostErrors", Where.HOSTS, "{ $.level = \"ERROR\" }"),
    /** Errors of functions. */
    FUNCTION_ERRORS("FunctionErrors", Where.FUNCTIONS, "{ $.level = \"ERROR\" }"),
    /** Outcomes that became dead letters: after too many tries, refused, or halted in part. */
    DEAD_LETTERS(
            "DeadLetters",
            Where.SETTLEMENT,
            "{ $.level = \"ERROR\" && ($.message = \"DEAD LETTER:*\""
                    + " || $.message = \"OUTCOME REFUSED:*\""
                    + " || $.message = \"SETTLEMENT HALTED:*\") }");

    /** Whose log. */
    enum Where {
        HOSTS,
        /** Of every function. */
        FUNCTIONS,
        /** Of those that settle outcomes. */
        SETTLEMENT
    }

    private final String label;
    private final Where where;
    private final String pattern;

    LogMetric(String label, Where where, String pattern) {
        this.label = label;
        this.where = where;
        this.pattern = pattern;
    }

    /** The metric's name. */
    String label() {
        return label;
    }

    Where where() {
        return where;
    }

    /** Of CloudWatch's filters, for lines of JSON. */
    String pattern() {
        return pattern;
    }
}
