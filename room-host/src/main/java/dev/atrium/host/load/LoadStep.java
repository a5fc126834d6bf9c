package dev.atrium.host.load;

/** What an overloaded host does, step by step: each does all that those before it do. */
public enum LoadStep {
    /** Nothing: the host is well. */
    NONE("none"),
    /** No new rooms, and placement and balancers are told. */
    REFUSE_ROOMS("refuse-rooms"),
    /** Rooms show every other view, and their players are told. */
    HALVE_VIEWS("halve-views"),
    /**
     * Watchers are closed. There are none yet: the step is reached, counted and reported, and who
     * brings watchers in asks for it here.
     */
    CLOSE_WATCHERS("close-watchers"),
    /**
     * Rooms go to other hosts and this one is replaced. Rooms cannot be handed over yet: the step
     * is reached, counted and reported, and {@code /ready} has said no since the first.
     */
    HAND_OVER("hand-over");

    private final String label;

    LoadStep(String label) {
        this.label = label;
    }

    /** As metrics and logs name it. */
    public String label() {
        return label;
    }

    /** Whether a host at this step also does that one. */
    public boolean includes(LoadStep other) {
        return compareTo(other) >= 0;
    }

    /** The one after it; the last is its own. */
    public LoadStep next() {
        return switch (this) {
            case NONE -> REFUSE_ROOMS;
            case REFUSE_ROOMS -> HALVE_VIEWS;
            case HALVE_VIEWS -> CLOSE_WATCHERS;
            case CLOSE_WATCHERS, HAND_OVER -> HAND_OVER;
        };
    }

    /** The one before it; the first is its own. */
    public LoadStep previous() {
        return switch (this) {
            case NONE, REFUSE_ROOMS -> NONE;
            case HALVE_VIEWS -> REFUSE_ROOMS;
            case CLOSE_WATCHERS -> HALVE_VIEWS;
            case HAND_OVER -> CLOSE_WATCHERS;
        };
    }
}
