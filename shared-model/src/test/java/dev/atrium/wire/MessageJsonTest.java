package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.message.Deadline;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

class MessageJsonTest {
    enum Suit {
        HEARTS,
        ACE_OF_SPADES
    }

    record Card(Suit suit, int rank) implements Message {
        Card {
            if (rank < 1 || rank > 13) {
                throw new IllegalArgumentException("rank=" + rank + " (allowed: 1-13)");
            }
        }
    }

    record Everything(
            int number,
            long big,
            boolean yes,
            String text,
            Suit suit,
            Card card,
            List<Card> cards,
            Optional<String> note,
            SortedMap<String, Long> counts)
            implements Message {}

    record Timed(Deadline endsAt, Optional<Deadline> next, List<Deadline> all) implements Message {}

    private static final Everything EVERYTHING =
            new Everything(
                    -5,
                    Long.MIN_VALUE,
                    true,
                    "a \"b\" \u00e4 \ud83e\udd8a\n",
                    Suit.ACE_OF_SPADES,
                    new Card(Suit.HEARTS, 13),
                    List.of(new Card(Suit.HEARTS, 1), new Card(Suit.ACE_OF_SPADES, 2)),
                    Optional.of("note"),
                    new TreeMap<>(Map.of("b", 2L, "a", 1L)));

    private static final String WHOLE =
            """
            {"number":1,"big":2,"yes":false,"text":"t","suit":"hearts",\
            "card":{"suit":"hearts","rank":3},"cards":[{"suit":"hearts","rank":4}],\
            "note":"n","counts":{"a":1}}\
            """;

    private static ObjectNode whole() {
        try {
            return Json.object(WHOLE);
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writtenMessagesComeBackAsTheyWere() throws WireException {
        String text = MessageJson.text(EVERYTHING);

        assertEquals(EVERYTHING, MessageJson.read(Json.object(text), Everything.class));
        assertEquals(
                EVERYTHING, MessageJson.read(Json.object(text), MessageShape.of(Everything.class)));
    }

    @Test
    void fieldsStandInTheirOrderAndNamesAreTheWires() {
        assertEquals(
                """
                {"number":-5,"big":-9223372036854775808,"yes":true,\
                "text":"a \\"b\\" \u00e4 \ud83e\udd8a\\n","suit":"ace-of-spades",\
                "card":{"suit":"hearts","rank":13},"cards":[{"suit":"hearts","rank":1},\
                {"suit":"ace-of-spades","rank":2}],"note":"note","counts":{"a":1,"b":2}}\
                """,
                MessageJson.text(EVERYTHING));
    }

    @Test
    void optionalThatIsNotThereIsNullAndMayBeLeftOut() throws WireException {
        ObjectNode json = whole();
        json.putNull("note");
        Everything read = MessageJson.read(json, Everything.class);
        assertEquals(Optional.empty(), read.note());
        assertTrue(MessageJson.text(read).contains("\"note\":null"));

        json.remove("note");
        assertEquals(read, MessageJson.read(json, Everything.class));
    }

    @Test
    void unknownFieldsAreIgnored() throws WireException {
        ObjectNode json = whole();
        json.put("action", "anything").putObject("more").put("x", 1);

        assertEquals(
                MessageJson.read(whole(), Everything.class),
                MessageJson.read(json, Everything.class));
    }

    @ParameterizedTest
    @CsvSource({"number", "big", "yes", "text", "suit", "card", "cards", "counts"})
    void fieldThatIsMissingOrNullIsNamed(String field) {
        ObjectNode without = whole();
        without.remove(field);
        assertRefused(ErrorCode.MISSING_FIELD, "The field " + field + " is missing.", without);
        ObjectNode withNull = whole();
        withNull.putNull(field);
        assertRefused(ErrorCode.MISSING_FIELD, "The field " + field + " is missing.", withNull);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | \"1\" | a whole number",
                "number | 1.0 | a whole number",
                "number | true | a whole number",
                "number | {} | a whole number",
                "big | \"1\" | a whole number",
                "big | 1e3 | a whole number",
                "yes | \"true\" | true or false",
                "yes | 0 | true or false",
                "text | 5 | text",
                "text | [\"t\"] | text",
                "suit | 0 | text",
                "card | \"hearts\" | an object",
                "card | [] | an object",
                "cards | {} | a list",
                "cards | \"hearts\" | a list",
                "note | 5 | text",
                "counts | [] | an object",
                "counts | 5 | an object"
            })
    void fieldOfAnotherTypeIsNamedWithWhatIsWanted(String field, String value, String wanted)
            throws WireException {
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "The field " + field + " must be " + wanted + ".",
                with(field, value));
    }

    @ParameterizedTest
    @CsvSource({
        "number, 2147483648",
        "number, -2147483649",
        "number, 99999999999999999999",
        "big, 9223372036854775808",
        "big, -9223372036854775809"
    })
    void numberThatDoesNotFitIsOutOfRange(String field, String value) throws WireException {
        assertRefused(
                ErrorCode.OUT_OF_RANGE,
                "The field " + field + " is out of range.",
                with(field, value));
    }

    @Test
    void choiceThatThereIsNotNamesThoseThatThereAre() throws WireException {
        String text = "The field suit is one of hearts, ace-of-spades.";

        assertRefused(ErrorCode.OUT_OF_RANGE, text, with("suit", "\"spades\""));
        assertRefused(ErrorCode.OUT_OF_RANGE, text, with("suit", "\"HEARTS\""));
        assertRefused(ErrorCode.OUT_OF_RANGE, text, with("suit", "\"\""));
    }

    @Test
    void recordsOwnChecksSpeakForThemselves() throws WireException {
        assertRefused(
                ErrorCode.OUT_OF_RANGE,
                "rank=14 (allowed: 1-13)",
                with("card", "{\"suit\":\"hearts\",\"rank\":14}"));
    }

    @Test
    void fieldsWithinAreNamedByTheirPath() throws WireException {
        assertRefused(
                ErrorCode.MISSING_FIELD,
                "The field card.rank is missing.",
                with("card", "{\"suit\":\"hearts\"}"));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "The field cards[].rank must be a whole number.",
                with("cards", "[{\"suit\":\"hearts\",\"rank\":\"4\"}]"));
        assertRefused(
                ErrorCode.MISSING_FIELD, "The field cards[] is missing.", with("cards", "[null]"));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "The field cards[] must be an object.",
                with("cards", "[4]"));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "The field counts.a must be a whole number.",
                with("counts", "{\"b\":1,\"a\":\"1\"}"));
        assertRefused(
                ErrorCode.MISSING_FIELD,
                "The field counts.a is missing.",
                with("counts", "{\"a\":null}"));
    }

    @Test
    void textWithHalfACharacterIsOutOfRange() throws WireException {
        assertRefused(ErrorCode.OUT_OF_RANGE, "text is not Unicode", with("text", "\"\\ud83e\""));
        assertRefused(ErrorCode.OUT_OF_RANGE, "note is not Unicode", with("note", "\"\\udd8a\""));
        ObjectNode json = whole();
        json.putObject("counts").put("\ud83e", 1);
        assertRefused(ErrorCode.OUT_OF_RANGE, "counts is not Unicode", json);
    }

    @Test
    void whatIsNoObjectIsInvalid() {
        WireException caught =
                assertThrows(
                        WireException.class,
                        () -> MessageJson.read(whole().get("cards"), Everything.class));
        assertEquals(ErrorCode.INVALID_FIELD, caught.code());
        assertEquals("The field everything must be an object.", caught.text());
    }

    @Test
    void deadlinesAreServerTimesAndOnlyTheServerSaysThem() throws IOException, WireException {
        Timed timed =
                new Timed(new Deadline(60), Optional.of(new Deadline(0)), List.of(new Deadline(1)));
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.mapper().createGenerator(text)) {
            MessageJson.write(out, timed, tick -> 1_000_000 + tick * 1_000 / 60);
        }
        assertEquals("{\"endsAt\":1001000,\"next\":1000000,\"all\":[1000016]}", text.toString());
        assertEquals("{\"endsAt\":60,\"next\":0,\"all\":[1]}", MessageJson.text(timed));

        WireException caught =
                assertThrows(
                        WireException.class,
                        () -> MessageJson.read(Json.object(text.toString()), Timed.class));
        assertEquals(ErrorCode.INVALID_FIELD, caught.code());
        assertEquals("The field endsAt must be absent: times are the server's.", caught.text());
    }

    private static ObjectNode with(String field, String value) throws WireException {
        ObjectNode json = whole();
        json.set(field, Json.object("{\"value\":" + value + "}").get("value"));
        assertFalse(json.equals(whole()));
        return json;
    }

    private static void assertRefused(ErrorCode code, String text, ObjectNode json) {
        WireException caught =
                assertThrows(
                        WireException.class, () -> MessageJson.read(json, Everything.class), text);
        assertEquals(text, caught.text());
        assertEquals(code, caught.code());
    }
}
