package dev.atrium.localstack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** A finger on a touch screen; Playwright itself only taps. */
final class Finger {
    /** Of a control's width: well within it, and off its hub. */
    private static final double SHARE = 0.4;

    private Finger() {}

    /** Drags from the centre of a control, by -1, 0 or 1 to the right and down, and lets go. */
    static void drag(Page page, Locator control, int right, int down) {
        BoundingBox box = control.boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        double far = box.width * SHARE;
        CDPSession screen = page.context().newCDPSession(page);
        touch(screen, "touchStart", x, y);
        touch(screen, "touchMove", x + right * far, y + down * far);
        screen.send("Input.dispatchTouchEvent", event("touchEnd"));
        screen.detach();
    }

    private static void touch(CDPSession screen, String type, double x, double y) {
        JsonObject point = new JsonObject();
        point.addProperty("x", x);
        point.addProperty("y", y);
        JsonObject event = event(type);
        event.getAsJsonArray("touchPoints").add(point);
        screen.send("Input.dispatchTouchEvent", event);
    }

    private static JsonObject event(String type) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", new JsonArray());
        return event;
    }
}
