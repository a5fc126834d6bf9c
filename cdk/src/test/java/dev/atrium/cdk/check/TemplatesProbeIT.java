package dev.atrium.cdk.check;

import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;

class TemplatesProbeIT {
    @Test
    void probe() throws Exception {
        long t = System.nanoTime();
        Templates all = Templates.of(Stage.PROD);
        long ms = (System.nanoTime() - t) / 1_000_000;
        java.nio.file.Path out = java.nio.file.Path.of("target/probe");
        java.nio.file.Files.createDirectories(out);
        java.nio.file.Files.writeString(out.resolve("ms.txt"), ms + "");
        for (String name : all.stacks()) {
            java.nio.file.Files.writeString(
                    out.resolve(name + ".json"), all.stack(name).toPrettyString());
        }
    }
}
