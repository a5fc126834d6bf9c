package dev.atrium.vrf;

import java.util.HexFormat;
import java.util.List;

/** The eight points of the curve whose order divides 8, as they are encoded. */
final class SmallOrder {
    static final List<String> ENCODINGS =
            List.of(
                    "01" + "00".repeat(31),
                    "ec" + "ff".repeat(30) + "7f",
                    "00".repeat(32),
                    "00".repeat(31) + "80",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");

    private SmallOrder() {}

    static List<EdwardsPoint> points() {
        return ENCODINGS.stream()
                .map(hex -> EdwardsPoint.decode(HexFormat.of().parseHex(hex)).orElseThrow())
                .toList();
    }
}
