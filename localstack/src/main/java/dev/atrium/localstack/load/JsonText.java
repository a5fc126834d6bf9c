package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Finds the few things that a bot wants in a server's JSON, without reading the rest of it. */
public final class JsonText {
    private static final byte[] TYPE = "{\"type\":\"".getBytes(US_ASCII);
    private static final byte[] APPLIED = "\"applied\":{".getBytes(US_ASCII);

    private JsonText() {}

    /** Whether it is a message of that type; servers name it first. */
    public static boolean isOf(byte[] type, byte[] message) {
        int end = TYPE.length + type.length;
        return message.length > end
                && isAt(TYPE, message, 0)
                && isAt(type, message, TYPE.length)
                && message[end] == '"';
    }

    /**
     * The last input of a seat that a {@code state} shows as applied.
     *
     * @param seatKey as {@link #seatKey} makes it
     * @return -1 if it names none
     */
    static long applied(byte[] seatKey, byte[] message) {
        int at = indexOf(APPLIED, message, 0, message.length);
        if (at < 0) {
            return -1;
        }
        int end = indexOf(new byte[] {'}'}, message, at, message.length);
        int key = indexOf(seatKey, message, at, end);
        if (key < 0) {
            return -1;
        }
        return digits(message, key + seatKey.length, end);
    }

    /**
     * The type of a message.
     *
     * @return empty if it does not name one first
     */
    public static String type(byte[] message) {
        int from = TYPE.length;
        if (!isAt(TYPE, message, 0)) {
            return "";
        }
        int end = from;
        while (end < message.length && message[end] != '"') {
            end++;
        }
        return new String(message, from, end - from, US_ASCII);
    }

    /**
     * The first whole number of that name, wherever in the message it stands.
     *
     * @param key the name with its quotes and the colon
     * @return -1 if there is none
     */
    public static long number(byte[] key, byte[] message) {
        int at = indexOf(key, message, 0, message.length);
        return at < 0 ? -1 : digits(message, at + key.length, message.length);
    }

    private static long digits(byte[] message, int from, int end) {
        long number = 0;
        for (int i = from; i < end && Character.isDigit(message[i]); i++) {
            number = number * 10 + message[i] - '0';
        }
        return number;
    }

    /** A seat as the key of an object. */
    static byte[] seatKey(int seat) {
        return ("\"" + seat + "\":").getBytes(US_ASCII);
    }

    private static int indexOf(byte[] wanted, byte[] text, int from, int end) {
        for (int i = from; i <= end - wanted.length; i++) {
            if (isAt(wanted, text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] wanted, byte[] text, int at) {
        if (at + wanted.length > text.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (text[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
