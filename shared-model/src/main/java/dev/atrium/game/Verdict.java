package dev.atrium.game;

/** What became of an input. Refusals are values; only bugs throw. */
public sealed interface Verdict {
    /** It was applied, and belongs into the journal. */
    Verdict ACCEPTED = new Accepted();

    /** It had been applied before; nothing changed. */
    Verdict REPEATED = new Repeated();

    /**
     * It is not allowed now. Nothing changed: no dice were rolled and the hash is as it was.
     *
     * @param code kebab-case, such as {@code not-owner}
     * @param message a sentence for people
     */
    static Refused refused(String code, String message) {
        return new Refused(code, message);
    }

    /** Applied. */
    record Accepted() implements Verdict {}

    /** Applied before. */
    record Repeated() implements Verdict {}

    /** Not allowed. */
    record Refused(String code, String message) implements Verdict {
        public Refused {
            if (!isCode(code)) {
                throw new IllegalArgumentException("no code: " + code);
            }
        }

        /** Without a regular expression, since refusals are as frequent as clients are wrong. */
        private static boolean isCode(String code) {
            boolean good = !code.isEmpty() && isLetter(code.charAt(0));
            for (int i = 1; i < code.length() && good; i++) {
                char c = code.charAt(i);
                good = isLetter(c) || (c >= '0' && c <= '9') || c == '-';
            }
            return good;
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z';
        }
    }
}
