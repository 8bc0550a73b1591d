import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { nearestName } from '@mimamori/program/nearest-name'
import { UsageError } from '../../platform/errors.ts'
import { requireConsent } from '../agree.ts'
import { rotateText } from '../devices-texts.ts'
import { eachDevice } from '../each-device.ts'
import { inventoryCandidates, prepareServer } from '../server-access.ts'
import { defineVerb, type VerbContext } from '../verb.ts'
import { parseRotateArguments, rotateOptions, type RotateArguments } from './arguments.ts'
import { withinBudget } from './failure-budget.ts'
import { rotateDevice } from './rotate-device.ts'
import type { RotateText } from './rotate-text.en.ts'

/** Each mostly waits for its agent, and takes an ssh of the server for some seconds. */
const atATime = 10

const dayMs = 86_400_000

interface RotateOptions extends VerbContext {
  readonly given: RotateArguments
  readonly text: RotateText
}

/** The named devices. @throws {UsageError} with all names that are not registered */
const namedDevices = (ids: readonly string[], devices: readonly DeviceView[], text: RotateText): DeviceView[] => {
  const named = ids.map((id) => devices.find((device) => device.id === id) ??
    text.unknownDevice(id, nearestName(id, devices.map((device) => device.id))))
  const mistakes = named.filter((one) => typeof one === 'string')
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return named.filter((one) => typeof one !== 'string')
}

interface Chosen {
  readonly chosen: readonly DeviceView[]
  /** Matching devices that are not in the inventory: the server cannot log in to them. */
  readonly left: readonly DeviceView[]
}

/** @throws {UsageError} */
const chooseDevices = async ({ given: { ids, site, role }, settings, commandText, text, devices }: RotateOptions): Promise<Chosen> => {
  if (ids.length > 0) return { chosen: namedDevices(ids, devices, text), left: [] }
  const known = new Set((await inventoryCandidates(settings, commandText)).map(({ id }) => id))
  const matching = devices.filter((device) => !isOutOfUse(device.state) && (site === undefined || device.site === site) &&
    (role === undefined || device.role === role))
  const chosen = matching.filter(({ id }) => known.has(id))
  if (chosen.length === 0) throw new UsageError([text.mistakes.none])
  return { chosen, left: matching.filter(({ id }) => !known.has(id)) }
}

const rotateAll = async (options: RotateOptions): Promise<number> => {
  const { given, text, ...context } = options
  const { registry, terminal, terminal: { clock } } = context
  const { isPlan, isYes } = given
  const { chosen, left } = await chooseDevices(options)
  const server = await prepareServer({ ...context, candidates: chosen.map(({ id }) => ({ id })), text: text.server })
  if (!isPlan) await requireConsent(text.ask(chosen.length, chosen[0]!.id), { isYes, terminal, text })
  const staleBeforeMs = clock.nowMs() - given.olderThanDays * dayMs
  const leftIds = left.map(({ id }) => id)
  return await eachDevice({
    items: chosen,
    atATime,
    given,
    terminal,
    text,
    work: withinBudget({ text: text.identity, rotate: (device) =>
      rotateDevice({ device, ssh: server.sshOf({ id: device.id }), registry, clock, text, isPlan, staleBeforeMs }) }),
    further: { fields: { notInInventory: leftIds }, lines: left.length === 0 ? [] : [text.notInInventory(leftIds)] }
  })
}

/** Gives devices new keys. */
export const rotateKeys = defineVerb({ textOf: rotateText, options: rotateOptions, parse: parseRotateArguments, work: rotateAll })
