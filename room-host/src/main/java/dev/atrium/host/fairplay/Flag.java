package dev.atrium.host.fairplay;

/** What may be counted against a player. */
public enum Flag {
    /** More moves than a second may have, for longer than a network explains. */
    SPEED("speed"),
    /** A claim to be where nothing of his was within the last second. */
    TELEPORT("teleport"),
    /** A claim to have done damage. No message can make one, so it is never raised. */
    DAMAGE("damage"),
    /** A number that went back and is no repeat. */
    SEQUENCE("sequence"),
    /** A message that nobody can read, after he entered. */
    MALFORMED("malformed"),
    /** A command to what is another's. */
    NOT_OWNER("not-owner");

    private final String code;

    Flag(String code) {
        this.code = code;
    }

    /** Kebab-case, as in a forfeit's reason and a ban's. */
    public String code() {
        return code;
    }
}
