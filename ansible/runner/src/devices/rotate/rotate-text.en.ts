import type { DeviceState } from '@mimamori/contract'
import { devicesTextEn } from '../devices-text.en.ts'

/** Messages while devices get new keys, in English. */
export const rotateTextEn = {
  ...devicesTextEn,
  usage: devicesTextEn.usage('rotate-keys NAME… | --all | --site SITE | --role ROLE', 'rotate-keys.sh'),
  about: 'Gives devices new keys: issues one, puts it on the device, restarts its agent, waits until the collector has received a ' +
    'message with it, and only then ends the old one. Run it again at any time: finished steps are skipped.',
  flags: {
    all: 'all devices in the inventory',
    site: 'the devices at this site',
    role: 'the devices with this role',
    'older-than': 'only devices whose key is older than this (default: 1); 0: all',
    ...devicesTextEn.flags
  },
  exits: devicesTextEn.exits('all have new keys, or had', 'done, except for devices that do not answer; they keep their key'),
  mistakes: {
    nothing: 'expected the names of devices, --site, --role or --all, such as: rotate-keys.sh pi-kiosk-03',
    allOrNamed: '--all, --site or --role, and the names of devices: expected one or the other, got both',
    days: (given: string) => `--older-than: expected days as a whole number from 0 to 36500, got “${given}”`,
    none: 'No device in the inventory matches.'
  },
  ask: (count: number, id: string) =>
    count === 1 ? `Give ${id} a new key? Its agent restarts.` : `Give ${count} devices new keys? Their agents restart.`,
  sent: (ids: readonly string[]) =>
    ids.length === 1
      ? `${ids[0]} uses its new key. The old one has ended.`
      : `${ids.join(', ')} use their new keys. The old ones have ended.`,
  notInInventory: (ids: readonly string[]) => `The server does not log in to these, so they keep their keys: ${ids.join(', ')}`,
  steps: {
    identity: 'Name', network: 'Network', agent: 'Agent', key: 'New key', install: 'On the device', report: 'In use', oldKeys: 'Old key'
  },
  outcomes: {
    rotated: 'new key', unchanged: 'nothing to do', planned: 'gets a new key', unreachable: 'not reached, keeps its key',
    missing: 'not complete'
  },
  identity: {
    notBegun: (failures: number) =>
      `Skipped: ${failures} devices could not use their new key. ` +
      'Look at those first, then run the same command again.',
    out: (id: string, state: DeviceState) =>
      `${id} is ${state}: the collector accepts no key from it. To bring it back: enroll-device.sh ${id} --replace`
  },
  agent: {
    found: (state: string | undefined) => state === undefined ? 'not the agent; another program reads the key' : `${state}`,
    none: (id: string) => `There is no /etc/mimamori/agent.conf, or no CLIENT_ID in it. Install the agent: enroll-device.sh ${id}`,
    other: (id: string, client: string) => `This device is ${client}, not ${id}: its agent has that name. Check the address.`,
    stopped: (state: string, unit: string) =>
      `Its agent is ${state}, so it would not use a new key. On the device: sudo systemctl start ${unit}`,
    noKey: 'Neither CLIENT_KEY nor CLIENT_KEY_FILE is in /etc/mimamori/agent.conf, so there is no place for the new key. ' +
      'Write it there by hand: sudo mimamori devices rotate on the server shows one.'
  },
  key: {
    planned: 'would be issued',
    issued: 'issued; the old one still works',
    recent: (at: string) => `issued ${at}`
  },
  install: {
    planned: 'would be put there, and the agent restarted',
    found: 'is there',
    done: 'put there, and the agent restarted',
    restarted: 'is there; the agent was restarted',
    failed: (words: string) => `The new key could not be put on the device: ${words}. The old one still works.`,
    notRestarted: (words: string, unit: string) =>
      `The new key is on the device, but its agent did not restart: ${words}. On the device: sudo systemctl status ${unit}. Both keys work.`
  },
  report: {
    planned: 'would be waited for',
    none: (id: string, seconds: number) =>
      `The collector received nothing with the new key within ${seconds} s. Both keys still work. On the device: ` +
      `sudo mimamori-agent check; on the server: sudo mimamori devices show ${id}`
  },
  oldKeys: { planned: 'would be ended', found: 'none', done: 'ended: only the new key is accepted' }
}

export type RotateText = typeof rotateTextEn
