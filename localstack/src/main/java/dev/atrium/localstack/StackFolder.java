package dev.atrium.localstack;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a stack keeps its files: a folder that was given, or one that ends with it. */
final class StackFolder implements AutoCloseable {
    /** Holds the id of the process that a folder belongs to. */
    private static final String OWNER = "stack.pid";

    private final Path root;
    private final boolean kept;

    private StackFolder(Path root, boolean kept) {
        this.root = root;
        this.kept = kept;
    }

    /**
     * Opens a folder and makes sure that it can be written.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static StackFolder open(Optional<Path> given) {
        try {
            Path root =
                    given.isPresent()
                            ? Files.createDirectories(given.get())
                            : Files.createTempDirectory(leftByTheDead(), "atrium-");
            Path probe = Files.createTempFile(root, ".probe", "");
            Files.delete(probe);
            Files.writeString(root.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
            return new StackFolder(root, given.isPresent());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--data="
                            + given.map(Path::toString).orElse("(temporary)")
                            + " cannot be written: choose another folder",
                    e);
        }
    }

    /** Clears the folders of stacks that were killed: keys lie in them. Gives where they stand. */
    private static Path leftByTheDead() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> left;
        try (Stream<Path> files = Files.list(temporary)) {
            left = files.filter(StackFolder::isLeft).toList();
        }
        for (Path folder : left) {
            Files.walkFileTree(folder, new Deletion());
        }
        return temporary;
    }

    private static boolean isLeft(Path folder) {
        if (!folder.getFileName().toString().startsWith("atrium-")) {
            return false;
        }
        try {
            long pid = Long.parseLong(Files.readString(folder.resolve(OWNER)));
            return ProcessHandle.of(pid).isEmpty();
        } catch (IOException | NumberFormatException e) {
            // Not one of ours, or somebody else's.
            return false;
        }
    }

    Path root() {
        return root;
    }

    boolean kept() {
        return kept;
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            Files.walkFileTree(root, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
