import { execFileSync } from 'node:child_process'
import { arch, cpus, release, totalmem } from 'node:os'

const versionOf = (program: string): string => {
  const output = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  return /version (\S+)/.exec(output)?.[1] ?? 'unknown version'
}

/** What the numbers were measured on, in a sentence: the kind of machine and no name of one. */
export const describeMachine = (): string => {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${processors.length} × ${processors[0]?.model.trim() || arch()} (${arch()}), ${memory} GiB of memory, Linux ${release()}, Node.js ${process.versions.node}, ` +
    `node_exporter ${versionOf('prometheus-node-exporter')}, Pushgateway ${versionOf('prometheus-pushgateway')}`
}
