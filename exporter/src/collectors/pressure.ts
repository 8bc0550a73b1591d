import { NoDataError, type Collector, type Roots } from '../collector.ts'
import { parsePressure } from '../parse/pressure.ts'
import { readOptional } from '../read-file.ts'
import { counter, type Family } from '../text-format/index.ts'

/** Which of a resource's two numbers is shown, and as what. `full` of the CPU as a whole is always 0. */
const shown = [
  { resource: 'cpu', share: 'some', family: 'cpu_waiting', help: 'Total time in seconds that processes have waited for CPU time' },
  { resource: 'io', share: 'some', family: 'io_waiting', help: 'Total time in seconds that processes have waited due to IO congestion' },
  {
    resource: 'io',
    share: 'full',
    family: 'io_stalled',
    help: 'Total time in seconds no process could make progress due to IO congestion'
  },
  { resource: 'memory', share: 'some', family: 'memory_waiting', help: 'Total time in seconds that processes have waited for memory' },
  {
    resource: 'memory',
    share: 'full',
    family: 'memory_stalled',
    help: 'Total time in seconds no process could make progress due to memory congestion'
  },
  {
    resource: 'irq',
    share: 'full',
    family: 'irq_stalled',
    help: 'Total time in seconds no process could make progress due to IRQ congestion'
  }
] as const

const resources = [...new Set(shown.map(({ resource }) => resource))]

/** A file of /proc/pressure; a kernel started with psi=0 has it, but refuses to read it. */
const read = (path: string): string | undefined => {
  try {
    return readOptional(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EOPNOTSUPP' || error.code === 'ENOTSUP')) return undefined
    throw error
  }
}

/**
 * Pressure stall information, from /proc/pressure. Raspberry Pi OS has it switched off unless cmdline.txt says psi=1.
 * A kernel that does not account for interrupts has no `irq` file, which node_exporter 1.9.0 took for a failure
 * (fixed in its 1.9.1, prometheus/node_exporter#3263): the rest is shown here.
 */
export const pressure = (roots: Roots): Collector => ({
  name: 'pressure',
  collect () {
    const stalls = new Map(resources.map((resource) => [resource, parsePressure(read(`${roots.proc}/pressure/${resource}`) ?? '')]))
    const families: Family[] = []
    for (const { resource, share, family, help } of shown) {
      const microseconds = stalls.get(resource)?.[share]
      if (microseconds !== undefined) families.push(counter(`node_pressure_${family}_seconds_total`, help, microseconds / 1_000_000))
    }
    if (families.length === 0) throw new NoDataError('no pressure stall information; the kernel command line may need psi=1')
    return families
  }
})
