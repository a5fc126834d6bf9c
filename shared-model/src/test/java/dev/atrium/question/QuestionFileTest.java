package dev.atrium.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionType;
import dev.atrium.message.PlainText;
import dev.atrium.words.WordFilter;

import org.junit.jupiter.api.Test;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

class QuestionFileTest {
    private static final List<Question> QUESTIONS = QuestionFile.ofProject().questions();

    private static final String ONE =
            """
            {"id": "t-001", "text": "What?", "correctAnswer": "a", "robotAnswer": "b",
             "type": "text", "difficulty": "easy"}\
            """;

    private static final String A_PICTURE =
            """
            {"id": "p-001", "text": "Who?", "correctAnswer": "a", "robotAnswer": "b",
             "type": "picture", "imageUrl": "/pictures/p-001.svg", "imageAlt": "Something.",
             "difficulty": "hard"}\
            """;

    /** The questions of which something holds, to be named by the test that fails. */
    private static List<String> those(Function<Question, Boolean> something) {
        return QUESTIONS.stream().filter(something::apply).map(Question::toString).toList();
    }

    private static <K> Map<K, Long> count(Function<Question, K> by) {
        return QUESTIONS.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private static String plain(String answer) {
        return PlainText.key(PlainText.of(answer));
    }

    private static boolean isPlainText(String text) {
        return text.equals(text.strip())
                && text.equals(Normalizer.normalize(text, Normalizer.Form.NFC))
                && !text.contains("  ")
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static boolean isAlike(String correct, String robot) {
        int longer = Math.max(correct.length(), robot.length());
        int shorter = Math.min(correct.length(), robot.length());
        return isNumber(correct) == isNumber(robot)
                && Character.isUpperCase(correct.charAt(0))
                        == Character.isUpperCase(robot.charAt(0))
                && Math.abs(words(correct) - words(robot)) <= 1
                && longer <= Math.max(8, 3 * shorter);
    }

    private static boolean isNumber(String answer) {
        return answer.matches("-?[0-9:]+");
    }

    private static int words(String answer) {
        return answer.split(" ").length;
    }

    @Test
    void everyAnswerMayBeSaid() {
        WordFilter words = WordFilter.shipped();
        assertEquals(
                List.of(),
                those(q -> words.forbids(q.correctAnswer()) || words.forbids(q.robotAnswer())));
    }

    @Test
    void thereAreEnoughOfEveryKind() {
        assertTrue(QUESTIONS.size() >= 120, () -> QUESTIONS.size() + " questions");
        assertTrue(count(Question::type).get(QuestionType.PICTURE) >= 24);
        for (Difficulty difficulty : Difficulty.values()) {
            assertTrue(count(Question::difficulty).get(difficulty) >= 35, difficulty::name);
        }
        assertTrue(QUESTIONS.size() <= CachedPool.ROWS_MAX, "more are not dealt from");
    }

    @Test
    void robotIsAlwaysWrong() {
        assertEquals(
                List.of(), those(q -> plain(q.correctAnswer()).equals(plain(q.robotAnswer()))));
        assertEquals(
                List.of(),
                those(q -> plain(q.correctAnswer()).isEmpty() || plain(q.robotAnswer()).isEmpty()));
    }

    /** Or their looks would tell who wrote them. */
    @Test
    void answersLookLikeEachOtherAndLikeWhatPeopleType() {
        assertEquals(List.of(), those(q -> !isAlike(q.correctAnswer(), q.robotAnswer())));
        for (Function<Question, String> answer :
                List.<Function<Question, String>>of(
                        Question::correctAnswer, Question::robotAnswer)) {
            assertEquals(List.of(), those(q -> words(answer.apply(q)) > 5));
            assertEquals(List.of(), those(q -> answer.apply(q).length() > 30));
            assertEquals(List.of(), those(q -> answer.apply(q).matches(".*[.!?]|(a|an|the) .*")));
            assertEquals(List.of(), those(q -> !isPlainText(answer.apply(q))));
        }
    }

    @Test
    void questionsAndDescriptionsAreSentencesThatDoNotTellTheAnswer() {
        assertEquals(
                List.of(), those(q -> !isPlainText(q.text()) || !q.text().matches("[A-Z\"].*\\?")));
        assertEquals(
                List.of(),
                those(q -> !q.imageAlt().map(alt -> alt.matches("[A-Z].*\\.")).orElse(true)));
        assertEquals(
                List.of(),
                those(
                        q -> {
                            String seen = " " + q.text() + " " + q.imageAlt().orElse("") + " ";
                            return !isNumber(q.correctAnswer())
                                    && seen.toLowerCase(Locale.ROOT)
                                            .matches(
                                                    ".*\\W"
                                                            + q.correctAnswer()
                                                                    .toLowerCase(Locale.ROOT)
                                                            + "\\W.*");
                        }));
    }

    @Test
    void noQuestionIsAskedTwiceInOtherSpelling() {
        List<String> asked = new ArrayList<>();
        for (Question question : QUESTIONS) {
            asked.add(plain(question.text()));
        }
        assertEquals(
                List.of(),
                asked.stream().filter(a -> Collections.frequency(asked, a) > 1).toList());
    }

    @Test
    void fileIsReadAsItStands() {
        QuestionFile file = file(3, ONE, A_PICTURE);

        assertEquals(3, file.revision());
        assertEquals(List.of("t-001", "p-001"), Pools.ids(file.questions()));
        assertEquals(QuestionType.PICTURE, file.questions().getLast().type());
        assertNotEquals(file(3, ONE), file);
    }

    @Test
    void fileThatIsWrongIsRefusedByName() {
        assertRefused("t-001: its id is there twice", ONE, ONE.replace("What?", "Why?"));
        assertRefused("t-002: it is asked twice", ONE, ONE.replace("001", "002"));
        assertRefused("t-1: its id is t- and three digits", ONE.replace("001", "1"));
        assertRefused("t-001: its id is p- and", A_PICTURE.replace("\"p-001\"", "\"t-001\""));
        assertRefused("saffron: its id is t-", ONE.replace("t-001", "saffron"));
        assertRefused("p-001: its picture is /pict", A_PICTURE.replace("/p-001.", "/p-002."));
        assertRefused("question t-001: ", ONE.replace("correctAnswer", "correct"));
        assertRefused("question t-001: ", ONE.replace("\"a\"", "\"\""));
        assertRefused("question t-001: ", ONE.replace("\"a\"", "\"" + "a".repeat(101) + "\""));
        assertRefused("question t-001: ", ONE.replace("easy", "EASY"));
        assertRefused("question p-001: ", A_PICTURE.replace("imageAlt", "alt"));
        assertThrows(IllegalArgumentException.class, () -> file(0, ONE));
        assertThrows(
                IllegalArgumentException.class, () -> QuestionFile.parse("[]".getBytes(UTF_8)));
    }

    private static void assertRefused(String why, String... questions) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> file(1, questions));
        assertTrue(
                String.valueOf(refused.getMessage()).contains(why),
                () -> "" + refused.getMessage());
    }

    private static QuestionFile file(int revision, String... questions) {
        return QuestionFile.parse(
                "{\"revision\": %d, \"questions\": [%s]}"
                        .formatted(revision, String.join(",", questions))
                        .getBytes(UTF_8));
    }
}
