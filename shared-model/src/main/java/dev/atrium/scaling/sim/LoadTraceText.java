package dev.atrium.scaling.sim;

import dev.atrium.scaling.AnnouncedEvent;
import dev.atrium.scaling.sim.LoadTrace.Stretch;

import java.util.ArrayList;
import java.util.List;

/**
 * Traces as text: a line for each stretch, one after the other, with {@value #HEADER}, and a line
 * for each announced event, with {@value #EVENT_HEADER}, in minutes since the trace begins. Lines
 * that begin with {@code #}, empty ones and the header are passed over.
 */
public final class LoadTraceText {
    /** The fields of a stretch. */
    public static final String HEADER = "minutes,arrivalsPerMinute,staySeconds,lostHostsPercent";

    /** The fields of an event. */
    public static final String EVENT_HEADER =
            "event,announcedAtMinute,fromMinute,untilMinute,playersExpected";

    private static final String EVENT = "event";
    private static final int STRETCH_FIELDS = 4;
    private static final int EVENT_FIELDS = 5;
    private static final int MINUTE_SECONDS = 60;

    private LoadTraceText() {}

    /**
     * Reads a trace.
     *
     * @param name of the file, for errors
     * @throws IllegalArgumentException with one line that names the first line that is wrong and
     *     why
     */
    public static LoadTrace parse(String name, List<String> lines) {
        List<Stretch> stretches = new ArrayList<>();
        List<AnnouncedEvent> events = new ArrayList<>();
        int minutes = 0;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (line.isEmpty() || line.startsWith("#") || line.equals(HEADER)) {
                continue;
            }
            try {
                if (line.startsWith(EVENT + ",")) {
                    events.add(event(line));
                    HostModel.require("events", events.size(), 0, LoadTrace.EVENTS_MAX);
                } else {
                    stretches.add(stretch(line));
                    minutes += stretches.getLast().minutes();
                    HostModel.require("minutes until here", minutes, 1, LoadTrace.MINUTES_MAX);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s:%d: %s".formatted(name, index + 1, e.getMessage()), e);
            }
        }
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException(name + ": there is no stretch in it");
        }
        return new LoadTrace(stretches, events);
    }

    private static Stretch stretch(String line) {
        String[] fields = fields(line, STRETCH_FIELDS, HEADER);
        return new Stretch(
                number("minutes", fields[0]),
                number("arrivalsPerMinute", fields[1]),
                number("staySeconds", fields[2]),
                number("lostHostsPercent", fields[3]));
    }

    private static AnnouncedEvent event(String line) {
        String[] fields = fields(line, EVENT_FIELDS, EVENT_HEADER);
        return new AnnouncedEvent(
                minute("announcedAtMinute", fields[1]),
                minute("fromMinute", fields[2]),
                minute("untilMinute", fields[3]),
                number("playersExpected", fields[4]));
    }

    private static String[] fields(String line, int count, String header) {
        String[] fields = line.split(",", -1);
        if (fields.length != count) {
            throw new IllegalArgumentException(
                    "%d fields (allowed: %s)".formatted(fields.length, header));
        }
        return fields;
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s=%s (allowed: whole numbers)".formatted(name, text), e);
        }
    }

    private static long minute(String name, String text) {
        int minute = number(name, text);
        HostModel.require(name, minute, 0, LoadTrace.MINUTES_MAX);
        return (long) minute * MINUTE_SECONDS;
    }

    /** A trace as {@link #parse} reads it. */
    public static String text(LoadTrace trace) {
        StringBuilder text = new StringBuilder();
        for (AnnouncedEvent event : trace.events()) {
            text.append(
                    "%s,%d,%d,%d,%d\n"
                            .formatted(
                                    EVENT,
                                    event.announcedAtSeconds() / MINUTE_SECONDS,
                                    event.fromSeconds() / MINUTE_SECONDS,
                                    event.untilSeconds() / MINUTE_SECONDS,
                                    event.playersExpected()));
        }
        text.append(HEADER).append('\n');
        for (Stretch stretch : trace.stretches()) {
            text.append(
                    "%d,%d,%d,%d\n"
                            .formatted(
                                    stretch.minutes(),
                                    stretch.arrivalsPerMinute(),
                                    stretch.staySeconds(),
                                    stretch.lostHostsPercent()));
        }
        return text.toString();
    }
}
