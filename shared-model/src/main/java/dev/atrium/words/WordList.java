package dev.atrium.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of the library {@code com.modernmt.text:profanity-filter}, less those that people say
 * without meaning harm. Immutable.
 *
 * @param words without those that are harmless, folded; phrases written as one word are among them
 * @param heads words that make longer ones rude that begin with them
 * @param phrases of several words, folded, with one space between
 * @param harmless words and phrases in which nothing is found
 */
record WordList(Set<String> words, Set<String> heads, Set<String> phrases, Set<String> harmless) {
    /** Words of a phrase at most; the library's longest have five. */
    static final int PHRASE_WORDS_MAX = 6;

    /** Shorter words are found inside harmless ones. */
    static final int HEAD_LETTERS_MIN = 4;

    /** A score of the library: how often the word is one when it is said, 0 to 1. */
    private static final double HEAD_SCORE_MIN = 0.5;

    /** Of other languages only what is hardly ever said otherwise, and not for an English word. */
    private static final double OTHER_SCORE_MIN = 0.6;

    private static final int OTHER_LETTERS_MIN = 5;

    /** Phrases of fewer letters would be other words if they were written as one. */
    private static final int JOINED_LETTERS_MIN = 6;

    private static final String LIBRARY = "/com/modernmt/text/profanity/dictionary.";

    private static final List<String> OTHERS = List.of("de", "es", "fr", "it", "nl", "pl", "pt");

    /** Marks a word in {@code harmless.txt} that only makes no longer one rude. */
    private static final String NO_HEAD = "-";

    /**
     * A line of the library.
     *
     * @param words folded
     */
    private record Entry(List<String> words, double score) {
        static Entry of(String line) {
            int tab = line.indexOf('\t');
            return new Entry(
                    folded(line.substring(0, tab)), Double.parseDouble(line.substring(tab + 1)));
        }

        String phrase() {
            return String.join(" ", words);
        }

        String joined() {
            return String.join("", words);
        }
    }

    /** English whole, and the plainest words of some other languages. */
    static WordList shipped() {
        Set<String> listed = Set.copyOf(lines(WordList.class, "harmless.txt"));
        Set<String> harmless =
                listed.stream()
                        .filter(line -> !line.endsWith(NO_HEAD))
                        .map(line -> String.join(" ", folded(line)))
                        .collect(Collectors.toUnmodifiableSet());
        Set<String> words = new HashSet<>();
        Set<String> heads = new HashSet<>();
        Set<String> phrases = new HashSet<>();
        for (Entry entry : entries("en")) {
            if (harmless.contains(entry.phrase())) {
                continue;
            }
            String joined = entry.joined();
            if (entry.words().size() > 1) {
                phrases.add(entry.phrase());
            }
            boolean asOne = joined.length() >= JOINED_LETTERS_MIN && !harmless.contains(joined);
            if (entry.words().size() == 1 || asOne) {
                words.add(joined);
            }
            if (entry.score() >= HEAD_SCORE_MIN
                    && joined.length() >= HEAD_LETTERS_MIN
                    && !listed.contains(joined + NO_HEAD)) {
                heads.add(joined);
            }
        }
        for (String language : OTHERS) {
            for (Entry entry : entries(language)) {
                if (entry.score() >= OTHER_SCORE_MIN
                        && entry.joined().length() >= OTHER_LETTERS_MIN
                        && !harmless.contains(entry.phrase())) {
                    (entry.words().size() == 1 ? words : phrases).add(entry.phrase());
                }
            }
        }
        return new WordList(Set.copyOf(words), Set.copyOf(heads), Set.copyOf(phrases), harmless);
    }

    /** Every word by its letters without repetition. */
    Map<String, List<String>> bySkeleton() {
        return words.stream()
                .collect(
                        Collectors.groupingBy(
                                WordFilter::skeleton, Collectors.toUnmodifiableList()));
    }

    private static List<Entry> entries(String language) {
        return lines(WordList.class, LIBRARY + language).stream().map(Entry::of).toList();
    }

    private static List<String> folded(String text) {
        return Token.read(Letters.fold(text, false), Token.Reading.SEPARATORS).stream()
                .map(Token::text)
                .toList();
    }

    /** The lines of a resource that say something. */
    private static List<String> lines(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            List<String> lines = new ArrayList<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first words of those that have more than one. */
    static Set<String> firstWords(Set<String> phrases) {
        return phrases.stream()
                .map(phrase -> Arrays.asList(phrase.split(" ", -1)))
                .filter(split -> split.size() > 1)
                .map(List::getFirst)
                .collect(Collectors.toUnmodifiableSet());
    }
}
