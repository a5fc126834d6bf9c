package dev.atrium.game;

/**
 * How well a house bot plays. A bot's seat says it when the match is made, in its option {@value
 * #OPTION}; what a strength means is the game's affair.
 */
public enum BotStrength {
    /**
     * For who plays for the first time: slow, short-sighted, and it errs. It fights all the same.
     */
    WEAK("weak"),

    /** For who knows the rules. */
    MEDIUM("medium"),

    /** For who looks for a hard fight. */
    STRONG("strong");

    /** The option of a seat that holds a strength's {@link #word}. */
    public static final String OPTION = "strength";

    private final String word;

    BotStrength(String word) {
        this.word = word;
    }

    /** What it is called in a seat's options. */
    public String word() {
        return word;
    }

    /**
     * What a seat asks for: {@link #MEDIUM} if it says nothing, and also if it says what is not
     * known here. A host that takes a room over makes its bots anew from the seats, and may be
     * older than the function that made them: it had better play on than give the room up.
     */
    public static BotStrength of(Seat seat) {
        String asked = seat.options().get(OPTION);
        for (BotStrength strength : values()) {
            if (strength.word.equals(asked)) {
                return strength;
            }
        }
        return MEDIUM;
    }
}
