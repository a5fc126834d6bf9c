package dev.atrium.localstack.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ImageFileTest {
    @TempDir private Path folder;

    @Test
    void sameContentsAreTheSameImage() throws IOException {
        String first = written("one", "hello");
        assertEquals(first, written("two", "hello"));
        assertEquals(
                -1,
                Files.mismatch(folder.resolve("one/image.tar"), folder.resolve("two/image.tar")));
    }

    @Test
    void otherContentsAreAnotherImage() throws IOException {
        assertNotEquals(written("one", "hello"), written("two", "good bye"));
    }

    @Test
    void imageIsUnpackedAsItWasMade() throws IOException {
        written("one", "hello");
        ContainerTree tree =
                ContainerTree.unpack(folder.resolve("one/image.tar"), folder.resolve("unpacked"));
        assertEquals(ImageContents.USER, tree.user());
        assertEquals(List.of("/bin/run", "-fast"), tree.entryPoint());
        assertEquals(List.of(5L), List.copyOf(tree.layers().values()));
        assertEquals("hello", Files.readString(folder.resolve("unpacked/tree/opt/file")));
    }

    /** Made in a place and at a time of its own. */
    private String written(String name, String text) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Path file = Files.writeString(own.resolve("file"), text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(name.hashCode()));
        ImageContents contents =
                new ImageContents(
                        "atrium/test",
                        List.of(
                                new ImageContents.Layer(
                                        "files", Map.of("/opt/file", file), Set.of("/tmp"))),
                        List.of("/bin/run", "-fast"),
                        Map.of("A", "b"),
                        Set.of("/tmp"),
                        Set.of(8_081));
        return ImageFile.write(contents, own.resolve("image.tar"), own.resolve("cache"));
    }
}
