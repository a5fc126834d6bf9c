package dev.atrium.host.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One event of the log as one line of JSON: {@code time}, {@code level}, {@code logger}, {@code
 * thread}, {@code host} once it is known, the statement's own fields such as {@code room} and
 * {@code player}, {@code message}, of an error the {@code fingerprint} by which it is counted
 * together with its like, and {@code failure} with its trace.
 */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static byte[] of(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("time", event.getInstant().toString());
            out.writeStringField("level", event.getLevel().toString());
            out.writeStringField("logger", event.getLoggerName());
            out.writeStringField("thread", event.getThreadName());
            String host = event.getLoggerContextVO().getPropertyMap().get(HostLog.HOST);
            if (host != null) {
                out.writeStringField(HostLog.HOST, host);
            }
            fields(out, event.getKeyValuePairs());
            out.writeStringField("message", event.getFormattedMessage());
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                out.writeStringField("fingerprint", FaultAppender.faultOf(event).fingerprint());
            }
            IThrowableProxy failure = event.getThrowableProxy();
            if (failure != null) {
                out.writeStringField("failure", ThrowableProxyUtil.asString(failure));
            }
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    private static void fields(JsonGenerator out, @Nullable List<KeyValuePair> pairs)
            throws IOException {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            out.writeStringField(pair.key, String.valueOf(pair.value));
        }
    }
}
