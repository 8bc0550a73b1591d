import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { setUpCommandIn } from '@mimamori/program/packaged-server'
import { nextReport } from './report.ts'
import { deviceStatus, failed, notSetUp, passed, type Finding, type SelfTestContext, type SelfTestStep } from './step.ts'

/** The program of the agent that the set-up has installed on this server. */
const program = '/opt/mimamori/agent/mimamori-agent.js'

/** Makes the program another one than the set-up would install; it runs as before. */
const mark = '\n// Self-test: the next set-up replaces this file.\n'

/** The steps that the set-up lists in its plan. */
const planned = (output: string): readonly string[] => output.split('\n').filter((line) => line.startsWith('- '))

/**
 * Has the set-up update the agent of this server, as each upgrade of Mimamori does, from a program that differs by a comment. Puts the
 * program back if that fails.
 */
const update = async (context: SelfTestContext, device: string): Promise<Finding> => {
  const { invocation: { root, showProgress, text }, setUp } = context
  const file = join(root, program)
  const [before, mode] = [readFileSync(file), statSync(file).mode & 0o777]
  const isUpdated = (): boolean => readFileSync(file).equals(before)
  replaceFileSync(file, Buffer.concat([before, Buffer.from(mark)]), { mode })
  try {
    showProgress(text.selfTestAgentUpdate.planning)
    const plan = await setUp('--plan')
    if (plan.code !== 0) return failed(text.selfTestProgramFailed(setUpCommandIn(), plan.output))
    const [steps, isOurs] = [planned(plan.output), (step: string) => step.includes('mimamori-agent')]
    const others = steps.filter((step) => !isOurs(step))
    if (others.length > 0) return failed(text.selfTestAgentUpdate.morePlanned(others.join('\n')))
    if (!steps.some(isOurs)) return notSetUp(text.selfTestAgentUpdate.othersAgent)
    const { lastSeen } = await deviceStatus(context, device)
    showProgress(text.selfTestAgentUpdate.updating)
    const { code, output } = await setUp('--yes')
    if (code !== 0) return failed(text.selfTestProgramFailed(setUpCommandIn(), output))
    if (!isUpdated()) return failed(text.selfTestAgentUpdate.notReplaced(program))
    return await nextReport(context, device, lastSeen) === undefined
      ? failed(text.selfTestAgentUpdate.silent(Math.round(context.limits.reportMs / 1000)))
      : passed(text.selfTestAgentUpdate.passed(device))
  } finally {
    showProgress()
    if (!isUpdated()) replaceFileSync(file, before, { mode })
  }
}

/** The agent of this server is updated, and the new one reports. */
export const agentUpdateStep = (context: SelfTestContext): SelfTestStep => {
  const { device, invocation: { root, text }, limits } = context
  return {
    name: 'agentUpdate',
    does: text.selfTestAgentUpdate.does,
    expects: text.selfTestAgentUpdate.expects(Math.round(limits.reportMs / 1000)),
    advice: text.selfTestAgentUpdate.advice,
    run: async () => device === undefined || !existsSync(join(root, program))
      ? notSetUp(text.selfTestNoAgent)
      : update(context, device)
  }
}
