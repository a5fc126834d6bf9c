package dev.atrium.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.message.Allowance;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.RoomMessages;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Clients are written by {@code docs/protocol.md}: its table is what messages declare. */
class AllowancesDocumentTest {
    private static final String HEAD = "| where | action | in the long run | at once | bytes |";

    private static String row(String where, String action, Allowance allowance) {
        String rate =
                allowance.perSeconds() == 1
                        ? allowance.messages() + " a second"
                        : allowance.messages() + " in " + allowance.perSeconds() + " s";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %,d |",
                where,
                action,
                rate,
                allowance.burst(),
                allowance.bytesMax());
    }

    private static boolean isOfClients(MessageShape shape) {
        return PlayerCommand.class.isAssignableFrom(shape.type())
                || PlayerQuery.class.isAssignableFrom(shape.type());
    }

    private static String named(String name) {
        return "`" + name + "`";
    }

    /** Old rules versions are told what the newest is. */
    private static List<Game> newest() {
        GameCatalog games = Games.all();
        return games.all().stream()
                .filter(game -> games.newest(game.info().id()).orElseThrow().equals(game))
                .toList();
    }

    @Test
    void tableIsWhatMessagesDeclare() throws IOException {
        List<String> declared = new ArrayList<>();
        for (MessageShape shape : RoomMessages.FROM_CLIENTS.shapes()) {
            declared.add(row("every room", named(shape.name()), shape.allowance()));
        }
        for (Game game : newest()) {
            for (MessageShape shape : game.vocabulary().shapes()) {
                if (isOfClients(shape)) {
                    String where = named(game.info().id());
                    declared.add(row(where, named(shape.name()), shape.allowance()));
                }
            }
        }
        declared.add(row("a game that says nothing", "any", Allowance.DEFAULT));

        List<String> document = Files.readAllLines(Path.of("docs", "protocol.md"));
        List<String> documented =
                document.subList(document.indexOf(HEAD) + 2, document.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();
        assertEquals(String.join("\n", declared), String.join("\n", documented));
    }
}
