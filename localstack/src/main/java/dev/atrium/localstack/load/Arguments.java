package dev.atrium.localstack.load;

import java.util.Iterator;
import java.util.List;

/** The arguments of a tool, read one after the other. For one thread. */
public final class Arguments {
    private final Iterator<String> rest;
    private final String usage;

    /**
     * None read so far.
     *
     * @param usage what is said to who gives too few
     */
    public Arguments(List<String> arguments, String usage) {
        this.rest = arguments.iterator();
        this.usage = usage;
    }

    /** Whether there is another. */
    public boolean hasNext() {
        return rest.hasNext();
    }

    /** The name of the next option. */
    public String name() {
        return rest.next();
    }

    /**
     * The value of an option whose name was the last.
     *
     * @throws IllegalArgumentException with one line if there is none
     */
    public String value(String name) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " wants a value; " + usage);
        }
        return rest.next();
    }

    /**
     * The value of an option that is a whole number.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public int number(String name, int least, int most) {
        String value = value(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the message is the same.
        }
        throw new IllegalArgumentException(
                "%s=%s (allowed: %d-%d)".formatted(name, value, least, most));
    }

    /** What is said of an option that is not known. */
    public IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown " + name + "; " + usage);
    }
}
