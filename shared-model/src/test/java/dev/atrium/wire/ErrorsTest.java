package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class ErrorsTest {
    @ParameterizedTest
    @EnumSource
    void codeIsTheConstantInKebabCaseAndHasAStatusAndASentence(ErrorCode code) {
        assertEquals(code.name().toLowerCase(Locale.ROOT).replace('_', '-'), code.code());
        assertTrue(code.httpStatus() >= 400 && code.httpStatus() <= 599);
        assertTrue(code.message().matches("[A-Z].*\\."), code.message());
    }

    @ParameterizedTest
    @EnumSource
    void whatMayBeTriedAgainIsWhatPassesByItself(ErrorCode code) {
        assertEquals(
                code.httpStatus() == 429 || code.httpStatus() >= 500, code.retryable(), code::code);
    }

    @ParameterizedTest
    @EnumSource
    void problemSaysStatusAndCode(ErrorCode code) {
        Problem problem = Problem.of(code);

        assertEquals(code.httpStatus(), problem.status());
        assertEquals(code.code(), problem.code());
        assertEquals(code.message(), problem.detail());
        assertEquals("about:blank", problem.type());
        if (code.httpStatus() != 500) {
            assertNotEquals("Internal Server Error", problem.title());
        }
    }

    @Test
    void problemIsTheDocumentOfTheRfc() {
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413,"
                        + "\"detail\":\"At most 5.\",\"code\":\"too-large\"}",
                MessageJson.text(Problem.of(ErrorCode.TOO_LARGE, "At most 5.")));
    }

    @Test
    void errorOnASocketSaysWhatWasAskedAndWhetherToTryAgain() {
        assertEquals(
                new ErrorBody(
                        "busy",
                        "The room is busy.",
                        "move",
                        true,
                        Optional.empty(),
                        Optional.empty()),
                ErrorBody.of(ErrorCode.BUSY, "move"));
        assertEquals(
                new ErrorBody(
                        "busy",
                        "The room is busy.",
                        "move",
                        true,
                        Optional.of(250L),
                        Optional.empty()),
                ErrorBody.of(ErrorCode.BUSY, "move").retryAfter(250));
        assertEquals(
                new ErrorBody(
                        "busy",
                        "The room is busy.",
                        "move",
                        true,
                        Optional.of(250L),
                        Optional.of(7L)),
                ErrorBody.of(ErrorCode.BUSY, "move").ofCommand(7).retryAfter(250));
        assertEquals(
                new ErrorBody(
                        "not-owner",
                        "Not yours.",
                        "move",
                        false,
                        Optional.empty(),
                        Optional.empty()),
                ErrorBody.refusal("not-owner", "Not yours.", "move"));
        assertEquals(
                new ErrorBody("out-of-range", "x=1", "", false, Optional.empty(), Optional.empty()),
                ErrorBody.of(new WireException(ErrorCode.OUT_OF_RANGE, "x=1"), ""));
        assertEquals(
                new ErrorBody(
                        "malformed",
                        ErrorCode.MALFORMED.message(),
                        "",
                        false,
                        Optional.empty(),
                        Optional.empty()),
                ErrorBody.of(new WireException(ErrorCode.MALFORMED), ""));
    }

    /** The document is what clients are written from. */
    @Test
    void closeCodesAreThoseOfTheProtocolDocument() throws IOException {
        TreeMap<Integer, String> documented = new TreeMap<>();
        Matcher row =
                Pattern.compile("^\\| (4\\d{3}) \\| `([a-z-]+)` \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(Path.of("docs", "protocol.md")));
        while (row.find()) {
            documented.put(Integer.valueOf(row.group(1)), row.group(2));
        }
        TreeMap<Integer, String> ours = new TreeMap<>();
        for (CloseCode code : CloseCode.values()) {
            ours.put(code.code(), code.reason());
        }
        assertEquals(documented, ours);
        assertEquals(CloseCode.values().length, ours.size(), "no two share a number");
    }

    @Test
    void noTwoErrorsShareACode() {
        Set<String> codes = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(codes.add(code.code()), code::code);
        }
        assertTrue(Protocol.OLDEST_ACCEPTED <= Protocol.VERSION);
    }
}
