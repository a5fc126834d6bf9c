package dev.atrium.localstack.restore;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which tables are put back, and in which order. */
final class RestoreOrder {
    /**
     * What is true now whatever was true then: who is connected, which hosts live, what operators
     * have switched on and done, and who was shut out or has left. To forget the last would let
     * people in whom somebody has shut out, and bring back accounts that were deleted.
     */
    private static final Set<TableDefinition<?>> OF_THE_PRESENT =
            Set.of(
                    Tables.HOSTS,
                    Tables.CONNECTIONS,
                    Tables.CONNECT_TOKENS,
                    Tables.CHALLENGES,
                    Tables.TICKETS,
                    Tables.SWITCHES,
                    Tables.AUDIT,
                    Tables.SIGN_OUTS,
                    Tables.BANS,
                    Tables.ACCOUNT_DELETIONS);

    private RestoreOrder() {}

    /**
     * Those that are put back, the streamed ones last: each of their rows that is written calls a
     * function, which must find what it has already done.
     */
    static List<TableDefinition<?>> all() {
        return Tables.all().stream()
                .filter(table -> !OF_THE_PRESENT.contains(table))
                .sorted(Comparator.comparing(TableDefinition::stream))
                .toList();
    }
}
