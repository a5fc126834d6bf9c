package dev.atrium.compact;

import java.util.EnumMap;
import java.util.List;
import java.util.Objects;

/**
 * The byte that stands for each constant of an enum: its place in a list that stays as it is,
 * however the source orders them.
 */
public final class CompactCodes<E extends Enum<E>> {
    private final List<E> byCode;
    private final EnumMap<E, Integer> codes;

    private CompactCodes(Class<E> type, List<E> byCode) {
        this.byCode = List.copyOf(byCode);
        this.codes = new EnumMap<>(type);
        for (E constant : byCode) {
            codes.put(constant, codes.size());
        }
        if (codes.size() != type.getEnumConstants().length) {
            throw new IllegalArgumentException("one code for every constant of " + type);
        }
    }

    /** Codes from 0 in the order of that list, which holds every constant once. */
    public static <E extends Enum<E>> CompactCodes<E> of(Class<E> type, List<E> byCode) {
        return new CompactCodes<>(type, byCode);
    }

    /** The code of a constant. */
    public int code(E constant) {
        return Objects.requireNonNull(codes.get(constant));
    }

    /** The constant of a code. */
    public E constant(int code) {
        if (code >= byCode.size()) {
            throw new CompactFormatException("no code " + code);
        }
        return byCode.get(code);
    }

    /** Writes its code. */
    public void write(E constant, CompactWriter out) {
        out.uint8(code(constant));
    }

    /** Reads a code. */
    public E read(CompactReader in) {
        return constant(in.uint8());
    }
}
