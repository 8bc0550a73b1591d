import { collector } from '../collector.ts'
import { parseProcStat } from '../parse/proc-stat.ts'
import { readText } from '../read-file.ts'
import { counter, gauge, type Family } from '../text-format/index.ts'

export interface StatOptions {
  /** Whether soft interrupts are shown, too. */
  readonly softirq?: boolean
}

/** The vectors of soft interrupts, in the order of /proc/stat (include/linux/interrupt.h). */
const vectors = ['hi', 'timer', 'net_tx', 'net_rx', 'block', 'block_iopoll', 'tasklet', 'sched', 'hrtimer', 'rcu']

/** Boot time, and counts of interrupts, context switches and processes, from /proc/stat (proc_stat(5)). */
export const stat = collector('stat', 'boot time, interrupts, context switches and processes', (
  roots, { softirq = false }: StatOptions = {}
) => () => {
  const parsed = parseProcStat(readText(`${roots.proc}/stat`))
  const families: Family[] = []
  const add = (make: typeof gauge, name: string, help: string, value: number | undefined): void => {
    if (value !== undefined) families.push(make(name, help, value))
  }
  add(counter, 'node_intr_total', 'Total number of interrupts serviced.', parsed.intr)
  add(counter, 'node_context_switches_total', 'Total number of context switches.', parsed.ctxt)
  add(counter, 'node_forks_total', 'Total number of forks.', parsed.processes)
  add(gauge, 'node_boot_time_seconds', 'Node boot time, in unixtime.', parsed.btime)
  add(gauge, 'node_procs_running', 'Number of processes in runnable state.', parsed.procsRunning)
  add(gauge, 'node_procs_blocked', 'Number of processes blocked waiting for I/O to complete.', parsed.procsBlocked)
  const counts = parsed.softirq?.slice(1)
  if (softirq && counts !== undefined) {
    families.push(counter('node_softirqs_total', 'Number of softirq calls.',
      vectors.slice(0, counts.length).map((vector, i) => ({ labels: { vector }, value: counts[i]! }))))
  }
  return families
})
