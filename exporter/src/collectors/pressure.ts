import { collector, NoDataError } from '../collector.ts'
import { parsePressure } from '../parse/pressure.ts'
import { readOptional } from '../read-file.ts'
import { counter, type Family } from '../text-format/index.ts'

const waited = 'Total time in seconds that processes have waited'
const stalled = 'Total time in seconds no process could make progress due to'

/** The number of a resource to show, and its help. `full` of the CPU as a whole is always 0. */
const shown = [
  ['cpu', 'some', `${waited} for CPU time`],
  ['io', 'some', `${waited} due to IO congestion`],
  ['io', 'full', `${stalled} IO congestion`],
  ['memory', 'some', `${waited} for memory`],
  ['memory', 'full', `${stalled} memory congestion`],
  ['irq', 'full', `${stalled} IRQ congestion`]
] as const

const resources = [...new Set(shown.map(([resource]) => resource))]

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
export const pressure = collector('pressure', 'how long tasks stood still for want of CPU, memory or I/O', (roots) => () => {
  const stalls = new Map(resources.map((resource) => [resource, parsePressure(read(`${roots.proc}/pressure/${resource}`) ?? '')]))
  const families: Family[] = []
  for (const [resource, share, help] of shown) {
    const microseconds = stalls.get(resource)?.[share]
    const state = share === 'some' ? 'waiting' : 'stalled'
    if (microseconds !== undefined) families.push(counter(`node_pressure_${resource}_${state}_seconds_total`, help, microseconds / 1_000_000))
  }
  if (families.length === 0) throw new NoDataError('no pressure stall information; the kernel command line may need psi=1')
  return families
})
