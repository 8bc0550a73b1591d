import { collector } from '../collector.ts'
import { readText } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

/** Load averages, from /proc/loadavg (proc_loadavg(5)). */
export const loadavg = collector('loadavg', 'load averages', (roots) => () => {
  const [load1, load5, load15] = readText(`${roots.proc}/loadavg`).split(' ').map(Number)
  if (load1 === undefined || load5 === undefined || load15 === undefined || Number.isNaN(load1 + load5 + load15)) {
    throw new Error('/proc/loadavg does not begin with three numbers')
  }
  return [
    gauge('node_load1', '1m load average.', load1),
    gauge('node_load5', '5m load average.', load5),
    gauge('node_load15', '15m load average.', load15)
  ]
})
