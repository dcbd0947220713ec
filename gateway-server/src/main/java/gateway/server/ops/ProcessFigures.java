package gateway.server.ops;

import com.sun.management.UnixOperatingSystemMXBean;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/** What of the process and its VM tells an operator why the server is slow, or about to be. */
final class ProcessFigures {
    private ProcessFigures() {}

    static void addTo(List<MetricSnapshot> all) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            all.add(
                    Snapshots.gauge(
                            "process_open_fds",
                            "Open file descriptors",
                            os.getOpenFileDescriptorCount()));
            all.add(
                    Snapshots.gauge(
                            "process_max_fds",
                            "What they may be at the most",
                            os.getMaxFileDescriptorCount()));
            all.add(
                    Snapshots.counter(
                            "process_cpu_seconds",
                            "Time of processors that was used",
                            os.getProcessCpuTime() / 1e9));
        }
        all.add(
                Snapshots.gauge(
                        "process_start_time_seconds",
                        "When it was started, in seconds since 1970",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3));
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        all.add(
                Snapshots.gauge(
                        "jvm_heap_used_bytes",
                        "The heap, with what the next collection will free",
                        memory.getHeapMemoryUsage().getUsed()));
        all.add(
                Snapshots.gauge(
                        "jvm_heap_max_bytes",
                        "What it may be at the most",
                        memory.getHeapMemoryUsage().getMax()));
        addCollectors(all);
    }

    private static void addCollectors(List<MetricSnapshot> all) {
        CounterSnapshot.Builder seconds =
                CounterSnapshot.builder()
                        .name("jvm_gc_seconds")
                        .help("Time of garbage collection, by collector");
        CounterSnapshot.Builder collections =
                CounterSnapshot.builder()
                        .name("jvm_gc_collections")
                        .help("Garbage collections, by collector");
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            Labels labels = Labels.of("collector", bean.getName());
            seconds.dataPoint(Snapshots.point(labels, Math.max(0, bean.getCollectionTime()) / 1e3));
            collections.dataPoint(Snapshots.point(labels, Math.max(0, bean.getCollectionCount())));
        }
        all.add(seconds.build());
        all.add(collections.build());
    }
}
