package dev.atrium.localstack.scenario.party;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Which answers are the same, found anew for the scenario: case, accents, punctuation, a leading
 * article and white space make no difference.
 */
final class AnswerKey {
    private AnswerKey() {}

    /** Equal for the same answers. */
    static String of(String answer) {
        String letters =
                Normalizer.normalize(answer, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{P}+", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        String bare = letters.replaceFirst("^(a|an|the) ", "");
        return bare.isEmpty() ? answer.toLowerCase(Locale.ROOT) : bare;
    }

    /** Whether these are the same answer. */
    static boolean same(String one, String other) {
        return of(one).equals(of(other));
    }
}
