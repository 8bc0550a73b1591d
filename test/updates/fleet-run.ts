import type { RunResult } from '../../ansible/runner/src/state/run-result.ts'
import { expect } from 'vitest'
import { notYet, until } from '../../collector/test/until.ts'
import { installedOn, runsOn } from '../ansible/on-device.ts'
import { liveRevisions } from './recorded.ts'
import type { UpdateLab } from './update-lab.ts'

const pollTimeout = { withinMs: 240_000, everyMs: 500 }

export const all = <Value>(names: readonly string[], value: Value): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, value]))

export const outcomesOf = ({ hosts }: RunResult) => Object.fromEntries(hosts.map(({ host, outcome }) => [host, outcome]))

export const runIn = (stdout: string): string => /^Plan of run (\S+)$/m.exec(stdout)?.[1] ?? `no run in ${stdout}`

/** The lines of the table, without how long each took and what the device's journal says, which is another each time. */
export const tableIn = (stdout: string): string[] =>
  /^DEVICE .*\n((?:.+\n)+)/m.exec(stdout)?.[1]?.trimEnd().split('\n').filter((line) => !line.startsWith('      '))
    .map((line) => line.replace(/ +(?:\d+ min )?\d+ s$/, '')) ?? []

/** Expects that this revision is installed on each of the devices, and runs. */
export const expectRunning = async (here: UpdateLab, names: readonly string[], tag: string): Promise<void> => {
  const revision = here.revisions[tag]!
  const found = await Promise.all(
    names.map(async (id) => ({ id, installed: await installedOn(here.device(id)), runs: await runsOn(here.device(id)) }))
  )
  expect(found).toEqual(names.map((id) => ({ id, installed: revision, runs: revision })))
}

/** Waits until the agent of each device reports the revision. */
export const untilReported = async (here: UpdateLab, names: readonly string[], tag: string): Promise<void> => {
  await until('every agent reports the running revision', async () => {
    const found = await liveRevisions(here.collector())
    return names.every((id) => found[id] === here.revisions[tag]) || notYet(found)
  }, pollTimeout)
}
