import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'

/** The directory of Mimamori that this program is in, which the units of the checkout call `/opt/mimamori/server`. */
const checkout = join(import.meta.dirname, '../../../..')
const units = ['mimamori-https.service', 'mimamori-https.timer'] as const

const systemctl = async (text: CliText, ...args: readonly string[]): Promise<void> => {
  const { exitCode, stderr, shortMessage } = await execa('systemctl', args, { reject: false, stdin: 'ignore' })
  if (exitCode !== 0) throw new CommandError(text.systemctlFailed(args.join(' '), stderr || (shortMessage ?? '')))
}

/** Puts the timer in place that renews the certificate, and starts it. */
export const startRenewals = async (root: string, text: CliText): Promise<void> => {
  for (const unit of units) {
    const content = readFileSync(join(checkout, 'collector/systemd', unit), 'utf8').replaceAll('/opt/mimamori/server', () => checkout)
    replaceFileSync(join(root, '/etc/systemd/system', unit), content, { mode: 0o644 })
  }
  await systemctl(text, 'daemon-reload')
  await systemctl(text, 'enable', '--now', '--quiet', 'mimamori-https.timer')
}

/** Has the collector read its settings again: it is restarted if it runs. */
export const restartCollector = (text: CliText): Promise<void> => systemctl(text, 'try-restart', 'mimamori-collector.service')
