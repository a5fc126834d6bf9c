package dev.atrium.host.probation;

/** Something did not advance for as long as a step may take. Its thread may never come back. */
public final class StandsStillException extends Exception {
    private static final long serialVersionUID = 1;

    /** What stands still. */
    public StandsStillException(String what) {
        super(what + " stands still");
    }
}
