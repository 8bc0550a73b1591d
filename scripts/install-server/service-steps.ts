import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { StartProblem } from '../start/problem.ts'
import { linkTarget } from './file-steps.ts'
import { dropIns, enabledLink, unitFile, type UnitName } from './layout.ts'
import type { Machine } from './machine.ts'
import type { ServerFile } from './server.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'
import { readUnitState } from './unit-state.ts'

export interface ServiceToStart {
  readonly service: UnitName
  /** Answers 200 when it does its work; left out for one that notifies systemd. */
  readonly readyUrl?: URL
  readonly readySeconds?: number
  /** Files of an administrator that it reads at its start. */
  readonly settingsFiles?: readonly string[]
  /** Something else that it read at its start is gone. */
  readonly hasLostFiles?: boolean
}

interface Deps {
  readonly machine: Machine
  /** The files that are about to be written. */
  readonly changed: readonly ServerFile[]
  /** The files that are about to be removed, since the package has them. */
  readonly hiding: readonly ServerFile[]
  readonly text: InstallServerText
  readonly isReady: (pid: number | undefined, url: URL) => Promise<boolean>
}

const untilReady = async ({ service, readyUrl, readySeconds = 60 }: ServiceToStart, { machine, text, isReady }: Deps): Promise<void> => {
  if (readyUrl === undefined) return
  for (const deadline = performance.now() + readySeconds * 1000; performance.now() < deadline; await after(300)) {
    const { mainPid, hasFailed } = readUnitState(machine, service)
    if (await isReady(mainPid, readyUrl)) return
    if (hasFailed) break
  }
  throw new StartProblem(
    `${text.notReady(service)}\n${machine.run('journalctl', '--unit', service, '--lines=5', '--output=cat', '--no-pager').trimEnd()}`
  )
}

const filesIn = (
  directory: string
): readonly string[] => existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : []

/**
 * How a unit is to start with the server; undefined if it does. A link to a unit that is gone, or about to go, has to be made again, which
 * `enable` does not do.
 */
export const enableVerb = (link: string, isLosingUnit: boolean): 'enable' | 'reenable' | undefined =>
  linkTarget(link) === undefined ? 'enable' : isLosingUnit || !existsSync(link) ? 'reenable' : undefined

/**
 * Starts a service, restarts it if something that it reads at its start is newer than its process, or has it read its configuration again.
 */
export const startSteps = (toStart: ServiceToStart, deps: Deps): readonly Step[] => {
  const { machine, changed, hiding, text } = deps
  const { service, settingsFiles = [], hasLostFiles = false } = toStart
  const { isActive, startedAt } = readUnitState(machine, service)
  const read = [
    machine.at(unitFile(service)), ...filesIn(machine.at(dropIns(service))), ...settingsFiles
  ].filter((file) => existsSync(file))
  const isLosingUnit = hiding.some(({ readBy }) => readBy?.service === service)
  const enabling = enableVerb(machine.at(enabledLink(service)), isLosingUnit)
  // A run that was cut off has not made the link again, which it does last.
  const isOutdated = hasLostFiles || isLosingUnit || enabling === 'reenable' || read.some((file) => Math.floor(statSync(file).mtimeMs / 1000) > startedAt)
  const changedAt = new Set(changed.flatMap(({ readBy }) => readBy?.service === service ? [readBy.at] : []))
  const verb = !isActive ? 'start' : isOutdated || changedAt.has('start') ? 'restart' : changedAt.has('reload') ? 'reload' : undefined
  const starting: readonly Step[] = verb === undefined ? [] : [
    { what: text.change[verb](service), run: async () => { machine.run('systemctl', verb, service); await untilReady(toStart, deps) } }
  ]
  if (enabling === undefined) return starting
  const enable: Step = { what: text.enable(service), run: () => { machine.run('systemctl', enabling, '--quiet', service) } }
  return enabling === 'enable' ? [enable, ...starting] : [...starting, enable]
}

/** Removes a service; its data stays. */
export const removeSteps = (
  service: UnitName, { machine, text }: Pick<Deps, 'machine' | 'text'>
): readonly Step[] => [unitFile(service), enabledLink(service)].some((file) => existsSync(machine.at(file)))
  ? [{
      what: text.removeService(service),
      run () {
        machine.run('systemctl', 'disable', '--now', '--quiet', service)
        rmSync(machine.at(unitFile(service)), { force: true })
      }
    }]
  : []
