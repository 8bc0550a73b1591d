import type { Collector, Roots } from '../collector.ts'
import { parseSoftnet, type CpuSoftnet } from '../parse/softnet.ts'
import { readText } from '../read-file.ts'
import { counter, gauge, type Sample } from '../text-format/index.ts'

/** How each CPU copes with incoming packets, from /proc/net/softnet_stat. */
export const softnet = (roots: Roots): Collector => ({
  name: 'softnet',
  collect () {
    const cpus = parseSoftnet(readText(`${roots.proc}/net/softnet_stat`))
    const samples = (valueOf: (cpu: CpuSoftnet) => number | undefined): Sample[] => cpus.flatMap((cpu) => {
      const value = valueOf(cpu)
      return value === undefined ? [] : [{ labels: { cpu: cpu.cpu }, value }]
    })
    return [
      gauge(
        'node_softnet_backlog_len',
        'Softnet backlog status',
        samples((cpu) => cpu.backlogLength)
      ),
      counter(
        'node_softnet_cpu_collision_total',
        'Number of collision occur while obtaining device lock while transmitting',
        samples((cpu) => cpu.cpuCollision)
      ),
      counter(
        'node_softnet_dropped_total',
        'Number of dropped packets',
        samples((cpu) => cpu.dropped)
      ),
      counter(
        'node_softnet_flow_limit_count_total',
        'Number of times flow limit has been reached',
        samples((cpu) => cpu.flowLimitCount)
      ),
      counter(
        'node_softnet_processed_total',
        'Number of processed packets',
        samples((cpu) => cpu.processed)
      ),
      counter(
        'node_softnet_received_rps_total',
        'Number of times cpu woken up received_rps',
        samples((cpu) => cpu.receivedRps)
      ),
      counter(
        'node_softnet_times_squeezed_total',
        'Number of times processing packets ran out of quota',
        samples((cpu) => cpu.timesSqueezed)
      )
    ]
  }
})
