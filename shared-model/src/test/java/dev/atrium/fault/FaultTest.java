package dev.atrium.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.function.Supplier;

class FaultTest {
    private static String fingerprint(Throwable failure) {
        return Fault.of("logger", "{} failed", failure).fingerprint();
    }

    private static RuntimeException here(String message) {
        return new IllegalStateException(message);
    }

    private static RuntimeException elsewhere(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void theSameFaultHasTheSameFingerprintWhateverItSays() {
        String first = fingerprint(here("player 17 of room a"));
        assertTrue(first.matches("[0-9a-f]{12}"), first);
        assertEquals(first, fingerprint(here("player 18 of room b")));
        RuntimeException moved = here("x");
        StackTraceElement[] trace = moved.getStackTrace();
        for (int i = 0; i < trace.length; i++) {
            StackTraceElement frame = trace[i];
            trace[i] =
                    new StackTraceElement(
                            frame.getClassName(), frame.getMethodName(), "Other.java", 7);
        }
        moved.setStackTrace(trace);
        assertEquals(first, fingerprint(moved), "lines move with every build");
    }

    @Test
    void anotherPlaceOrClassOrCauseIsAnotherFault() {
        String first = fingerprint(here("x"));
        assertNotEquals(first, fingerprint(elsewhere("x")));
        assertNotEquals(first, fingerprint(new IllegalArgumentException("x")));
        assertNotEquals(
                fingerprint(new IllegalStateException(here("x"))),
                fingerprint(new IllegalStateException(elsewhere("x"))));
    }

    @Test
    void whatTheCompilerNumbersDoesNotCount() {
        Supplier<RuntimeException> lambda = () -> here("x");
        RuntimeException one = lambda.get();
        RuntimeException two = lambda.get();
        renumber(two);
        assertEquals(fingerprint(one), fingerprint(two));
    }

    private static void renumber(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < trace.length; i++) {
            StackTraceElement frame = trace[i];
            String method = frame.getMethodName().replaceAll("(?<=\\$)\\d+", "99");
            trace[i] = new StackTraceElement(frame.getClassName(), method, "F.java", 1);
        }
        failure.setStackTrace(trace);
    }

    @Test
    void aFaultWithoutAnExceptionGoesByItsMessageAsItIsWritten() {
        String first = Fault.of("a", "room {} is lost", null).fingerprint();
        assertEquals(first, Fault.of("a", "room {} is lost", null).fingerprint());
        assertNotEquals(first, Fault.of("b", "room {} is lost", null).fingerprint());
        assertNotEquals(first, Fault.of("a", "room {} is late", null).fingerprint());
        assertEquals("", Fault.of("a", null, null).template());
    }

    @Test
    void causesThatGoRoundAndTracesWithoutEndAreBounded() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        StackTraceElement[] deep = new StackTraceElement[100_000];
        Arrays.fill(deep, new StackTraceElement("dev.atrium.A", "b", "A.java", 1));
        one.setStackTrace(deep);
        assertEquals(12, fingerprint(one).length());
        Exception bare = new Exception();
        bare.setStackTrace(new StackTraceElement[0]);
        assertEquals(12, fingerprint(bare).length());
    }
}
