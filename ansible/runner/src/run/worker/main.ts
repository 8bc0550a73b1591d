/**
 * The worker of a run: started by flock(1) in a session of its own, it reads its plan from standard input and lives until the
 * run's result is written. Without a plan it only closes the runs of dead runners, and delivers undelivered data;
 * it prints the files that it had to set aside, one line each.
 */
import { writeFileSync } from 'node:fs'
import { text as readText } from 'node:stream/consumers'
import { terminalLanguage } from '@mimamori/program/language'
import { systemClock } from '../../platform/clock.ts'
import { ansibleDirectory, checkout } from '../../platform/paths.ts'
import type { Plan } from '../../plan/plan.ts'
import { lockDescriptor } from '../../platform/process/lock.ts'
import { closeOrphans } from '../close-orphans.ts'
import { localSettings } from '../../settings/settings-file.ts'
import { openStateDirectory } from '../../state/state-directory.ts'
import { commandText } from '../../text/runner-text.ts'
import { deliverUndelivered } from '../../report/deliver-undelivered.ts'
import { work } from './work.ts'

const input = await readText(process.stdin)
const plan = input.trim() === '' ? undefined : JSON.parse(input) as Plan
const settings = localSettings(process.env, commandText(plan?.language ?? terminalLanguage(process.env)))
const state = openStateDirectory(settings.stateDirectory, checkout)
const lock = lockDescriptor(state.lock)
if (plan) {
  writeFileSync(state.lock, `${plan.run}\n`)
  const { exitCode } = await work({ plan, settings, state, clock: systemClock, ansibleDirectory, lock })
  // The run's files have everything that is still being sent; the lock must not wait for it.
  process.exit(exitCode)
} else {
  await closeOrphans({
    state, settings, clock: systemClock, onSetAside: (reason) => { process.stdout.write(`${reason.replaceAll('\n', ' ')}\n`) }
  })
  await deliverUndelivered({ settings, state })
  process.exit(0)
}
