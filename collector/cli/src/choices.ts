import type { Group, Order } from '@mimamori/contract/device-list'
import type { Expectation } from './command.ts'

/** A group of devices as `--status` has it: `off-hours`, and `online` for those that report, as the list calls them. */
export const statusWord = (group: Group): string => group === 'fresh' ? 'online' : group.replace('_', '-')

const orderWord = (order: Order): string => order === 'lastSeen' ? 'last-seen' : order

/** From where they stand, loaded only to find the one that was meant: the contract's schemas are slow to load. */
const choices: Partial<Readonly<Record<Expectation, () => Promise<readonly string[]>>>> = {
  status: async () => (await import('@mimamori/contract/device-list')).groups.map(statusWord),
  sort: async () => (Object.keys((await import('@mimamori/contract/device-list')).orders) as Order[]).map(orderWord),
  tokenRole: async () => (await import('@mimamori/contract/roles')).roles,
  loginRole: async () => (await import('@mimamori/contract/roles')).loginRoles,
  receiverType: async () => (await import('@mimamori/contract')).channelTypes,
  logLevels: async () => (await import('@mimamori/contract')).logLevels,
  downSeverity: async () => (await import('@mimamori/contract')).limitFields.downSeverity.options,
  limitScope: async () => (await import('@mimamori/contract')).limitScopes,
  severity: async () => (await import('@mimamori/contract/severity')).severities,
  mailTls: async () => (await import('@mimamori/contract')).mailTls,
  runKind: async () => (await import('@mimamori/contract')).runKinds,
  alertState: async () => (await import('@mimamori/contract')).alertStates
}

/** The words of which an option takes one, as cliText's `expected` lists them; several of them for logLevels; none where it takes other values, too. */
export const choicesOf = async (expects: Expectation): Promise<readonly string[]> => await choices[expects]?.() ?? []
