package dev.atrium.cdk.cost;

import java.util.ArrayList;
import java.util.List;

/** What a month costs, line by line. Immutable. */
record Bill(List<Line> lines) {
    /**
     * What one kind of thing costs.
     *
     * @param what is paid for
     * @param dollars a month
     */
    record Line(String what, double dollars) {}

    Bill {
        lines = List.copyOf(lines);
    }

    double total() {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }

    /**
     * What a line says.
     *
     * @throws IllegalArgumentException if there is none
     */
    double of(String what) {
        return lines.stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line " + what))
                .dollars();
    }

    /** The same with another line at the end. */
    Bill and(Line more) {
        List<Line> all = new ArrayList<>(lines);
        all.add(more);
        return new Bill(all);
    }
}
