package gateway.toolkit.files;

import gateway.toolkit.files.ListingOrder.Column;
import gateway.toolkit.http.PercentCoding;
import gateway.toolkit.page.Html;
import gateway.toolkit.page.Inlined;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A listing for people. Names come from whoever may write to the directory: in text they are
 * escaped, in links percent-encoded behind {@code ./}, so that none is a scheme, and no script and
 * nothing from elsewhere may run in the page.
 */
final class ListingPage {
    private static final Inlined STYLE = Inlined.of(ListingPage.class, "listing.css");

    /** The style of this page and nothing else. */
    static final String POLICY =
            "default-src 'none'; style-src "
                    + STYLE.source()
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> UNITS =
            List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private ListingPage() {}

    static String of(Listing listing) {
        String title = "Directory listing for " + Html.escape(listing.path());
        StringBuilder page = new StringBuilder(2048);
        page.append("<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n")
                .append("<meta name=viewport content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=color-scheme content=\"light dark\">\n<title>")
                .append(title)
                .append("</title>\n<style>")
                .append(STYLE.text())
                .append("</style>\n<h1>")
                .append("Directory listing for <bdi>")
                .append(Html.escape(listing.path()))
                .append("</bdi></h1>\n<table>\n<thead><tr>");
        for (Column column : Column.values()) {
            page.append(heading(column, listing.order()));
        }
        page.append("</tr></thead>\n<tbody>\n");
        if (!listing.top()) {
            page.append("<tr class=up><td><a href=\"../")
                    .append(Html.escape(listing.order().query()))
                    .append("\">../</a></td><td></td><td></td></tr>\n");
        }
        listing.entries().forEach(entry -> page.append(row(entry)));
        page.append("</tbody>\n</table>\n<p>").append(summary(listing)).append("</p>\n");
        return page.toString();
    }

    private static String heading(Column column, ListingOrder order) {
        boolean current = order.column() == column;
        ListingOrder next = new ListingOrder(column, current && !order.descending());
        String label =
                switch (column) {
                    case NAME -> "Name";
                    case SIZE -> "Size";
                    case MODIFIED -> "Changed (UTC)";
                };
        String sorted = order.descending() ? "descending" : "ascending";
        return "<th class="
                + column.word()
                + (current ? " aria-sort=" + sorted : "")
                + "><a href=\""
                + Html.escape(next.query())
                + "\">"
                + label
                + (current ? order.descending() ? " ▼" : " ▲" : "")
                + "</a></th>";
    }

    private static String row(ListingEntry entry) {
        String slash = entry.directory() ? "/" : "";
        return "<tr"
                + (entry.directory() ? " class=directory" : "")
                + "><td><a href=\"./"
                + Html.escape(PercentCoding.encodeSegment(entry.name()) + slash)
                + "\"><bdi>"
                + Html.escape(entry.name())
                + "</bdi>"
                + slash
                + "</a></td><td class=size>"
                + (entry.directory()
                        ? ""
                        : "<data value=" + entry.size() + ">" + size(entry.size()) + "</data>")
                + "</td><td class=modified>"
                + time(entry.modified())
                + "</td></tr>\n";
    }

    private static String time(Instant time) {
        return "<time datetime=\"" + time + "\">" + TIME.format(time) + "</time>";
    }

    /** Three digits at least, and one behind the point below ten of a unit. */
    private static String size(long octets) {
        int unit = 0;
        double number = octets;
        while (number >= 1024 && unit < UNITS.size() - 1) {
            number /= 1024;
            unit++;
        }
        String digits =
                unit > 0 && number < 10
                        ? String.format(Locale.ROOT, "%.1f", number)
                        : String.format(Locale.ROOT, "%.0f", number);
        return digits + " " + UNITS.get(unit);
    }

    private static String summary(Listing listing) {
        int count = listing.entries().size();
        if (!listing.complete()) {
            return "There is more here than these " + count + " entries.";
        }
        return count == 0 ? "Nothing is here." : count == 1 ? "1 entry" : count + " entries";
    }
}
