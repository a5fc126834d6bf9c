package dev.atrium.host.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MachineFiguresTest {
    @TempDir private Path proc;

    @Test
    void figuresAreReadFromLinuxsFiles() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("loadavg"), "0.52 1.25 2.75 1/333 4444\n");
        Files.writeString(
                proc.resolve("net/dev"),
                """
                Inter-|   Receive                  |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes
                    lo: 9999 1 0 0 0 0 0 0 8888 1 0 0 0 0 0 0
                  eth0: 1000 1 0 0 0 0 0 0 2000 1 0 0 0 0 0 0
                  eth1:   50 1 0 0 0 0 0 0   70 1 0 0 0 0 0 0
                """);
        Files.writeString(
                proc.resolve("self/io"), "rchar: 1\nread_bytes: 4096\nwrite_bytes: 8192\n");
        MachineFigures figures = new MachineFigures(proc);
        assertEquals(0.52, figures.load(0));
        assertEquals(2.75, figures.load(2));
        assertEquals(1050, figures.networkBytes(0));
        assertEquals(2070, figures.networkBytes(8));
        assertEquals(4096, figures.diskBytes("read_bytes"));
        assertEquals(8192, figures.diskBytes("write_bytes"));
    }

    @Test
    void whereThereAreNoneTheyAreNotANumber() {
        MachineFigures figures = new MachineFigures(proc);
        assertEquals(Double.NaN, figures.load(0));
        assertEquals(Double.NaN, figures.networkBytes(0));
        assertEquals(Double.NaN, figures.diskBytes("read_bytes"));
    }
}
