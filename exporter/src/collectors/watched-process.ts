import { collector } from '../collector.ts'
import { parseProcessStatus } from '../parse/process-status.ts'
import { parseProcessTarget, type ProcessTarget } from '../parse/watch-target.ts'
import { readAttribute } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge } from '../text-format/index.ts'

export interface WatchedProcessOptions {
  /** `NAME`, the program's name, or `NAME=PATTERN`, a pattern to search the command line for. */
  readonly processes?: readonly string[]
}

interface Running {
  readonly name: string
  readonly residentBytes: number
  readonly commandLine: string
}

/** The kernel keeps 15 bytes of a name. */
const kernelName = (name: string): string => name.slice(0, 15)

const isMatch = ({ name, pattern }: ProcessTarget, running: Running): boolean =>
  pattern === undefined ? running.name === kernelName(name) : pattern.test(running.commandLine)

/** Programs that should be running, such as a kiosk's browser. @throws at once if a target is invalid. */
export const watchedProcess = collector('watched_process', 'whether chosen programs run', (
  roots, { processes = [] }: WatchedProcessOptions = {}
) => {
  // By name: of two targets with the same name the last counts.
  const targets = [...new Map(processes.map(parseProcessTarget).map((target) => [target.name, target])).values()]
  const needsCommandLines = targets.some(({ pattern }) => pattern !== undefined)

  const readRunning = (): Running[] => listNames(roots.proc, /^\d+$/).flatMap((pid) => {
    // A process may end at any time.
    const status = readAttribute(`${roots.proc}/${pid}/status`)
    if (status === undefined) return []
    const { name, isZombie, residentBytes } = parseProcessStatus(status)
    const commandLine = needsCommandLines ? (readAttribute(`${roots.proc}/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim() : ''
    return isZombie ? [] : [{ name, residentBytes, commandLine }]
  })

  return () => {
    if (targets.length === 0) return []
    const running = readRunning()
    const watched = targets.map((target) => ({
      labels: { name: target.name },
      matching: running.filter((process) => isMatch(target, process))
    }))
    return [
      gauge(
        'mimamori_watched_process_resident_memory_bytes',
        'Resident memory of these processes together; shared memory is counted for each.',
        watched.map(({ labels, matching }) => ({ labels, value: matching.reduce((sum, { residentBytes }) => sum + residentBytes, 0) }))
      ),
      gauge(
        'mimamori_watched_processes',
        'Number of running processes with this name.',
        watched.map(({ labels, matching }) => ({ labels, value: matching.length }))
      )
    ]
  }
})
