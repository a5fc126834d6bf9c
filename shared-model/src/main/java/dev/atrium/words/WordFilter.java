package dev.atrium.words;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds words that nobody may show others. Whole words count, whatever their case and accents; also
 * with digits for letters, with letters repeated, with signs or spaces between the letters, or
 * joined to others as in "NiceName"; and the worst of them at the beginning of longer words. Words
 * within harmless words do not count, and neither does what is written with stars in it.
 *
 * <p>Immutable and thread-safe. The time rises with the length of the text and with nothing else.
 */
public final class WordFilter {
    /** Longer texts are shown nobody, in characters. */
    public static final int CHARACTERS_MAX = 4_096;

    /** Single letters in a row that spell less than that within more are chance. */
    private static final int SPELLED_LETTERS_MIN = 4;

    /** A letter so often in a row is in no word. */
    private static final int STRETCHED_MIN = 3;

    /** These are not even doubled in English, but for a handful of words. */
    private static final String NEVER_DOUBLED = "aiu";

    private final WordList list;
    private final Map<String, List<String>> bySkeleton;
    private final Set<String> headStarts;
    private final Set<String> wordStarts;
    private final Set<String> phraseStarts;
    private final Set<String> harmlessStarts;
    private final int lettersMax;

    private WordFilter(WordList list) {
        this.list = list;
        this.bySkeleton = list.bySkeleton();
        this.headStarts = starts(list.heads(), WordList.HEAD_LETTERS_MIN);
        this.wordStarts = starts(list.words(), SPELLED_LETTERS_MIN);
        this.phraseStarts = WordList.firstWords(list.phrases());
        this.harmlessStarts = WordList.firstWords(list.harmless());
        this.lettersMax = list.words().stream().mapToInt(String::length).max().orElse(0);
    }

    private static Set<String> starts(Set<String> words, int letters) {
        return words.stream()
                .filter(word -> word.length() >= letters)
                .map(word -> word.substring(0, letters))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The filter of what the library and we list. Its resources are read with each call: a process
     * keeps the one that it made.
     *
     * @throws IllegalStateException if a resource is not there
     */
    public static WordFilter shipped() {
        return new WordFilter(WordList.shipped());
    }

    /**
     * Whether there is such a word in a text.
     *
     * @param text of at most {@value #CHARACTERS_MAX} characters
     * @throws IllegalArgumentException if it is longer
     */
    public boolean forbids(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "text (allowed: up to " + CHARACTERS_MAX + " characters)");
        }
        return forbidsFolded(Letters.fold(text, false))
                || (Letters.hasHumps(text) && forbidsFolded(Letters.fold(text, true)));
    }

    private boolean forbidsFolded(String folded) {
        for (Token.Reading reading : Token.Reading.values()) {
            boolean needed = reading == Token.Reading.LETTERS || Token.differs(folded, reading);
            if (needed && forbids(Token.read(folded, reading))) {
                return true;
            }
        }
        return false;
    }

    private boolean forbids(List<Token> tokens) {
        boolean[] harmless = harmless(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            if (!harmless[i]
                    && (isRude(tokens.get(i).text())
                            || longestPhrase(tokens, i, phraseStarts, list.phrases()) > 0
                            || isSpelled(tokens, i)
                            || isParted(tokens, i))) {
                return true;
            }
        }
        return false;
    }

    private boolean[] harmless(List<Token> tokens) {
        boolean[] harmless = new boolean[tokens.size()];
        for (int i = 0; i < tokens.size(); i++) {
            int words = longestPhrase(tokens, i, harmlessStarts, list.harmless());
            for (int k = 0; k < words; k++) {
                harmless[i + k] = true;
            }
        }
        return harmless;
    }

    /** How many words the longest of these phrases has that begins there, 0 without one. */
    private static int longestPhrase(
            List<Token> tokens, int from, Set<String> starts, Set<String> phrases) {
        if (!starts.contains(tokens.get(from).text())) {
            return 0;
        }
        StringBuilder phrase = new StringBuilder(tokens.get(from).text());
        int longest = 0;
        int most = Math.min(WordList.PHRASE_WORDS_MAX, tokens.size() - from);
        for (int words = 2; words <= most; words++) {
            phrase.append(' ').append(tokens.get(from + words - 1).text());
            longest = phrases.contains(phrase.toString()) ? words : longest;
        }
        return longest;
    }

    private boolean isRude(String word) {
        if (list.harmless().contains(word)) {
            return false;
        }
        return isListed(word) || isPlural(word) || hasHead(word) || isFramed(word);
    }

    /** As players frame their names: "xXwordXx". */
    private boolean isFramed(String word) {
        int from = 0;
        int end = word.length();
        while (from < end && word.charAt(from) == 'x') {
            from++;
        }
        while (end > from && word.charAt(end - 1) == 'x') {
            end--;
        }
        return from > 0 && end < word.length() && isListed(word.substring(from, end));
    }

    /** Of what is listed in the singular alone; what ends in S already has no such plural. */
    private boolean isPlural(String word) {
        int last = word.length() - 1;
        return last >= 3
                && (word.charAt(last) == 's' || word.charAt(last) == 'z')
                && word.charAt(last - 1) != 's'
                && isListed(word.substring(0, last));
    }

    private boolean hasHead(String word) {
        if (word.length() <= WordList.HEAD_LETTERS_MIN
                || !headStarts.contains(word.substring(0, WordList.HEAD_LETTERS_MIN))) {
            return false;
        }
        int most = Math.min(word.length() - 1, lettersMax);
        for (int letters = WordList.HEAD_LETTERS_MIN; letters <= most; letters++) {
            if (list.heads().contains(word.substring(0, letters))) {
                return true;
            }
        }
        return false;
    }

    /** As it stands in the list, or with some of its letters repeated. */
    private boolean isListed(String word) {
        if (list.words().contains(word)) {
            return true;
        }
        if (!hasRepeats(word)) {
            return false;
        }
        for (String listed : bySkeleton.getOrDefault(skeleton(word), List.of())) {
            if (isStretched(word, listed)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasRepeats(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1)) {
                return true;
            }
        }
        return false;
    }

    /** A text in which no letter follows itself. */
    static String skeleton(String word) {
        StringBuilder skeleton = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
                skeleton.append(word.charAt(i));
            }
        }
        return skeleton.toString();
    }

    /** Whether each run of a letter is as long as in that word of one skeleton, or too long. */
    private static boolean isStretched(String word, String listed) {
        int at = 0;
        int atListed = 0;
        while (at < word.length()) {
            int run = run(word, at);
            int wanted = run(listed, atListed);
            boolean tooLong =
                    run >= STRETCHED_MIN
                            || (run > 1 && NEVER_DOUBLED.indexOf(word.charAt(at)) >= 0);
            if (run != wanted && !(run > wanted && tooLong)) {
                return false;
            }
            at += run;
            atListed += wanted;
        }
        return true;
    }

    private static int run(String word, int from) {
        int end = from + 1;
        while (end < word.length() && word.charAt(end) == word.charAt(from)) {
            end++;
        }
        return end - from;
    }

    /** Whether single letters from there on spell a word, whatever stands between them. */
    private boolean isSpelled(List<Token> tokens, int from) {
        StringBuilder spelled = new StringBuilder();
        int end = from;
        boolean begun = true;
        while (end < tokens.size() && tokens.get(end).isSingle()) {
            if (spelled.length() == lettersMax) {
                return false;
            }
            spelled.append(tokens.get(end).text());
            end++;
            if (begun && spelled.length() >= SPELLED_LETTERS_MIN) {
                String word = spelled.toString();
                if (list.words().contains(word)) {
                    return true;
                }
                begun = spelled.length() > SPELLED_LETTERS_MIN || wordStarts.contains(word);
            }
        }
        boolean wholeRun = from == 0 || !tokens.get(from - 1).isSingle();
        return wholeRun && spelled.length() > 2 && isListed(spelled.toString());
    }

    /** Whether what no space parts is a word once the signs in it are gone. */
    private boolean isParted(List<Token> tokens, int from) {
        if (!tokens.get(from).apart()) {
            return false;
        }
        StringBuilder whole = new StringBuilder(tokens.get(from).text());
        int end = from + 1;
        while (end < tokens.size() && !tokens.get(end).apart()) {
            whole.append(tokens.get(end).text());
            end++;
        }
        return end > from + 1
                && whole.length() >= SPELLED_LETTERS_MIN
                && isListed(whole.toString());
    }
}
