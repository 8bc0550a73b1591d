import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { nearestName } from '@mimamori/program/nearest-name'
import { printJson, printLines } from '../../platform/terminal/print.ts'
import { UsageError } from '../../platform/errors.ts'
import type { RetireText } from './retire-text.en.ts'
import { retireText } from '../devices-texts.ts'
import { requireConsent } from '../agree.ts'
import { exitCodeOf } from '../exit-codes.ts'
import { registryClient } from '../registry-client.ts'
import { resultLines } from '../result-lines.ts'
import { prepareServer, registeredDevices } from '../server-part.ts'
import type { Verb, VerbContext } from '../verb.ts'
import { parseRetireArguments, type RetireArguments } from './arguments.ts'
import { checkAddress } from './check-address.ts'
import { helpLines } from './help.ts'
import { retireDevice } from './retire-device.ts'

/** What a device is, so that a person sees whether it is the one that is meant. */
const describeDevice = ({ name, address, site, role, lastSeen }: DeviceView, { about: text }: RetireText): string[] => [
  ...name === null ? [] : [name], ...address === null ? [] : [address], ...site === '' ? [] : [text.site(site)], ...role === '' ? [] : [text.role(role)], text.lastSeen(lastSeen)
]

const retireOne = async ({ given, text, settings, directory, commandText, terminal }: VerbContext & { readonly given: RetireArguments, readonly text: RetireText }): Promise<number> => {
  const { id, deletesAgent, isPlan, isYes } = given
  const registry = registryClient(settings, terminal.account)
  const devices = await registeredDevices(registry, settings, text.server)
  const device = devices.find((one) => one.id === id)
  if (device === undefined) throw new UsageError([text.unknownDevice(id, nearestName(id, devices.map((one) => one.id)))])
  const server = await prepareServer({ candidates: [{ id }], settings, devices, directory, text: text.server, commandText })
  const ssh = server.sshOf({ id })
  await checkAddress({ id, ssh, registry, text })
  const about = describeDevice(device, text)
  if (!isPlan && (!isOutOfUse(device.state) || deletesAgent)) await requireConsent(text.ask(id, about), { isYes, terminal, text })
  const result = await retireDevice({ device, ssh, registry, settings, text, deletesAgent, isPlan, about })
  const exitCode = exitCodeOf([result])
  if (given.isJson) printJson(terminal, { exitCode, plan: isPlan, devices: [result] })
  else printLines(terminal, resultLines([result], { text, optional: ['device', 'agent', 'key'] }))
  return exitCode
}

/** Retires a device that is no longer used. */
export const retire: Verb = (argv, language) => {
  const text = retireText(language)
  const given = parseRetireArguments(argv, text)
  return given.isHelp ? { help: helpLines(text) } : { work: (context) => retireOne({ ...context, given, text }) }
}
