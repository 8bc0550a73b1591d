import { execFileSync } from 'node:child_process'
import { arch, cpus, loadavg, release, totalmem } from 'node:os'

const versionOf = (program: string): string => {
  const output = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  return /version (\S+)/.exec(output)?.[1] ?? 'unknown version'
}

/**
 * What the numbers were measured on: the kind of machine and no name of one, and how busy it was with other things, which latencies show.
 */
export const describeMachine = (): string => {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return (
    `${processors.length} × ${processors[0]?.model.trim() || arch()} (${arch()}), ${memory} GiB of memory, Linux ${release().split('-')[0]}, Node.js ${process.versions.node}, ` +
    `node_exporter ${versionOf('prometheus-node-exporter')}, Pushgateway ${versionOf('prometheus-pushgateway')}. ` +
    `Load average when it began: ${(loadavg()[0] ?? 0).toFixed(1)}`
  )
}
