package dev.atrium.host.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.wire.CloseCode;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** In which order a round leaves, with how many tasks, and what happens to a loop that is stuck. */
class FlushRoundTest {
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final FlushRound round = new FlushRound();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Notes what it is told. */
    private final class Noted extends NullConnection {
        private final Executor executor;

        Noted(String name, Executor executor) {
            super(name);
            this.executor = executor;
        }

        private void note(String what) {
            told.add(id() + " " + what);
        }

        @Override
        public void send(byte[] utf8) {
            note("send");
        }

        @Override
        public Executor executor() {
            return executor;
        }

        @Override
        public void write(byte[] utf8) {
            note(new String(utf8, StandardCharsets.UTF_8));
        }

        @Override
        public void writeView(Showing showing, boolean compact) {
            note(new String(showing.text(), StandardCharsets.UTF_8) + (compact ? "!" : ""));
        }

        @Override
        public void flush() {
            note("flush");
        }

        @Override
        public void ping() {
            note("ping");
        }

        @Override
        public void close(CloseCode code) {
            note("close " + code.code());
        }
    }

    @Test
    void eachLoopGetsOneTaskAndEachConnectionItsMessagesInOrder() {
        Executor one = tasks::add;
        Executor two = Runnable::run;
        Noted ada = new Noted("ada", one);
        Noted bob = new Noted("bob", one);
        Noted cleo = new Noted("cleo", two);
        Showing showing = Showing.text(() -> utf8("view"));
        round.add(ada, utf8("a1"));
        round.add(cleo, utf8("c1"));
        round.addView(ada, showing, false);
        round.addView(bob, showing, true);
        round.add(bob, utf8("b1"));
        round.flush();
        assertEquals(List.of("cleo c1", "cleo flush"), told);
        assertEquals(1, tasks.size());
        told.clear();
        tasks.getFirst().run();
        assertEquals(List.of("ada a1", "ada view", "bob view!", "bob b1"), told.subList(0, 4));
        assertEquals(2, told.stream().filter(what -> what.equals("bob flush")).count());
        round.flush();
        assertEquals(1, tasks.size(), "there was nothing more to say");
    }

    @Test
    void loopThatDoesNotComeToItsRoundsLosesItsConnections() {
        Noted ada = new Noted("ada", tasks::add);
        for (int i = 0; i < FlushRound.WAITING_MAX; i++) {
            round.add(ada, utf8("m"));
            round.flush();
        }
        assertEquals(List.of(), told);
        round.add(ada, utf8("one too many"));
        round.flush();
        assertEquals(List.of("ada close 4408"), told);
        assertEquals(FlushRound.WAITING_MAX, tasks.size());
        told.clear();
        tasks.removeFirst().run();
        round.add(ada, utf8("again"));
        round.flush();
        assertEquals(List.of("ada m", "ada flush"), told);
    }
}
