package gateway.server.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.server.http.Ending;
import gateway.server.net.ConnectionState;
import gateway.server.net.Cut;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures of a server as Prometheus reads them. Nothing here is loaded before it asks. */
final class Exposition {
    private final Figures figures;
    private final Readiness readiness;
    private final Optional<AccessLog> accessLog;
    private final Optional<StuckWatch> stuck;

    Exposition(
            Figures figures,
            Readiness readiness,
            Optional<AccessLog> accessLog,
            Optional<StuckWatch> stuck) {
        this.figures = figures;
        this.readiness = readiness;
        this.accessLog = accessLog;
        this.stuck = stuck;
    }

    /**
     * A page.
     *
     * @param type its media type
     */
    record Page(String type, String text) {}

    /**
     * All of them now.
     *
     * @param accept OpenMetrics if it is named there, else the text of Prometheus
     */
    Page page(String accept) throws IOException {
        ExpositionFormatWriter writer = OpenMetricsTextFormatWriter.create();
        if (!accept.contains("application/openmetrics-text")) {
            writer = PrometheusTextFormatWriter.create();
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, new MetricSnapshots(all()));
        return new Page(writer.getContentType(), text.toString(UTF_8));
    }

    private List<MetricSnapshot> all() {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(
                Snapshots.gauge(
                        "gateway_ready",
                        "1 while requests are welcome, 0 while it starts and drains",
                        readiness.state() == Readiness.State.READY ? 1 : 0));
        all.add(connections());
        all.add(
                Snapshots.gauge(
                        "gateway_requests_in_flight",
                        "Requests whose head was read and whose answer has not ended",
                        readiness.underway().size()));
        all.add(served());
        all.add(durations());
        all.add(refusals());
        all.add(cuts());
        all.add(
                Snapshots.counter(
                        "gateway_connections_opened",
                        "Connections that were accepted, to be served",
                        figures.opened()));
        all.add(
                Snapshots.counter(
                        "gateway_connections_turned_away",
                        "Connections for which there was no room",
                        figures.turnedAwayCount()));
        all.add(
                Snapshots.counter(
                        "gateway_received_bytes",
                        "Octets that came with requests, after TLS",
                        figures.received()));
        all.add(
                Snapshots.counter(
                        "gateway_sent_bytes",
                        "Octets that were sent with answers, before TLS",
                        figures.sent()));
        stuck.ifPresent(
                watch ->
                        all.add(
                                Snapshots.gauge(
                                        "gateway_requests_stuck",
                                        "Requests that run longer than --stuck-after",
                                        watch.count())));
        accessLog.ifPresent(log -> addAccessLog(all, log));
        ProcessFigures.addTo(all);
        return all;
    }

    private static void addAccessLog(List<MetricSnapshot> all, AccessLog log) {
        all.add(
                Snapshots.gauge(
                        "gateway_access_log_waiting_lines",
                        "Lines that are still to be written",
                        log.waiting()));
        all.add(
                Snapshots.counter(
                        "gateway_access_log_waits",
                        "Requests that waited because too many lines did",
                        log.waits()));
        all.add(
                Snapshots.counter(
                        "gateway_access_log_lost_lines",
                        "Lines that could not be written",
                        log.lost()));
    }

    private MetricSnapshot connections() {
        GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder()
                        .name("gateway_connections")
                        .help("Open connections by what they are about");
        Map<ConnectionState, Integer> counts = new EnumMap<>(ConnectionState.class);
        counts.putAll(readiness.connections());
        for (ConnectionState state : ConnectionState.values()) {
            snapshot.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(Labels.of("state", word(state)))
                            .value(counts.getOrDefault(state, 0))
                            .build());
        }
        return snapshot.build();
    }

    static String word(ConnectionState state) {
        return state == ConnectionState.BEGINNING ? "head" : state.name().toLowerCase(Locale.ROOT);
    }

    private MetricSnapshot served() {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder()
                        .name("gateway_requests")
                        .help("Requests by status (0: none was sent) and how the answer ended");
        figures.eachServed(
                (status, ending, count) ->
                        snapshot.dataPoint(Snapshots.point(servedLabels(status, ending), count)));
        return snapshot.build();
    }

    private static Labels servedLabels(int status, Ending ending) {
        return Labels.of("status", Integer.toString(status), "ended", Words.of(ending));
    }

    private MetricSnapshot durations() {
        return HistogramSnapshot.builder()
                .name("gateway_request_duration_seconds")
                .help("From the end of a request's head to the end of its answer")
                .dataPoint(
                        HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(
                                        ClassicHistogramBuckets.of(
                                                Figures.bounds(), figures.durations()))
                                .sum(figures.durationSeconds())
                                .build())
                .build();
    }

    private MetricSnapshot refusals() {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder()
                        .name("gateway_refusals")
                        .help("What clients sent and may not, by the rule");
        figures.eachRefusal(
                (rule, count) ->
                        snapshot.dataPoint(Snapshots.point(Labels.of("rule", rule.name()), count)));
        return snapshot.build();
    }

    private MetricSnapshot cuts() {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder()
                        .name("gateway_deadline_cuts")
                        .help("Connections that a deadline has ended, by what took too long");
        figures.eachCut(
                (cut, count) ->
                        snapshot.dataPoint(
                                Snapshots.point(Labels.of("deadline", word(cut)), count)));
        return snapshot.build();
    }

    private static String word(Cut cut) {
        return switch (cut) {
            case HANDSHAKE -> "handshake";
            case SILENCE -> "idle";
            case BEGINNING -> "head";
            case INPUT -> "body";
            case OUTPUT -> "write";
            case LINGER -> "linger";
            case TASK -> "request";
        };
    }
}
