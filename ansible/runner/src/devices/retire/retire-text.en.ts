import { devicesTextEn } from '../devices-text.en.ts'

/** Messages while a device is retired, in English. */
export const retireTextEn = {
  ...devicesTextEn,
  usage: devicesTextEn.usage('retire NAME', 'retire-device.sh'),
  about: 'Retires a device that is no longer used: stops its agent, retires it at the collector, which keeps its record and no longer ' +
    'accepts its key, and removes the key from the device. Run it again at any time: finished steps are skipped.',
  flags: {
    'delete-agent': 'also delete the agent from the device, with its configuration and what it has stored',
    ...devicesTextEn.flags
  },
  exits: devicesTextEn.exits('retired, or already so', 'retired, but the device does not answer: its agent and key are still there'),
  mistakes: { noDevice: 'expected the name of a device, such as: retire-device.sh pi-kiosk-03' },
  ask: (id: string, about: readonly string[]) => `Retire ${id} (${about.join(', ')})?`,
  facts: {
    site: (site: string) => `site ${site}`,
    role: (role: string) => `role ${role}`,
    lastSeen: (at: string | null) => at === null ? 'never reported' : `last report ${at}`
  },
  steps: {
    identity: 'Name', network: 'Network', device: 'Device', agent: 'Agent', registry: 'Collector', key: 'Key', inventory: 'Inventory'
  },
  outcomes: {
    retired: 'retired', unchanged: 'nothing to do', planned: 'can be retired', unreachable: 'retired, but not reached',
    missing: 'not complete'
  },
  noAddressYet: ({ id, from, lastSeen, command }: {
    readonly id: string
    readonly from: string
    readonly lastSeen: string
    readonly command: string
  }) => `${id} has no registered address, but reports from ${from}, last at ${lastSeen}. ` +
    `Register it first, so that its agent is stopped and its key removed:\n  ${command}\nIf the server cannot reach it there, retire it ` +
    `anyway:\n  sudo mimamori devices retire ${id}`,
  left: (why: string) =>
    `Its agent and its key are left on it. The collector no longer accepts the key. If it comes back, run the same command again. ${why}`,
  /** A device to which the server does not log in, such as one that was added on the page. */
  leftRunning: (why: string, line: string) =>
    `${why} Its agent runs on, and its key is left on it; the collector no longer accepts the key. On the device, paste this:\n  ${line}`,
  device: {
    found: 'it is this device',
    noAgent: 'no agent of ours is set up there',
    other: (id: string, client: string) => `The device at this address is ${client}, not ${id}, and was left as it is.`
  },
  agent: {
    planned: 'would be stopped, and not start again',
    plannedDeletion: 'would be stopped and deleted',
    found: 'does not run, and does not start',
    done: 'stopped; it does not start again',
    failed: (words: string) => `The agent could not be stopped: ${words}. The device is not retired yet.`
  },
  registry: {
    planned: 'would be retired: the record stays, the key is no longer accepted',
    done: 'retired: the record stays, the key is no longer accepted.'
  },
  key: {
    planned: 'would be removed from the device',
    found: 'not on the device',
    done: 'removed from the device',
    deleted: 'removed from the device, with the agent, its configuration and what it had stored',
    failed: (words: string) => `The key could not be removed from the device: ${words}. The collector no longer accepts it.`
  },
  inventory: {
    planned: 'would be checked',
    found: 'not in it',
    unreadable: (reason: string) => `The inventory cannot be read: ${reason}`,
    missing: (id: string, inventory: string) => `${id} is still in ${inventory}, so updates still go to it. Remove it from hosts.yml.`
  }
}

export type RetireText = typeof retireTextEn
