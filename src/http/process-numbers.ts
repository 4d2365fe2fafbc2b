import { Counter, Gauge, type Registry } from 'prom-client';

/** What the process itself costs, under the names Prometheus' own clients use; and how busy its one thread was since the last look. */
export function addProcessNumbers(registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Memory in use by the program itself',
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time since the start, user and system',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    name: 'dialog_uptime_seconds',
    help: 'Since the process started',
    registers,
    collect() {
      this.set(process.uptime());
    },
  });
  let before = performance.eventLoopUtilization();
  new Gauge({
    name: 'dialog_event_loop_utilization',
    help: 'How busy the thread was since the last look: 0 idle, 1 never idle',
    registers,
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, before).utilization);
      before = now;
    },
  });
}
