package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ClientSocketTest {
    private static final String SWITCHED = "HTTP/1.1 101 Switching Protocols\r\nx: y\r\n\r\n";

    private final List<String> heard = new ArrayList<>();
    private final ClientSocket socket =
            new ClientSocket(
                    new ClientSocket.Listener() {
                        @Override
                        public void opened() {
                            heard.add("opened");
                        }

                        @Override
                        public void received(int bytes) {}

                        @Override
                        public void text(byte[] utf8) {
                            heard.add("text " + new String(utf8, US_ASCII));
                        }

                        @Override
                        public void binary(byte[] message) {
                            heard.add("binary " + message.length);
                        }

                        @Override
                        public void ended(String cause) {
                            heard.add("ended: " + cause);
                        }
                    },
                    8_081,
                    "atrium.v1",
                    7);
    private final EmbeddedChannel channel = new EmbeddedChannel(socket);

    private static ByteBuf frame(int opcode, int length) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeByte(0x80 | opcode);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        return frame.writeBytes("z".repeat(length).getBytes(US_ASCII));
    }

    private void reads(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    private void reads(String text) {
        reads(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private ByteBuf sent() {
        return channel.readOutbound();
    }

    @Test
    void itAsksForTheSubprotocolAndOpensWhenTheHostSwitches() {
        String request = sent().toString(US_ASCII);
        assertTrue(request.startsWith("GET /play HTTP/1.1\r\nHost: localhost:8081\r\n"));
        assertTrue(request.endsWith("Sec-WebSocket-Protocol: atrium.v1\r\n\r\n"));

        reads(SWITCHED.substring(0, 20));
        assertEquals(List.of(), heard);
        reads(SWITCHED.substring(20));

        assertEquals(List.of("opened"), heard);
    }

    @Test
    void anUpgradeThatIsRefusedIsToldWithItsStatus() {
        reads("HTTP/1.1 403 Forbidden\r\n\r\n");

        assertEquals(List.of("ended: upgrade refused: HTTP/1.1 403 Forbidden"), heard);
        assertFalse(channel.isOpen());
    }

    @Test
    void framesOfEverySizeComeWholeHoweverTheyAreCut() {
        reads(SWITCHED);
        ByteBuf all =
                Unpooled.wrappedBuffer(frame(2, 3), frame(2, 126), frame(2, 70_000), frame(1, 2));
        while (all.isReadable()) {
            reads(all.readRetainedSlice(Math.min(all.readableBytes(), 4_099)));
        }
        reads(frame(2, 5).readRetainedSlice(1));

        assertEquals(List.of("opened", "binary 3", "binary 126", "binary 70000", "text zz"), heard);
    }

    @Test
    void whatItSendsIsMaskedAndReadsAsItWasMeant() {
        reads(SWITCHED);
        sent();
        byte[] payload = "a".repeat(200).getBytes(US_ASCII);
        assertEquals(208, socket.send(ClientSocket.BINARY, payload));

        ByteBuf frame = sent();
        assertEquals(0x82, frame.readUnsignedByte());
        assertEquals(0x80 | 126, frame.readUnsignedByte());
        assertEquals(200, frame.readUnsignedShort());
        byte[] mask = new byte[4];
        frame.readBytes(mask);
        byte[] read = new byte[200];
        frame.readBytes(read);
        for (int i = 0; i < read.length; i++) {
            read[i] ^= mask[i & 3];
        }
        assertArrayEquals(payload, read);
        assertFalse(frame.isReadable());
    }

    @Test
    void pingsAreAnsweredAndCloseFramesEndItOnce() {
        reads(SWITCHED);
        sent();
        reads(frame(9, 4));
        assertEquals(0x8a, sent().readUnsignedByte());

        reads(Unpooled.wrappedBuffer(new byte[] {(byte) 0x88, 2, 0x11, 0x38}));

        assertEquals(List.of("opened", "ended: closed with 4408"), heard);
        assertEquals(0, socket.send(ClientSocket.TEXT, new byte[1]));
    }

    @Test
    void framesThatNoRoomSendsEndIt() {
        reads(SWITCHED);
        reads(Unpooled.wrappedBuffer(new byte[] {0x01, 1, 'a'}));

        assertEquals("ended: a frame that no room sends", heard.getLast());
    }

    @Test
    void aLostConnectionIsTold() {
        reads(SWITCHED);
        var _ = channel.close();

        assertEquals(List.of("opened", "ended: connection lost"), heard);
    }
}
