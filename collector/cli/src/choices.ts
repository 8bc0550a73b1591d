import type { Group } from '@mimamori/contract/device-list'
import { nearestName } from '@mimamori/program/nearest-name'
import type { Expectation } from './command.ts'
import type { CliText } from './text/cli-text.ts'

/** A group of devices as `--status` has it: `off-hours`, and `online` for devices that report, as the list calls them. */
export const statusWord = (group: Group): string => group === 'fresh' ? 'online' : group.replace('_', '-')

/**
 * The words that an option takes, one or several; none if it takes other values too. Loaded for a mistake alone: the contract's
 * schemas are slow to load.
 */
export const choicesOf = async (expects: Expectation): Promise<readonly string[]> => {
  const [contract, { groups, orders }, { loginRoles, roles }] = await Promise.all([
    import('@mimamori/contract'), import('@mimamori/contract/device-list'), import('@mimamori/contract/roles')
  ])
  const choices: Readonly<Partial<Record<Expectation, readonly string[]>>> = {
    status: groups.map(statusWord), sort: Object.keys(orders).map((order) => order.replace('lastSeen', 'last-seen')), tokenRole: roles,
    loginRole: loginRoles,
    receiverType: contract.channelTypes, logLevels: contract.logLevels, downSeverity: contract.limitFields.downSeverity.options,
    limitScope: contract.limitScopes, severity: contract.severities, mailTls: contract.mailTls, alertState: contract.alertStates,
    runKind: contract.runKinds
  }
  return choices[expects] ?? []
}

interface WrongValue {
  /** Such as `--role` or `ID`. */
  readonly name: string
  readonly expects: Expectation
  readonly value: string
}

/** The message for a value that an option does not take: what it expects, and the choice that was meant if one is near. */
export const wrongValue = async ({ name, expects, value }: WrongValue, text: CliText): Promise<string> =>
  text.wrong(name, text.expected[expects], value, nearestName(value, await choicesOf(expects)))
