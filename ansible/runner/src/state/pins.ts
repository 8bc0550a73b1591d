import { areAll, hasTexts } from '../platform/files/has-texts.ts'
import { withoutHosts } from '../plan/left-out.ts'
import type { Plan } from '../plan/plan.ts'
import { readOrSetAside, writeJsonFile } from '../platform/files/json-file.ts'

/** A device that no run and no catch-up updates. */
export interface Pin {
  readonly host: string
  /** The account that asked for it, and when. */
  readonly by: string
  readonly at: string
}

const isPins = (value: unknown): value is Pin[] =>
  areAll(value, (one) => hasTexts(one, 'host', 'by', 'at') && !Number.isNaN(Date.parse((one as Pin).at)))

/** Empty if there are none, or they cannot be read: then `onSetAside` gets the reason. */
export const readPins = (file: string, onSetAside: (reason: string) => void): Pin[] => readOrSetAside(file, isPins, onSetAside) ?? []

/** A plan without the pinned devices in its waves; it lists them separately. Pure. */
export const withoutPinned = (plan: Plan, pins: readonly Pin[]): Plan => {
  const pinnedHosts = new Set(pins.map(({ host }) => host))
  const pinned = [...new Set([...plan.pinned ?? [], ...plan.hosts.map(({ host }) => host).filter((host) => pinnedHosts.has(host))])]
  return { ...withoutHosts(plan, pinnedHosts), ...pinned.length > 0 && { pinned } }
}

export const writePins = (file: string, pins: readonly Pin[]): void => { writeJsonFile(file, pins) }
