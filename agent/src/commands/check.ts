import { chooseFile, loadConfig } from '../config/load-config.ts'
import { checkReach, speaksTls } from './checks/reach.ts'
import { fine, note, wrong, type Finding } from './checks/finding.ts'
import { checkContent } from './checks/check-content.ts'
import { checkJournal } from './checks/check-journal.ts'
import { checkLogFiles } from './checks/check-log-files.ts'
import { evaluateClock } from './checks/evaluate-clock.ts'
import { evaluateKeyFile } from './checks/evaluate-key-file.ts'
import { probeKey, type Probe } from './checks/probe-key.ts'
import type { AgentConfig } from '../config/agent-config.ts'
import { ConfigError } from '../config/config-issue.ts'
import { createTransport } from '../delivery/transport.ts'
import { readBootId } from '../device/random-id.ts'
import { createLogger } from '../log/logger.ts'
import { clockCollectors, isClockSynchronised } from '../measure/clock-synchronised.ts'
import { createMeasure } from '../measure/measure.ts'
import { createConfiguredCollectors } from '../measure/collectors.ts'
import { journalName } from '../sources/journal/journalctl.ts'
import type { AgentState } from '../state/agent-state.ts'
import { isRunning, readState } from '../state/state-file.ts'
import type { Text } from '../text/index.ts'
import type { Command, CommandContext } from './command.ts'

const format = (subject: string, { status, message, next }: Finding, text: Text): string =>
  `${text.check.statuses[status]} ${text.check.finding(subject, message)}${next === undefined ? '' : `\n       → ${next}`}`

const checkCollector = async (config: AgentConfig, text: Text): Promise<Probe> => {
  const { address: words } = text.check
  if (config.push === undefined) return { address: fine(words.notPushing) }
  const { apiBaseUrl: url } = config.push
  const timeoutMs = config.requestTimeoutSeconds * 1000
  const obstacle = await checkReach({ url, timeoutMs, caFile: config.caFile, nowMs: Date.now }, text)
  if (obstacle !== undefined) return { address: obstacle }
  const transport = createTransport({ baseUrl: url, timeoutMs, caFile: config.caFile })
  const probe = await probeKey(config.push, transport, text).finally(() => transport.close())
  const isMistaken = probe.address.status === 'wrong' && url.protocol === 'http:' && await speaksTls({ url, timeoutMs })
  return isMistaken ? { address: wrong(words.speaksTls(url.href)) } : probe
}

const checkClock = async (config: AgentConfig, serverMs: number | undefined, text: Text): Promise<Finding> => {
  const deviceMs = Date.now()
  const measure = createMeasure(createConfiguredCollectors(config), createLogger('error', () => undefined))
  const families = await measure.collect(new Set(clockCollectors))
  return evaluateClock({ deviceMs, serverMs, isSynchronised: isClockSynchronised(families) }, text)
}

/** The state of the running agent; undefined if none runs. */
const stateOfAgent = ({ stateFile }: AgentConfig): AgentState | undefined => {
  const state = readState(stateFile)
  return state !== undefined && isRunning(state, readBootId()) ? state : undefined
}

const checkDuties = (config: AgentConfig, report: (subject: string, finding: Finding) => void, text: Text): void => {
  const agent = stateOfAgent(config)
  const sources = agent?.sources
  const { subjects } = text.check
  report(
    subjects.journal,
    checkJournal({ isFollowed: config.logJournal, ofAgent: sources?.find(({ name }) => name === journalName) }, text)
  )
  for (const finding of checkLogFiles(
    { patterns: config.logFiles, ofAgent: sources?.filter(({ name }) => name !== journalName) ?? [] },
    text
  )) {
    report(subjects.logFiles, finding)
  }
  for (const finding of checkContent({ directory: config.contentDirectory, ofAgent: agent?.content }, text)) {
    report(subjects.content, finding)
  }
}

const runChecks = async (config: AgentConfig, { text, print }: CommandContext): Promise<boolean> => {
  const findings: Finding[] = []
  const report = (subject: string, finding: Finding): void => {
    findings.push(finding)
    print(format(subject, finding, text))
  }
  const { subjects } = text.check
  report(subjects.configuration, fine(text.check.configurationFine(config.file)))
  if (config.ignoredKeys.length > 0) report(subjects.configuration, note(text.check.ignored(config.ignoredKeys)))
  const keyFile = config.push === undefined || config.keyFile === undefined ? undefined : evaluateKeyFile(config.keyFile, text)
  if (keyFile !== undefined) report(subjects.key, keyFile)
  const { address, key, serverTimeMs } = await checkCollector(config, text)
  report(subjects.address, address)
  if (key !== undefined) report(subjects.key, key)
  else if (config.push !== undefined) report(subjects.key, note(text.check.key.notAsked()))
  report(subjects.clock, await checkClock(config, serverTimeMs, text))
  if (config.push !== undefined) checkDuties(config, report, text)
  return findings.every(({ status }) => status !== 'wrong')
}

/** `mimamori-agent check`: whether configuration, address, key, clock and logs are fine, with the next step for each that is not. */
export const check: Command = async (context) => {
  const { flags, env, text, print } = context
  let config: AgentConfig
  try {
    config = loadConfig({ file: flags.config, env })
  } catch (error) {
    if (error instanceof ConfigError) {
      print(
        format(
          text.check.subjects.configuration,
          { status: 'wrong', message: text.check.configurationWrong(chooseFile({ file: flags.config, env })) },
          text
        )
      )
    }
    throw error
  }
  const isFine = await runChecks(config, context)
  print(isFine ? text.check.allFine : text.check.notFine)
  return isFine ? 0 : 1
}
