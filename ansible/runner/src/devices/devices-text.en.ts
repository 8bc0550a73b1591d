import type { DeviceState } from '@mimamori/contract'
import { optionText } from '@mimamori/program/option-text'
import { setUpCommandIn } from '@mimamori/program/packaged-server'

/** Messages that the commands for devices share, in English. */
export const devicesTextEn = {
  usage: (words: string, script: string) =>
    `Usage: mimamori-devices ${words} [options]     (most people use scripts/${script}, which takes the same options)`,
  exits: (done: string, unreachable: string) =>
    `Exit: 0 ${done} · 1 something is missing · 2 wrong input or set-up, nothing was started · 3 ${unreachable} · ` +
    '70 an error of Mimamori itself · 75 another command for devices is in progress · 130 interrupted',
  flags: {
    plan: 'show what would change, and change nothing',
    yes: 'do not ask',
    json: 'print the result as one JSON object',
    lang: 'language (default: that of LC_ALL, LC_MESSAGES or LANG)',
    help: 'show this help'
  },
  options: optionText.en,
  separator: ', ',
  twice: (id: string) => `${id} is named twice`,
  refused: 'Nothing was changed.',
  collectorRefused: (reason: string) => `The collector refused: ${reason}`,
  state: (state: DeviceState): string => state,
  noVerb: (given: string, meant: string | undefined, verbs: readonly string[]) =>
    `expected ${verbs.join(', ')}, got “${given}”${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  unknownDevice: (given: string, meant: string | undefined) =>
    `No device is enrolled as ${given}.${meant === undefined ? ' On the server: sudo mimamori devices list' : ` Did you mean ${meant}?`}`,
  busy: 'Another command for devices is in progress on this server. Try again when it has ended.',
  internal: 'This is an error of Mimamori itself, and not of a device. ' +
    'Keep the lines below for a report, then run the same command again: finished steps are skipped.',
  server: {
    noToken: (file: string) =>
      `${file}: cannot be read, or is empty. On the server: ${setUpCommandIn()} (docs/guides/collector-setup.md)`,
    noCollector: (url: string, reason: string) =>
      `${url}: the collector does not answer (${reason}). On the server: systemctl status mimamori-collector`,
    noAccess: (id: string) =>
      `${id}: the inventory has no ansible_user or no ansible_ssh_private_key_file for it; ` +
      'set them in group_vars/clients.yml, as in ansible/inventory.example',
    noKey: (file: string) =>
      `${file}.pub: cannot be read; create the server’s SSH key: ${setUpCommandIn()} (docs/guides/collector-setup.md)`
  },
  marks: { found: 'ok', done: 'done', planned: 'to do', missing: 'TO FIX', unreachable: 'NO ANSWER' },
  untried: (steps: readonly string[]) => `Not tried yet: ${steps.join(', ')}. Fix this and run the same command again.`,
  heading: ({ id, address, outcome }: Record<'id' | 'address' | 'outcome', string>) => `${id} (${address}): ${outcome}`,
  count: (outcome: string, count: number) => `${count} ${outcome}`,
  progress: (ended: number, total: number) => `[${ended}/${total}]`,
  needsYes: (question: string) => `There is no terminal to ask on: “${question}” Run this in a terminal, or accept with --yes.`,
  network: {
    found: (address: string, port: number) => `${address} answers on port ${port}`,
    noAnswer: (address: string, port: number) => `${address} does not answer on port ${port}.`,
    check: 'Check power, cable and address, and that SSH is enabled on the device.',
    unresolvable: (address: string) => `The server cannot resolve the host name ${address}.`,
    checkName: 'Check the spelling, or use the IP address.',
    noAddress: (id: string) => `No address of ${id} is known: none was given, and none is registered.`,
    giveAddress: (command: string) => `Give it, as in: ${command}`,
    reportsThere: (id: string, lastSeen: string) =>
      `The last report of ${id} came from there at ${lastSeen}. If it still reports, enable SSH on it: ` +
      'sudo systemctl enable --now ssh. If it is enabled, look for a firewall in between. If it no longer reports, check power and cable.',
    reports: (
      { id, from, lastSeen, command }: { readonly id: string, readonly from: string, readonly lastSeen: string, readonly command: string }
    ) => `The last report of ${id} came from ${from} at ${lastSeen}. If that is its address: ${command}`
  },
  ssh: {
    failed: (address: string, words: string) => `ssh to ${address} failed: ${words}`,
    noLogin: (account: string, address: string, words: string) =>
      `The server cannot log in as ${account} on ${address} and use sudo there: ${words}. Let it in with enroll-device.sh.`
  }
}

export type DevicesText = typeof devicesTextEn
