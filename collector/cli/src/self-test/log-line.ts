import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { execa } from 'execa'
import type { LogList } from '@mimamori/contract'
import { query } from '../command.ts'
import { failed, notSetUp, passed, type SelfTestContext, type SelfTestStep } from './step.ts'
import { waitUntil } from './wait-until.ts'

type AgentSettings = Readonly<Record<string, string | undefined>>

/** The settings of the agent that systemd runs here; none if they cannot be read, or an agent of `npm start` runs with its own. */
const agentSettings = (root: string): AgentSettings => {
  try {
    return parseEnv(readFileSync(join(root, '/etc/mimamori/agent.conf'), 'utf8'))
  } catch {
    return {}
  }
}

/** The settings by which the agent leaves out lines of the journal that are no service's. */
const narrowing = ({ LOG_JOURNAL, LOG_UNITS, LOG_JOURNAL_MATCHES }: AgentSettings): string | undefined =>
  LOG_JOURNAL === 'no' ? 'LOG_JOURNAL' : LOG_UNITS ? 'LOG_UNITS' : LOG_JOURNAL_MATCHES ? 'LOG_JOURNAL_MATCHES' : undefined

/** A line that is written to the journal of this server is found in the log. */
export const logLineStep = (context: SelfTestContext): SelfTestStep => {
  const { device, invocation: { ask, root, text }, limits: { logLineMs, programMs } } = context
  const seconds = Math.round(logLineMs / 1000)
  return {
    name: 'logLine',
    does: text.selfTestLogLine.does,
    expects: text.selfTestLogLine.expects(seconds),
    advice: text.selfTestLogLine.advice,
    async run () {
      if (device === undefined) return notSetUp(text.selfTestNoAgent)
      const settings = agentSettings(root)
      const setting = narrowing(settings)
      if (setting !== undefined) return notSetUp(text.selfTestLogLine.narrowed(setting))
      const marker = `mimamori-self-test-${randomBytes(6).toString('hex')}`
      const { exitCode, code, stderr, shortMessage } = await execa(
        'systemd-cat', ['--identifier=mimamori-self-test', `--priority=${settings['LOG_PRIORITY'] || 'info'}`],
        { input: `${marker}\n`, reject: false, timeout: programMs }
      )
      if (code === 'ENOENT') return notSetUp(text.selfTestLogLine.noJournal)
      if (exitCode !== 0) return failed(text.selfTestProgramFailed('systemd-cat', stderr || (shortMessage ?? '')))
      const begun = performance.now()
      const found = await waitUntil(async () => {
        const { logs } = await ask<LogList>('GET', `/api/clients/logs?${query({ clientId: device, q: marker, limit: '1' })}`)
        return logs[0]
      }, logLineMs, context)
      return found === undefined
        ? failed(text.selfTestLogLine.missing(marker, seconds))
        : passed(text.selfTestLogLine.passed(marker, Math.round((performance.now() - begun) / 1000)))
    }
  }
}
