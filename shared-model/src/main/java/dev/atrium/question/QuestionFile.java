package dev.atrium.question;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.party.Question;
import dev.atrium.game.party.QuestionType;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The project's own questions, as they stand in a file. Whoever changes a question, adds one or
 * takes one out raises the revision: a build with an older file then leaves the newer ones alone.
 *
 * @param revision 1 and more
 * @param questions each id and each text once; the ids are numbers, since players are sent them,
 *     and a word might tell the answer
 */
public record QuestionFile(int revision, List<Question> questions) {
    private static final String NAME = "questions.json";
    private static final Pattern ID = Pattern.compile("[tp]-[0-9]{3}");

    public QuestionFile {
        questions = List.copyOf(questions);
        if (revision < 1) {
            throw new IllegalArgumentException("revision=" + revision + " (allowed: 1 and more)");
        }
        Set<String> ids = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (Question question : questions) {
            checkId(question);
            Optional<String> url = question.imageUrl();
            if (url.isPresent() && !url.get().equals(picturePath(question.id()))) {
                throw refused(question, "its picture is " + picturePath(question.id()));
            }
            if (!ids.add(question.id())) {
                throw refused(question, "its id is there twice");
            }
            if (!texts.add(question.text())) {
                throw refused(question, "it is asked twice");
            }
        }
    }

    private static void checkId(Question question) {
        String first = question.type() == QuestionType.PICTURE ? "p" : "t";
        if (!ID.matcher(question.id()).matches() || !question.id().startsWith(first)) {
            throw refused(question, "its id is " + first + "- and three digits");
        }
    }

    private static IllegalArgumentException refused(Question question, String why) {
        return new IllegalArgumentException("question " + question.id() + ": " + why);
    }

    /** Where the web client's files have the picture of a question. */
    public static String picturePath(String questionId) {
        return "/pictures/" + questionId + ".svg";
    }

    /** The file of this build. */
    public static QuestionFile ofProject() {
        try (InputStream file = QuestionFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new IllegalStateException(NAME + " is not in the build");
            }
            return parse(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads such a file: {@code revision}, and {@code questions} with the fields of {@link
     * Question}.
     *
     * @param json in UTF-8
     * @throws IllegalArgumentException if it is anything else; the message names the question
     */
    public static QuestionFile parse(byte[] json) {
        JsonNode file;
        try {
            file = Json.object(json);
        } catch (WireException e) {
            throw new IllegalArgumentException("the questions are no JSON object", e);
        }
        List<Question> questions = new ArrayList<>();
        for (JsonNode question : file.path("questions")) {
            try {
                questions.add(MessageJson.read(question, Question.class));
            } catch (WireException e) {
                throw new IllegalArgumentException(
                        "question " + question.path("id").asText() + ": " + e.getMessage(), e);
            }
        }
        return new QuestionFile(file.path("revision").asInt(), questions);
    }
}
