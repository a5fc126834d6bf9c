package dev.atrium.host.front;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.party.State;
import dev.atrium.host.room.StagedRoom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Frames as somebody sends them who wants to do harm: right ones, and what is made of them. */
final class PartyFrames {
    private static final List<String> ACTIONS =
            List.of(
                    "start-game",
                    "submit-answer",
                    "submit-answer",
                    "submit-elimination-vote",
                    "submit-elimination-vote",
                    "submit-final-vote",
                    "submit-final-vote",
                    "elimination-time-expired",
                    "final-voting-time-expired",
                    "request-next-round",
                    "kick-player",
                    "lock-room",
                    "questions-dealt",
                    "questions-missing",
                    "round-played",
                    "ping",
                    "resume",
                    "error");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "roses",
                    "The roses!",
                    "you shit",
                    "<script>alert(1)</script>",
                    "\ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                    "\u202e\u05e9\u05dc\u05d5\u05dd\u2066",
                    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306a",
                    "\u0000\u0001\u001f",
                    "x".repeat(100),
                    "x".repeat(101),
                    "\ufdfa".repeat(100),
                    "\u1100\u1161\u11a8".repeat(33),
                    "\u0344".repeat(50),
                    "x".repeat(2_500));

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e400",
                    "9223372036854775807",
                    "9223372036854775808",
                    "9".repeat(40),
                    "9".repeat(400),
                    "\"\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\u0000\"",
                    "[]",
                    "[[[[1]]]]",
                    "{\"a\":{\"a\":{}}}",
                    "[".repeat(31) + "]".repeat(31),
                    "[".repeat(5_000) + "]".repeat(5_000),
                    "[".repeat(5_000));

    private final Random random;

    PartyFrames(Random random) {
        this.random = random;
    }

    /** What that person sends next, to a party that looks like that. */
    byte[] next(PartyStage.Person person, State view) {
        ObjectNode right = right(person, view);
        byte[] bytes = bytes(right.toString());
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 11, 12, 13, 14 -> bytes;
            case 3 -> flipped(bytes);
            case 4 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 5 -> inserted(bytes);
            case 6 -> bytes(valued(right));
            case 7 -> bytes(swapped(right));
            case 8 -> bytes(doubled(right));
            case 9 -> noise();
            case 10 -> bytes(renamed(right));
            default -> bytes(right.put(one(names(right)), one(TEXTS)).toString());
        };
    }

    private ObjectNode right(PartyStage.Person person, State view) {
        boolean lobby = view.question().isEmpty();
        if (!lobby && random.nextInt(30) == 0) {
            ObjectNode enter = person.command("enter");
            person.takesBack();
            int player = random.nextInt(12);
            return enter.put(
                    "ticket",
                    random.nextBoolean()
                            ? FrontStage.joining(player, "Eve")
                            : FrontStage.watching(player));
        }
        if (!lobby && random.nextInt(2_000) == 0) {
            return person.command("leave");
        }
        ObjectNode command = person.command(one(ACTIONS));
        command.put("answer", text(view)).put("vote", text(view));
        command.put("playerId", "player-" + random.nextInt(6));
        command.put("locked", random.nextBoolean());
        command.put("t", random.nextLong());
        if (random.nextInt(4) == 0) {
            command.put("roomCode", random.nextInt(3) == 0 ? "ZZZZ" : PartyStage.CODE);
        }
        if (random.nextInt(8) == 0) {
            command.put("playerName", random.nextBoolean() ? "Ann" : "Troublemaker 2");
        }
        if (random.nextInt(4) == 0) {
            command.put("room", StagedRoom.ID);
        }
        return command;
    }

    private String text(State view) {
        List<State.AnswerState> shown = view.answers();
        return shown.isEmpty() || random.nextInt(4) == 0
                ? one(TEXTS)
                : shown.get(random.nextInt(shown.size())).text();
    }

    private byte[] flipped(byte[] bytes) {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] inserted(byte[] bytes) {
        byte[] more = new byte[1 + random.nextInt(6)];
        random.nextBytes(more);
        int at = random.nextInt(bytes.length);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
        System.arraycopy(more, 0, longer, at, more.length);
        return longer;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(20) == 0 ? 20_000 : random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    /** Another value for one field. */
    private String valued(ObjectNode right) {
        String name = one(names(right));
        String value = right.get(name).toString();
        return right.toString().replace("\"" + name + "\":" + value, field(name));
    }

    private String field(String name) {
        return "\"" + name + "\":" + one(VALUES);
    }

    private static String swappedIn(ObjectNode right, String one, String other) {
        var kept = right.get(one);
        right.set(one, right.get(other));
        right.set(other, kept);
        return right.toString();
    }

    private String swapped(ObjectNode right) {
        return swappedIn(right, one(names(right)), one(names(right)));
    }

    private String doubled(ObjectNode right) {
        return "{" + field(one(names(right))) + "," + right.toString().substring(1);
    }

    private String renamed(ObjectNode right) {
        String name = one(names(right));
        return right.toString().replace("\"" + name + "\":", "\"" + one(TEXTS).length() + "\":");
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
