package dev.atrium.localstack.load;

import dev.atrium.host.RoomHost;
import dev.atrium.host.config.Environment;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.localstack.host.HostProcess;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A room host that writes journals, or none: that can be asked of this main alone, which is among
 * the tests and so in nothing that is deployed. It ends when its standard input does.
 */
final class MeasuredHost {
    private static final String UNJOURNALLED = "unjournalled";

    private MeasuredHost() {}

    /** Starts it with what this process runs with; one argument says that no journal is written. */
    public static void main(String[] arguments) throws IOException {
        HostConfig config = HostConfig.from(new Environment(System.getenv()));
        if (List.of(arguments).contains(UNJOURNALLED)) {
            RoomHost.start(config, Map.of(), new Unwritten());
        } else {
            RoomHost.start(config, Map.of());
        }
        while (System.in.read() >= 0) {
            // What its parent says does not matter, only that he is there.
        }
        System.exit(0);
    }

    /** How it is started. */
    static HostProcess.Program program(boolean journalled) {
        String main = MeasuredHost.class.getName();
        return new HostProcess.Program(
                System.getProperty("java.class.path"),
                journalled ? List.of(main) : List.of(main, UNJOURNALLED));
    }

    /** For which rooms make nothing up. */
    private static final class Unwritten extends NullJournalStore {
        @Override
        public boolean isWritten() {
            return false;
        }
    }
}
