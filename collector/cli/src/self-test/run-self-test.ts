import { join } from 'node:path'
import { execa } from 'execa'
import type { Answer, Colour, Invocation } from '../command.ts'
import { CommandError, Refusal } from '../errors.ts'
import { localDeviceId } from '../local-agent.ts'
import { agentUpdateStep } from './agent-update.ts'
import { alertStep } from './alert.ts'
import { deviceUpdatesStep } from './device-updates.ts'
import { logLineStep } from './log-line.ts'
import { reportStep } from './report.ts'
import { failed, type Finding, type Limits, type Outcome, type SelfTestContext, type SelfTestStep } from './step.ts'

const limits: Limits = { reportMs: 180_000, logLineMs: 120_000, alertMs: 60_000, programMs: 300_000, everyMs: 1000 }

const setUpProgram = join(import.meta.dirname, '../../../../scripts/install-server.ts')

/** Runs it without a terminal, so that it asks nothing; what the administrator’s settings say holds, not our environment. */
const setUp: SelfTestContext['setUp'] = async (...flags) => {
  const { exitCode, all } = await execa(process.execPath, [setUpProgram, ...flags], {
    reject: false, all: true, stdin: 'ignore', timeout: limits.programMs, extendEnv: false,
    env: Object.fromEntries(['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_MESSAGES'].map((name) => [name, process.env[name]]))
  })
  return { code: exitCode, output: all }
}

const steps: readonly ((context: SelfTestContext) => SelfTestStep)[] = [
  reportStep, logLineStep, alertStep, agentUpdateStep, deviceUpdatesStep
]

const colours: Readonly<Partial<Record<Outcome, Colour>>> = { failed: 'red', notSetUp: 'yellow' }

/** A step that cannot be carried out has failed, with the collector’s or the system’s words. */
const findingOf = async ({ run }: SelfTestStep, { signal }: SelfTestContext): Promise<Finding> => {
  try {
    return await run()
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof CommandError || error instanceof Refusal || (error as NodeJS.ErrnoException).syscall !== undefined) {
      return failed((error as Error).message)
    }
    throw error
  }
}

/** Ctrl-C and the end of the terminal end a wait, so that what was added is removed. */
const stopping = (): { readonly signal: AbortSignal, readonly end: () => void } => {
  const controller = new AbortController()
  const stop = (): void => { controller.abort() }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, stop)
  return { signal: controller.signal, end: () => { for (const name of signals) process.off(name, stop) } }
}

/** Tries each way through this server, one after the other, and says of each how it went. Fails if one does, or if none is set up. */
export const runSelfTest = async (
  invocation: Invocation, options: Partial<Pick<SelfTestContext, 'limits' | 'setUp'>> = {}
): Promise<Answer> => {
  const { dataDirectory, isOn, print, root, text } = invocation
  const stop = stopping()
  const context = {
    invocation, device: localDeviceId(dataDirectory, root), limits, setUp, ...options,
    signal: AbortSignal.any([invocation.signal, stop.signal])
  }
  const say = (line: string, colour?: Colour): void => { if (!isOn('json')) print(line, colour) }
  const findings: (Finding & { readonly step: SelfTestStep['name'] })[] = []
  try {
    for (const [index, make] of steps.entries()) {
      const step = make(context)
      say(`[${index + 1}/${steps.length}] ${text.selfTestNames[step.name]}`)
      say(`  ${step.does}`)
      say(`  ${text.selfTestExpected(step.expects)}`)
      const finding = await findingOf(step, context)
      findings.push({ step: step.name, ...finding })
      const [first = '', ...rest] = finding.message.trim().split('\n')
      say(`  ${text.selfTestOutcome(text.selfTestOutcomes[finding.outcome], first)}`, colours[finding.outcome])
      for (const line of rest) say(`    ${line}`)
      if (finding.outcome === 'failed') say(`  ${text.selfTestToDo(step.advice)}`)
    }
  } catch (error) {
    throw context.signal.aborted && (error as Error).name === 'AbortError' ? new CommandError(text.selfTestStopped, { cause: error }) : error
  } finally {
    stop.end()
  }
  const count = (outcome: Outcome): number => findings.filter((finding) => finding.outcome === outcome).length
  const counts = { passed: count('passed'), failed: count('failed'), notSetUp: count('notSetUp') }
  return {
    json: { steps: findings, ...counts },
    lines: text.selfTestCounts(counts),
    failure: counts.failed > 0 ? text.selfTestFailed(counts.failed) : counts.passed === 0 && text.selfTestNothing
  }
}
