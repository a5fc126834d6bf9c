package dev.atrium.localstack;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

/**
 * Where the stack listens for players: the gateway and the room hosts' sockets. Everything else of
 * it stays on the loopback address.
 *
 * @param name of it in URLs: an IPv4 address, or {@code localhost}
 * @param bound what is listened on
 */
public record ListenAddress(String name, InetAddress bound) {
    /** This machine alone, under its own names. */
    public static final ListenAddress LOCALHOST =
            new ListenAddress("localhost", InetAddress.getLoopbackAddress());

    private static final String ALLOWED =
            " (allowed: an IPv4 address of this machine, such as 192.168.1.20)";

    /**
     * Reads an address and looks whether this machine has it. A name is not resolved.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what is allowed
     */
    public static ListenAddress parse(String literal) {
        InetAddress address = literal(literal);
        if (address.isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "--address="
                            + literal
                            + " is no address that a phone can open: name one of this machine,"
                            + " such as 192.168.1.20");
        }
        if (!isOfThisMachine(address)) {
            throw new IllegalArgumentException(
                    "--address=" + literal + " is no address of this machine" + ALLOWED);
        }
        return new ListenAddress(literal, address);
    }

    private static InetAddress literal(String literal) {
        try {
            InetAddress address = Inet4Address.ofLiteral(literal);
            // Browsers write an address in one way only, and an origin is compared as they do.
            if (address.getHostAddress().equals(literal)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the message is the same.
        }
        throw new IllegalArgumentException("--address=" + literal + ALLOWED);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        if (!address.isLoopbackAddress()) {
            return isOfAnInterface(address);
        }
        // All of 127.0.0.0/8 may be there, of which the interface names but one.
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOfAnInterface(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** As an IP address, such as 127.0.0.1. */
    public String number() {
        return bound.getHostAddress();
    }

    /** Of that port. */
    URI http(int port) {
        return URI.create("http://" + name + ":" + port);
    }

    /** Of a path of that port. */
    URI socket(int port, String path) {
        return URI.create("ws://" + name + ":" + port + "/" + path);
    }

    /** Of pages from that port: under each name that leads to it. */
    List<String> origins(int port) {
        return List.of(name, number()).stream()
                .distinct()
                .map(host -> "http://" + host + ":" + port)
                .toList();
    }
}
