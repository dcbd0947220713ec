package gateway.server.call;

import gateway.api.Header;
import gateway.api.UpgradeHandler;
import gateway.server.http.Field;
import gateway.server.http.HttpVersion;
import gateway.server.http.RequestHead;

import java.util.List;

/**
 * An upgrade that the application has chosen (EXT-7).
 *
 * @param protocol one of those that the request offers
 * @param headers of the 101, checked
 * @param handler what speaks the protocol
 */
record Upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
    /** Whether the request asks for {@code protocol} (RFC 9110 section 7.8). */
    static boolean isOffered(RequestHead head, String protocol) {
        return head.version() == HttpVersion.HTTP_1_1
                && hasMember(head, "Connection", "upgrade")
                && hasMember(head, "Upgrade", protocol);
    }

    private static boolean hasMember(RequestHead head, String name, String member) {
        for (Field field : head.fields()) {
            if (field.name().equalsIgnoreCase(name)) {
                for (String part : field.value().split(",", -1)) {
                    if (part.strip().equalsIgnoreCase(member)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
