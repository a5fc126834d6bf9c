package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.party.Phase;
import dev.atrium.host.room.StagedRoom;
import dev.atrium.wire.ClientMessage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The party's commands as they should not be, in JSON, on their way through the front into a room
 * that plays: in every phase, from everybody, with every field missing, of every wrong type and out
 * of its range. Each has its one code, changes nothing and is heard by nobody else; and the party
 * comes to its end with the sums that it must have.
 */
class PartyRefusalsTest {
    /** Where a party is when it is spoken to. */
    enum Stand {
        LOBBY,
        STARTING,
        QUESTION,
        ELIMINATION,
        VOTING,
        RESULTS,
        FINAL,
        STORED
    }

    /** Who speaks. */
    private enum Who {
        HOST,
        PLAYER,
        WATCHER,
        LEFT,
        STRANGER
    }

    private static final Set<String> HOST_COMMANDS =
            Set.of(
                    "start-game",
                    "elimination-time-expired",
                    "final-voting-time-expired",
                    "request-next-round",
                    "kick-player",
                    "lock-room");

    private static final List<String> NO_TEXTS =
            List.of("true", "7", "-7", "1.5", "1e300", "[]", "[1]", "{}", "{\"x\":1}", nines(20));
    private static final List<String> NO_BOOLEANS =
            List.of("0", "1", "-1.5", "\"\"", "\"true\"", "[]", "[true]", "{}", nines(20));
    private static final List<String> NO_NUMBERS =
            List.of("true", "1.5", "1e3", "1e300", "\"\"", "\"7\"", "[]", "[1]", "{}");

    /** Texts of which nothing is left, or too much. */
    private static final List<String> BAD_TEXTS =
            List.of(
                    "\"\"",
                    "\"   \"",
                    "\"\\t\\r\\n\\u00a0\\u2003\\u3000\"",
                    "\"\\u0000\"",
                    "\"\\u200b\\u200d\\ufe0f\"",
                    "\"\\u202e\\u202d\\u2066\\u2069\"",
                    "\"\\u0301\\u0302\\u0303\\u0336\"",
                    "\"\\ud800\"",
                    "\"half \\ud83d a pair\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\ue000\\uffff\"",
                    "\"" + "x".repeat(101) + "\"",
                    "\"" + "\ud83d\ude00".repeat(101) + "\"",
                    "\"" + "\\ud83d\\ude00".repeat(101) + "\"",
                    "\"" + "<b>".repeat(34) + "\"");

    /** Texts that are fine, but no answers that are shown, players, or rooms. */
    private static final List<String> OTHER_TEXTS =
            List.of(
                    "no such answer",
                    "x".repeat(100),
                    "\ud83d\ude00".repeat(100),
                    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
                    "<img src=x onerror=alert(1)><script>alert(1)</script>",
                    "' OR 1=1 --",
                    "{\"a\":[1]}",
                    "../../etc/passwd",
                    "${jndi:ldap://x}",
                    "\u202etfel\u202c",
                    "\u05e9\u05dc\u05d5\u05dd",
                    "H\u030d\u030e\u0304\u0305\u033f\u0311\u0306",
                    "a\u0000b");

    /**
     * Values of one field of some commands that have one code.
     *
     * @param values as JSON; empty for a field that is not there
     */
    private record Row(List<String> actions, String field, String code, List<String> values) {}

    private static final List<String> MISSING = List.of("", "null");
    private static final List<String> VOTES =
            List.of("submit-elimination-vote", "submit-final-vote");
    private static final List<String> BY_PLAYERS =
            List.of("submit-answer", "submit-elimination-vote", "submit-final-vote");
    private static final List<String> ALL = all();

    private static final List<Row> ROWS =
            List.of(
                    new Row(List.of("submit-answer"), "answer", "missing-field", MISSING),
                    new Row(List.of("submit-answer"), "answer", "invalid-field", NO_TEXTS),
                    new Row(List.of("submit-answer"), "answer", "out-of-range", BAD_TEXTS),
                    new Row(VOTES, "vote", "missing-field", MISSING),
                    new Row(VOTES, "vote", "invalid-field", NO_TEXTS),
                    new Row(VOTES, "vote", "out-of-range", BAD_TEXTS),
                    new Row(BY_PLAYERS, "playerName", "invalid-field", NO_TEXTS),
                    new Row(List.of("kick-player"), "playerId", "missing-field", MISSING),
                    new Row(List.of("kick-player"), "playerId", "invalid-field", NO_TEXTS),
                    new Row(List.of("lock-room"), "locked", "missing-field", MISSING),
                    new Row(List.of("lock-room"), "locked", "invalid-field", NO_BOOLEANS),
                    new Row(ALL, "roomCode", "invalid-field", NO_TEXTS),
                    new Row(ALL, "seq", "missing-field", MISSING),
                    new Row(ALL, "seq", "invalid-field", NO_NUMBERS),
                    new Row(ALL, "seq", "out-of-range", List.of("0", "-7", nines(20))),
                    new Row(ALL, "id", "invalid-field", List.of("7", "[]", quoted(65))),
                    new Row(ALL, "room", "invalid-field", List.of("7", "{}", quoted(65))),
                    new Row(ALL, "seq", "malformed", List.of(nines(41))),
                    new Row(ALL, "action", "malformed", List.of("", "null", "7", "[]", "{}")),
                    new Row(ALL, "roomCode", "too-large", List.of(quoted(2_048), quoted(16_384))));

    /** Where one of these is wrong nobody knows which command it was. */
    private static final Set<String> UNREAD = Set.of("seq", "id", "room", "action");

    private static List<String> all() {
        List<String> all = new ArrayList<>(HOST_COMMANDS.stream().sorted().toList());
        all.addAll(BY_PLAYERS);
        return all;
    }

    private static String nines(int digits) {
        return "9".repeat(digits);
    }

    private static String quoted(int characters) {
        return "\"" + "x".repeat(characters) + "\"";
    }

    /** A party where it is to be, and everybody who speaks to it. */
    private static final class Scene {
        final PartyStage stage = new PartyStage();
        final PartyStage.Person ann = stage.join(0, "Ann");
        final PartyStage.Person ben = stage.join(1, "Ben");
        final PartyStage.Person cat = stage.join(2, "Cat");
        final PartyStage.Person left = stage.join(3, "Dan");
        final PartyStage.Person watcher = stage.watch(9);
        final PartyStage.Person stranger = stage.stranger(8);

        Scene(Stand stand) {
            boolean inLobby = stand == Stand.LOBBY || stand == Stand.STARTING;
            if (!inLobby) {
                stage.playTo(Phase.QUESTION, ann, ben, cat);
            }
            left.line.say("{\"action\":\"leave\"}");
            switch (stand) {
                case LOBBY -> {}
                case STARTING -> ann.does("start-game");
                case QUESTION -> stage.playTo(Phase.QUESTION, ann, ben, cat);
                case ELIMINATION -> stage.playTo(Phase.ELIMINATION, ann, ben, cat);
                case VOTING -> stage.playTo(Phase.VOTING, ann, ben, cat);
                case RESULTS -> stage.playTo(Phase.RESULTS, ann, ben, cat);
                case FINAL, STORED -> stage.playTo(Phase.FINAL, ann, ben, cat);
            }
            if (stand == Stand.STORED) {
                stage.store();
            }
        }

        PartyStage.Person speaks(Who who) {
            return switch (who) {
                case HOST -> ann;
                case PLAYER -> ben;
                case WATCHER -> watcher;
                case LEFT -> left;
                case STRANGER -> stranger;
            };
        }

        /** It is refused with that code; nothing has happened. */
        void refuses(String code, PartyStage.Person person, String said) {
            stage.refuses(code, person, said);
        }

        void playOn() {
            stage.playOn(ann, ben, cat);
        }
    }

    /** Something that can be read. */
    private static void ping(PartyStage.Person person) {
        person.line.say("{\"action\":\"ping\",\"t\":1}");
        person.line.told();
    }

    /** A command with nothing wrong in it. */
    private static ObjectNode good(PartyStage.Person person, String action) {
        ObjectNode command = person.command(action);
        switch (action) {
            case "submit-answer" -> command.put("answer", "an answer");
            case "submit-elimination-vote", "submit-final-vote" ->
                    command.put("vote", "no such answer");
            case "kick-player" -> command.put("playerId", "nobody");
            case "lock-room" -> command.put("locked", true);
            default -> {}
        }
        return command;
    }

    private static String with(ObjectNode command, String field, String value) {
        command.remove(field);
        if (value.isEmpty()) {
            return command.toString();
        }
        // Not by the mapper: it must be sent as it stands here.
        String rest = command.toString().substring(1);
        return "{\"" + field + "\":" + value + (rest.equals("}") ? "" : ",") + rest;
    }

    /** What a command is refused with that has nothing wrong in it; empty if it is taken. */
    private static String code(Stand stand, Who who, String action) {
        if (who == Who.LEFT || who == Who.STRANGER) {
            return "not-entered";
        }
        if (who == Who.WATCHER) {
            return "watching";
        }
        if (stand == Stand.FINAL || stand == Stand.STORED) {
            return "room-over";
        }
        if (stand == Stand.STARTING) {
            return "already-starting";
        }
        if (HOST_COMMANDS.contains(action) && who != Who.HOST) {
            return "not-host";
        }
        return switch (action) {
            case "start-game" -> stand == Stand.LOBBY ? "" : "wrong-phase";
            case "submit-answer" -> stand == Stand.QUESTION ? "" : "wrong-phase";
            case "submit-elimination-vote" ->
                    stand == Stand.ELIMINATION ? "unknown-answer" : "wrong-phase";
            case "submit-final-vote" -> stand == Stand.VOTING ? "unknown-answer" : "wrong-phase";
            // Of the phase that has only just ended it is true already, so it is taken.
            case "elimination-time-expired" -> expired(stand, Stand.ELIMINATION, Stand.VOTING);
            case "final-voting-time-expired" -> expired(stand, Stand.VOTING, Stand.RESULTS);
            case "request-next-round" -> stand == Stand.RESULTS ? "" : "wrong-phase";
            case "kick-player" -> "player-not-found";
            case "lock-room" -> "";
            default -> throw new AssertionError(action);
        };
    }

    private static String expired(Stand now, Stand phase, Stand following) {
        if (now == following) {
            return "";
        }
        return now == phase ? "too-early" : "wrong-phase";
    }

    @ParameterizedTest
    @EnumSource(Stand.class)
    void everyCommandOfEverybodyIsRefusedWithItsCode(Stand stand) {
        Scene scene = new Scene(stand);
        int refused = 0;
        for (String action : ALL) {
            for (Who who : Who.values()) {
                PartyStage.Person person = scene.speaks(who);
                String code = code(stand, who, action);
                if (!code.isEmpty()) {
                    scene.refuses(code, person, good(person, action).toString());
                    refused++;
                }
                String unentered = who == Who.LEFT || who == Who.STRANGER ? "not-entered" : "";
                String elsewhere = unentered.isEmpty() ? "room-not-found" : unentered;
                String room = "e".repeat(StagedRoom.ID.length());
                scene.refuses(elsewhere, person, good(person, action).put("room", room).toString());
                person.takesBack();
                String other = unentered.isEmpty() ? "unknown-action" : unentered;
                scene.refuses(other, person, good(person, action + "s").toString());
                person.takesBack();
                refused += 2;
                if (who == Who.HOST || who == Who.PLAYER) {
                    boolean over = stand == Stand.FINAL || stand == Stand.STORED;
                    refused += refusesOthers(scene, person, action, over ? code : "wrong-seat");
                }
            }
        }
        assertTrue(refused > 150, "refused: " + refused);
        scene.playOn();
    }

    /** Another room's code, and another player's name. */
    private static int refusesOthers(
            Scene scene, PartyStage.Person person, String action, String code) {
        int refused = 0;
        for (String roomCode : List.of("", "ABCE", "abcd", "ABCD ", "\u0410BCD", "x".repeat(99))) {
            scene.refuses(code, person, good(person, action).put("roomCode", roomCode).toString());
            refused++;
        }
        if (BY_PLAYERS.contains(action)) {
            for (String name : List.of("", "Cat", "ann", "Ann ", "Dan", "player-0")) {
                scene.refuses(
                        code, person, good(person, action).put("playerName", name).toString());
                refused++;
            }
        }
        return refused;
    }

    @ParameterizedTest
    @EnumSource(Stand.class)
    void everyFieldThatIsWrongHasItsCode(Stand stand) {
        Scene scene = new Scene(stand);
        int refused = 0;
        for (Row row : ROWS) {
            for (String action : row.actions()) {
                for (String value : row.values()) {
                    for (Who who : List.of(Who.HOST, Who.PLAYER, Who.WATCHER)) {
                        PartyStage.Person person = scene.speaks(who);
                        ObjectNode command = good(person, action);
                        String said = with(command, row.field(), value);
                        if (UNREAD.contains(row.field())
                                || said.length() > ClientMessage.BYTES_MAX) {
                            // Three such in a row close a connection: something good is between.
                            scene.refuses(row.code(), person, said);
                            person.takesBack();
                            ping(person);
                        } else {
                            scene.refuses(row.code(), person, said);
                        }
                        refused++;
                    }
                }
            }
        }
        assertTrue(refused > 1_000, "refused: " + refused);
        scene.playOn();
    }

    @ParameterizedTest
    @EnumSource(Stand.class)
    void textsThatAreNothingHereAreRefusedWithTheCodeOfTheMoment(Stand stand) {
        Scene scene = new Scene(stand);
        for (String text : OTHER_TEXTS) {
            for (Who who : Who.values()) {
                PartyStage.Person person = scene.speaks(who);
                for (String vote : VOTES) {
                    String code = code(stand, who, vote);
                    scene.refuses(code, person, person.command(vote, "vote", text).toString());
                }
                scene.refuses(
                        code(stand, who, "kick-player"),
                        person,
                        person.command("kick-player", "playerId", text).toString());
                String answers = code(stand, who, "submit-answer");
                if (!answers.isEmpty()) {
                    scene.refuses(
                            answers,
                            person,
                            person.command("submit-answer", "answer", text).toString());
                }
            }
        }
        scene.playOn();
    }

    @ParameterizedTest
    @EnumSource(Stand.class)
    void whatMayNotBeSaidIsRefusedBeforeTheRulesAreAsked(Stand stand) {
        Scene scene = new Scene(stand);
        for (String text : List.of("shit", "You SHIT!", "sh1t", "s\u200bh\u202eit", "\uff53hit")) {
            for (Who who : Who.values()) {
                PartyStage.Person person = scene.speaks(who);
                boolean plays = who == Who.HOST || who == Who.PLAYER;
                boolean over = stand == Stand.FINAL || stand == Stand.STORED;
                String code = plays && !over ? "profanity" : code(stand, who, "submit-answer");
                scene.refuses(
                        code, person, person.command("submit-answer", "answer", text).toString());
            }
        }
        scene.playOn();
    }

    @ParameterizedTest
    @EnumSource(Stand.class)
    void whatCannotBeReadIsMalformed(Stand stand) {
        Scene scene = new Scene(stand);
        String deep = "[".repeat(40) + "]".repeat(40);
        for (String said :
                List.of(
                        "",
                        " ",
                        "null",
                        "[]",
                        "7",
                        "\"start-game\"",
                        "{",
                        "{\"action\":\"start-game\",\"seq\":1",
                        "{\"action\":\"start-game\",\"seq\":1}}",
                        "{\"action\":\"start-game\",\"seq\":1}{}",
                        "{\"action\":\"start-game\",\"seq\":1,\"seq\":2}",
                        "{\"action\":\"start-game\",\"action\":\"leave\"}",
                        "{\"action\":\"start-game\",\"seq\":1,\"x\":" + deep + "}",
                        "{'action':'start-game'}",
                        "{\"action\":\"start-game\",\"seq\":01}",
                        "{\"action\":\"start-game\",\"seq\":NaN}",
                        "{\"action\":\"submit-answer\",\"answer\":\"\n\"}",
                        "\ufeff\ufeff{\"action\":\"start-game\"}")) {
            for (Who who : Who.values()) {
                PartyStage.Person person = scene.speaks(who);
                scene.refuses("malformed", person, said);
                ping(person);
            }
        }
        scene.playOn();
    }
}
