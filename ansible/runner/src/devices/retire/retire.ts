import type { DeviceView } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { nearestName } from '@mimamori/program/nearest-name'
import { UsageError } from '../../platform/errors.ts'
import { requireConsent } from '../agree.ts'
import { retireText } from '../devices-texts.ts'
import { eachDevice } from '../each-device.ts'
import { prepareServer } from '../server-access.ts'
import { argumentParser, commonOptions, defineVerb, flag } from '../verb.ts'
import { checkAddress } from './check-address.ts'
import { retireDevice } from './retire-device.ts'
import type { RetireText } from './retire-text.en.ts'

const retireOptions = { 'delete-agent': flag, ...commonOptions }

export const parseRetireArguments = argumentParser(retireOptions, ({ isOn, positionals: [id, ...surplus] }, text: RetireText) => ({
  given: { id: id ?? '', deletesAgent: isOn('delete-agent') },
  mistakes: [...id === undefined ? [text.mistakes.noDevice] : [], ...surplus.map((word) => text.options.unexpected(word))]
}))

/** Describes a device, for a person to recognize it. */
const describeDevice = ({ name, address, site, role, lastSeen }: DeviceView, { facts: text }: RetireText): string[] => [
  ...name === null ? [] : [name], ...address === null ? [] : [address], ...site === '' ? [] : [text.site(site)],
  ...role === '' ? [] : [text.role(role)], text.lastSeen(lastSeen)
]

/** Retires a device that is no longer used. */
export const retire = defineVerb({
  textOf: retireText,
  options: retireOptions,
  parse: parseRetireArguments,
  async work ({ given, text, ...context }) {
    const { id, deletesAgent, isPlan, isYes } = given
    const { settings, terminal, registry, devices } = context
    const device = devices.find((one) => one.id === id)
    if (device === undefined) throw new UsageError([text.unknownDevice(id, nearestName(id, devices.map((one) => one.id)))])
    const server = await prepareServer({ ...context, candidates: [{ id }], text: text.server })
    const ssh = server.sshOf({ id })
    await checkAddress({ id, ssh, registry, text })
    const about = describeDevice(device, text)
    if (!isPlan && (!isOutOfUse(device.state) || deletesAgent)) await requireConsent(text.ask(id, about), { isYes, terminal, text })
    return await eachDevice({
      items: [device], atATime: 1, given, terminal, text, optional: ['device', 'agent', 'key'],
      work: () => retireDevice({ device, ssh, registry, settings, text, deletesAgent, isPlan, about })
    })
  }
})
