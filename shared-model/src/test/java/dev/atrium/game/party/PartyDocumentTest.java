package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Verdict;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients are written by {@code docs/protocol.md}: its part on the party is what is sent. */
class PartyDocumentTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Every command may name these, which is said once. */
    private static final Set<String> OF_ALL_COMMANDS = Set.of("roomCode", "playerName");

    /** Every game refuses what it does not know. */
    private static final Set<Refusal> OF_ALL_GAMES =
            Set.of(Refusal.UNKNOWN_ACT, Refusal.UNKNOWN_COMMAND);

    private List<String> section = List.of();

    @BeforeEach
    void read() throws IOException {
        List<String> document = Files.readAllLines(Path.of("docs", "protocol.md"));
        int start = document.indexOf("## Party: `party.robots`");
        section =
                document.subList(start + 1, document.size()).stream()
                        .takeWhile(line -> !line.startsWith("## "))
                        .toList();
    }

    /** The rows of the table whose head begins with that word: the code of each row's cells. */
    private List<List<List<String>>> table(String head) {
        int at = section.stream().map(l -> l.startsWith("| " + head + " |")).toList().indexOf(true);
        return section.subList(at + 2, section.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.asList(line.replace("\\|", "/").split("\\|")))
                .map(cells -> cells.stream().skip(1).map(PartyDocumentTest::code).toList())
                .toList();
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /**
     * The fields of {@code {a, b: {c}}} as the document names them.
     *
     * @param within each of them; none where they are not named
     */
    private record Fields(SortedMap<String, Fields> within) {
        static Fields of(String shape) {
            // What is in a text, a list of names or a map of counts is no field.
            String plain =
                    shape.replaceAll("\"[^\"]*\"", "")
                            .replaceAll("\\[\\w+]", "")
                            .replaceAll("\\{text: count}", "");
            Matcher tokens = Pattern.compile("\\w+|[{}]").matcher(plain);
            assertTrue(tokens.find() && tokens.group().equals("{"), shape);
            return read(tokens);
        }

        private static Fields read(Matcher tokens) {
            Fields fields = new Fields(new TreeMap<>());
            String last = "";
            while (tokens.find() && !tokens.group().equals("}")) {
                boolean opens = tokens.group().equals("{");
                last = opens ? last : tokens.group();
                fields.within().put(last, opens ? read(tokens) : new Fields(new TreeMap<>()));
            }
            return fields;
        }

        void assertDescribes(Class<?> type) {
            TreeSet<String> sent = new TreeSet<>();
            for (RecordComponent component : type.getRecordComponents()) {
                sent.add(component.getName());
                Fields nested = within.get(component.getName());
                if (nested != null && !nested.within().isEmpty()) {
                    nested.assertDescribes(element(component.getGenericType()));
                }
            }
            if (PlayerCommand.class.isAssignableFrom(type)) {
                sent.removeAll(OF_ALL_COMMANDS);
            }
            assertEquals(sent, within.keySet(), type.getSimpleName());
        }
    }

    /** Of {@code Optional<A>} or {@code List<A>} the {@code A}. */
    private static Class<?> element(Type type) {
        return type instanceof ParameterizedType holder
                ? (Class<?>) holder.getActualTypeArguments()[0]
                : (Class<?>) type;
    }

    private static SortedMap<String, Class<?>> named(Class<?> sealedType) {
        TreeMap<String, Class<?>> named = new TreeMap<>();
        for (Class<?> type : sealedType.getPermittedSubclasses()) {
            if (type.isRecord()) {
                named.put(MessageShape.of(type.asSubclass(Message.class)).name(), type);
            } else {
                named.putAll(named(type));
            }
        }
        return named;
    }

    @Test
    void everyEventStandsThereWithItsFields() {
        SortedMap<String, Class<?>> sent = named(PartyEvents.Event.class);
        sent.put("room-joined", RoomJoined.class);
        TreeSet<String> documented = new TreeSet<>();
        for (List<List<String>> row : table("event")) {
            List<String> shapes = row.get(1).stream().filter(code -> code.startsWith("{")).toList();
            for (int i = 0; i < row.getFirst().size(); i++) {
                String name = row.getFirst().get(i);
                documented.add(name);
                String shape = shapes.get(Math.min(i, shapes.size() - 1));
                Fields.of(shape).assertDescribes(Optional.ofNullable(sent.get(name)).orElseThrow());
            }
            if (row.getFirst().contains("player-joined")) {
                Fields.of(shapes.getLast()).assertDescribes(PartyEvents.PartyPlayer.class);
            }
        }
        assertEquals(sent.keySet(), documented);
    }

    @Test
    void everyCommandStandsThereWithItsFields() {
        SortedMap<String, Class<?>> known = named(PartyCommands.Command.class);
        TreeSet<String> documented = new TreeSet<>();
        for (List<List<String>> row : table("command")) {
            for (String code : row.getFirst()) {
                String name = code.substring(0, code.indexOf(' '));
                documented.add(name);
                Fields.of(code.substring(code.indexOf('{')))
                        .assertDescribes(Optional.ofNullable(known.get(name)).orElseThrow());
            }
        }
        assertEquals(known.keySet(), documented);
    }

    @Test
    void viewStandsThereWithItsFields() {
        String line =
                section.stream().filter(l -> l.startsWith("The view `state`")).findFirst().get();
        Fields.of(code(line).get(1)).assertDescribes(State.class);
    }

    @Test
    void everyRefusalStandsThere() {
        List<String> documented = new ArrayList<>();
        table("code").forEach(row -> documented.addAll(row.getFirst()));
        for (Refusal refusal : Refusal.values()) {
            String code = ((Verdict.Refused) refusal.verdict()).code();
            assertTrue(OF_ALL_GAMES.contains(refusal) || documented.contains(code), code);
        }
    }
}
