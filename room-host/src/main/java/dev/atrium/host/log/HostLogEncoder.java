package dev.atrium.host.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

import org.jspecify.annotations.Nullable;

import java.io.Console;

/**
 * Encodes the host's log as JSON, or as lines for people. {@code ATRIUM_LOG} is {@code json} or
 * {@code lines}; left out it is lines on a terminal, else JSON.
 */
public final class HostLogEncoder extends EncoderBase<ILoggingEvent> {
    private static final String LINES = "lines";
    private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %kvp{NONE}%n";

    private String format = "";
    private @Nullable PatternLayout lines;

    /**
     * Set by the configuration.
     *
     * @param format {@code json}, {@code lines}, or empty to look whether there is a terminal
     */
    public void setFormat(String format) {
        this.format = format;
    }

    @Override
    public void start() {
        if (format.isEmpty() ? isTerminal() : format.equals(LINES)) {
            PatternLayout layout = new PatternLayout();
            layout.setContext(getContext());
            layout.setPattern(LINE);
            layout.start();
            lines = layout;
        }
        super.start();
    }

    /** The JDK's own console is null, not just no terminal, where there is none. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        PatternLayout layout = lines;
        return layout == null ? JsonLine.of(event) : layout.doLayout(event).getBytes(UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
