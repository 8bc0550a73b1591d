import { collector, NoDataError } from '../collector.ts'
import { parseSchedstat, type CpuSchedstat } from '../parse/schedstat.ts'
import { readOptional } from '../read-file.ts'
import { counter } from '../text-format/index.ts'

/** How long tasks ran, and waited, on each CPU, from /proc/schedstat. */
export const schedstat = collector('schedstat', 'how long tasks ran and waited on each CPU', (roots) => () => {
  const text = readOptional(`${roots.proc}/schedstat`)
  if (text === undefined) throw new NoDataError('the kernel keeps no scheduler statistics (CONFIG_SCHEDSTATS)')
  const cpus = parseSchedstat(text)
  const samples = (value: (cpu: CpuSchedstat) => number) => cpus.map((cpu) => ({ labels: { cpu: cpu.cpu }, value: value(cpu) }))
  return [
    counter(
      'node_schedstat_running_seconds_total',
      'Number of seconds CPU spent running a process.',
      samples(({ runningNanoseconds }) => runningNanoseconds / 1e9)
    ),
    counter(
      'node_schedstat_timeslices_total',
      'Number of timeslices executed by CPU.',
      samples(({ timeslices }) => timeslices)
    ),
    counter(
      'node_schedstat_waiting_seconds_total',
      'Number of seconds spent by processing waiting for this CPU.',
      samples(({ waitingNanoseconds }) => waitingNanoseconds / 1e9)
    )
  ]
})
