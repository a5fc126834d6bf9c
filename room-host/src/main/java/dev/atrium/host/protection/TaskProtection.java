package dev.atrium.host.protection;

import java.io.IOException;

/** The protection of the task that this host runs in. Blocking, a few seconds at most. */
public interface TaskProtection {
    /** Of a host that runs in no task. */
    TaskProtection NONE =
            new TaskProtection() {
                @Override
                public void protect(int minutes) {}

                @Override
                public void release() {}
            };

    /**
     * From now on, for so long; asked again it counts anew.
     *
     * @param minutes 1 to 2880
     * @throws IOException if it is not known to be protected
     */
    void protect(int minutes) throws IOException;

    /**
     * No longer.
     *
     * @throws IOException if it is not known to be free
     */
    void release() throws IOException;
}
