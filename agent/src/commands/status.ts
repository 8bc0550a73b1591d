import { loadConfig, stateFileIn } from '../config/load-config.ts'
import { ConfigError } from '../config/config-issue.ts'
import { readBootId } from '../device/random-id.ts'
import { describeState } from '../state/describe-state.ts'
import { isRunning, readState } from '../state/state-file.ts'
import type { Command, CommandContext } from './command.ts'

/** Finds it also for a user who may not read the configuration with its key: the usual path is then good enough. */
const findStateFile = ({ flags, env }: CommandContext): string => {
  try {
    return loadConfig({ file: flags.config, env }).stateFile
  } catch (error) {
    if (error instanceof ConfigError) return stateFileIn(env)
    throw error
  }
}

/**
 * `mimamori-agent status`: what the running agent has sent, what it was answered, and what waits. 1 if no agent runs or nothing
 * arrives; with --reported also before the collector has accepted its first report.
 */
export const status: Command = async (context) => {
  const { text, print } = context
  const file = findStateFile(context)
  const state = readState(file)
  if (state === undefined) {
    print(text.status.noState(file))
    return 1
  }
  const running = isRunning(state, readBootId())
  for (const line of describeState(state, { running, nowMs: Date.now(), text })) print(line)
  const isInTrouble = ['retrying', 'refused', 'rejecting'].includes(state.connection.state)
  const hasReported = state.lastReport !== undefined || !context.flags.reported
  return running && !isInTrouble && hasReported ? 0 : 1
}
