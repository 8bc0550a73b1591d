import { collector } from '../collector.ts'
import { parseSoftnet, type CpuSoftnet } from '../parse/softnet.ts'
import { readText } from '../read-file.ts'
import { counter, gauge } from '../text-format/index.ts'

const counters = [
  ['cpu_collision', 'Number of collision occur while obtaining device lock while transmitting', 'cpuCollision'],
  ['dropped', 'Number of dropped packets', 'dropped'],
  ['flow_limit_count', 'Number of times flow limit has been reached', 'flowLimitCount'],
  ['processed', 'Number of processed packets', 'processed'],
  ['received_rps', 'Number of times cpu woken up received_rps', 'receivedRps'],
  ['times_squeezed', 'Number of times processing packets ran out of quota', 'timesSqueezed']
] as const

/** How each CPU copes with incoming packets, from /proc/net/softnet_stat. */
export const softnet = collector('softnet', 'how each CPU copes with incoming packets', (roots) => () => {
  const cpus = parseSoftnet(readText(`${roots.proc}/net/softnet_stat`))
  const samples = (key: Exclude<keyof CpuSoftnet, 'cpu'>) =>
    cpus.flatMap(({ cpu, [key]: value }) => value === undefined ? [] : [{ labels: { cpu }, value }])
  return [
    gauge('node_softnet_backlog_len', 'Softnet backlog status', samples('backlogLength')),
    ...counters.map(([name, help, key]) => counter(`node_softnet_${name}_total`, help, samples(key)))
  ]
})
