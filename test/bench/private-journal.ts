import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { until } from '../../collector/test/until.ts'

/** A journal of systemd's own journald, in memory and seen only by what is started in it. */
export interface PrivateJournal {
  /** The command, to be started in the journal's mount namespace, as the very process that is started. */
  inside (...argv: readonly string[]): [string, ...string[]]
  close (): Promise<void>
}

/** Debian's. */
export const journald = '/usr/lib/systemd/systemd-journald'
/** Ours alone: a /run in which there is nothing but the journal, and nothing of this machine's kernel in that. */
const prepare = `mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/journal /run/systemd/journald.conf.d /run/log/journal &&
printf '[Journal]\\nReadKMsg=no\\nAudit=off\\n' > /run/systemd/journald.conf.d/private.conf && exec ${journald}`

export const canStartJournal = process.getuid?.() === 0 && existsSync(journald)

/** @throws where it may not be started, or is not there */
export const startPrivateJournal = async (): Promise<PrivateJournal> => {
  if (!canStartJournal) throw new Error(`a journal to follow needs root and ${journald} (Debian's package systemd)`)
  const child: ChildProcess = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-ec', prepare], { stdio: 'ignore' })
  const exit = once(child, 'exit')
  const kill = (): void => { child.kill('SIGKILL') }
  process.on('exit', kill)
  await until('journald listens', () => existsSync(`/proc/${child.pid}/root/run/systemd/journal/stdout`))
  return {
    inside: (...argv) => ['nsenter', `--mount=/proc/${child.pid}/ns/mnt`, ...argv],
    async close () {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await exit
    }
  }
}
