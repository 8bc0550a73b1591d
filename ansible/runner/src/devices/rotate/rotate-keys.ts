import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { nearestName } from '@mimamori/program/nearest-name'
import { printJson, printLines } from '../../platform/terminal/print.ts'
import { UsageError } from '../../platform/errors.ts'
import type { RotateText } from './rotate-text.en.ts'
import { rotateText } from '../devices-texts.ts'
import { requireConsent } from '../agree.ts'
import { eachDevice } from '../each-device.ts'
import { registryClient } from '../registry-client.ts'
import { resultLines } from '../result-lines.ts'
import { inventoryCandidates, prepareServer, registeredDevices } from '../server-part.ts'
import type { Verb, VerbContext } from '../verb.ts'
import { parseRotateArguments, type RotateArguments } from './arguments.ts'
import { withinBudget } from './failure-budget.ts'
import { helpLines } from './help.ts'
import { rotateDevice } from './rotate-device.ts'

/** Each mostly waits for its agent, and takes an ssh of the server for some seconds. */
const atATime = 10

const dayMs = 86_400_000

interface RotateOptions extends VerbContext {
  readonly given: RotateArguments
  readonly text: RotateText
}

/** Those that were named. @throws {UsageError} with all that are not known */
const namedDevices = (ids: readonly string[], devices: readonly DeviceView[], text: RotateText): DeviceView[] => {
  const named = ids.map((id) => devices.find((device) => device.id === id) ?? text.unknownDevice(id, nearestName(id, devices.map((device) => device.id))))
  const mistakes = named.filter((one) => typeof one === 'string')
  if (mistakes.length > 0) throw new UsageError(mistakes)
  return named.filter((one) => typeof one !== 'string')
}

interface Chosen {
  readonly chosen: readonly DeviceView[]
  /** Those that match and that no inventory has, so that the server does not log in to them. */
  readonly left: readonly DeviceView[]
}

/** @throws {UsageError} */
const chooseDevices = async ({ given: { ids, site, role }, settings, commandText, text }: RotateOptions, devices: readonly DeviceView[]): Promise<Chosen> => {
  if (ids.length > 0) return { chosen: namedDevices(ids, devices, text), left: [] }
  const known = new Set((await inventoryCandidates(settings, commandText)).map(({ id }) => id))
  const matching = devices.filter((device) => !isOutOfUse(device.state) && (site === undefined || device.site === site) && (role === undefined || device.role === role))
  const chosen = matching.filter(({ id }) => known.has(id))
  if (chosen.length === 0) throw new UsageError([text.mistakes.none])
  return { chosen, left: matching.filter(({ id }) => !known.has(id)) }
}

const rotateAll = async (options: RotateOptions): Promise<number> => {
  const { given, settings, directory, commandText, terminal, text } = options
  const registry = registryClient(settings, terminal.account)
  const devices = await registeredDevices(registry, settings, text.server)
  const { chosen, left } = await chooseDevices(options, devices)
  const server = await prepareServer({ candidates: chosen.map(({ id }) => ({ id })), settings, devices, directory, text: text.server, commandText })
  if (!given.isPlan) await requireConsent(text.ask(chosen.length, chosen[0]!.id), { isYes: given.isYes, terminal, text })
  const { clock } = terminal
  const staleBeforeMs = clock.nowMs() - given.olderThanDays * dayMs
  return await eachDevice({
    items: chosen,
    atATime,
    terminal,
    text,
    work: withinBudget({ text: text.identity, rotate: (device) => rotateDevice({ device, ssh: server.sshOf({ id: device.id }), registry, clock, text, isPlan: given.isPlan, staleBeforeMs }) }),
    print (results, exitCode) {
      if (given.isJson) printJson(terminal, { exitCode, plan: given.isPlan, devices: results, notInInventory: left.map(({ id }) => id) })
      else printLines(terminal, [...resultLines(results, { text }), ...left.length === 0 ? [] : [text.notInInventory(left.map(({ id }) => id))]])
    }
  })
}

/** Gives devices new keys. */
export const rotateKeys: Verb = (argv, language) => {
  const text = rotateText(language)
  const given = parseRotateArguments(argv, text)
  return given.isHelp ? { help: helpLines(text) } : { work: (context) => rotateAll({ ...context, given, text }) }
}
