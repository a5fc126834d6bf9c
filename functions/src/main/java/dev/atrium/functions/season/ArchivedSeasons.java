package dev.atrium.functions.season;

import dev.atrium.archive.Archive;
import dev.atrium.board.SeasonArchive;
import dev.atrium.schema.SeasonRow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Seasons that are over, as they were archived. An archive never changes, so the last few that were
 * read are kept. Blocking and thread-safe.
 */
public final class ArchivedSeasons {
    /** Some megabytes each at most; who was read longest ago goes first. */
    private static final int KEPT_MAX = 8;

    private final SeasonBook book;
    private final Supplier<Archive> archive;
    private final Map<String, SeasonArchive> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, SeasonArchive> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** Those that this book names, from that archive. */
    public ArchivedSeasons(SeasonBook book, Supplier<Archive> archive) {
        this.book = book;
        this.archive = archive;
    }

    /**
     * A season's archive; empty as long as it has none.
     *
     * @throws UncheckedIOException if the archive cannot be read now
     */
    public Optional<SeasonArchive> find(String board, String season) {
        String name = board + "#" + season;
        synchronized (kept) {
            SeasonArchive known = kept.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<SeasonArchive> read =
                book.find(board, season)
                        .filter(row -> row.archiveHash() != null)
                        .map(row -> read(archive.get(), row));
        synchronized (kept) {
            read.ifPresent(found -> kept.put(name, found));
        }
        return read;
    }

    /** The archive that a row names, which must be there. */
    static SeasonArchive read(Archive archive, SeasonRow row) {
        String hash = String.valueOf(row.archiveHash());
        try {
            byte[] document =
                    archive.get(SeasonArchive.key(row.board(), row.season(), hash))
                            .orElseThrow(() -> new IOException("no archive " + hash));
            return SeasonArchive.decode(document, hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
