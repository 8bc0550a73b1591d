import type { DeviceState } from '@mimamori/contract'
import { packAgentCommandIn } from '@mimamori/program/packaged-server'
import type { CandidateField } from '../candidate.ts'
import type { KeyNeed } from './key-need.ts'
import type { DeviceFacts } from './device-facts.ts'
import type { RegisteredChange } from './registered-change.ts'
import { newIdentity } from './new-identity.ts'
import { devicesTextEn } from '../devices-text.en.ts'

type FieldMessages = Record<CandidateField, (id: string, given: string) => string>
interface HostKeyFacts {
  readonly id: string
  readonly address: string
  readonly shown: string
  readonly recorded: readonly string[]
  /** The address that the device with the name reports from now, if it is another. */
  readonly elsewhere: string | undefined
}
interface ReportingFacts { readonly id: string, readonly address: string, readonly from: string, readonly lastSeen: string }
interface MachineFacts { readonly id: string, readonly address: string, readonly lastSeen: string, readonly known: readonly string[] }

/** An agent that runs on a device, and the one that the server has. */
interface StayingAgent { readonly id: string, readonly revision: string, readonly published: string | undefined }

const toPublished = ({ id, published = '' }: StayingAgent): string =>
  `To install the server’s ${published}: update-all-clients.sh --what agent --limit ${id}`
const printHostKey = 'On the device, ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints it.'
const alsoReports = (id: string, elsewhere: string | undefined): string =>
  elsewhere === undefined ? '' : ` ${id} reports from ${elsewhere} now.`

const existing = ({ id, lastSeen, known }: Omit<MachineFacts, 'address'>): string =>
  `${id} is already enrolled: last report ${lastSeen}, known at ${known.join(', ')}.`

/** `new key issued, site: west → south`. */
const listOf = (words: readonly string[], changes: readonly RegisteredChange[]): string =>
  [...words, ...changes.map(({ field, from, to }) => `${field}: ${from || 'none'} → ${to || 'none'}`)].join(', ')

const megabytes = (bytes: number | undefined): string => bytes === undefined ? '?' : String(Math.floor(bytes / 1e6))

/** Messages while devices are added, in English. */
export const enrollTextEn = {
  ...devicesTextEn,
  usage: devicesTextEn.usage('enroll NAME [ADDRESS]', 'enroll-device.sh'),
  about: 'Adds devices: checks each, lets the server log in, enrolls it with the collector, installs the agent and waits for its first ' +
    'report. Run it again at any time: finished steps are skipped.',
  flags: {
    user: 'account on the device with sudo, such as pi: lets the server in, once',
    site: 'where the device stands',
    role: 'what the device is for',
    device: 'a further device; may be repeated. Fields can be left empty; ' +
      'the number of its line in a list may stand before it, as in 12:NAME',
    all: 'all devices in the inventory',
    replace: 'the device is a new card or a new board in place of the one with this name',
    copy: 'the card of the device is a copy of another device’s: gives it this name, and a key of its own',
    ...devicesTextEn.flags,
    yes: 'do not ask: accept the host key that is shown, rename the device, and change its address, site and role. ' +
      'A device that reports, or a recorded host key, is not replaced by it'
  },
  exits: devicesTextEn.exits('added or changed, or already so', 'done, except for devices that do not answer'),
  mistakes: {
    noDevice: 'expected the name of a device, such as: enroll-device.sh pi-kiosk-03 192.168.10.33',
    allOrNamed: '--all and the name of a device: expected one of them, got both',
    tooMany: (most: number) => `expected at most ${most} devices at a time`,
    addressTwice: (address: string, one: string, other: string) => `${address} is given as the address of both ${one} and ${other}`,
    surplus: (id: string, cells: readonly string[]) =>
      `${id}: expected NAME,ADDRESS,SITE,ROLE,ACCOUNT at most, got “${cells.join(',')}” behind it`,
    inLine: (line: number, mistake: string) => `line ${line}: ${mistake}`,
    onlyOne: (flag: string) => `${flag}: expected one device, got several; run it for one after the other`,
    field: {
      id: (id) => `${id}: expected a name of 1 to 63 of a–z, 0–9 and -, which is not reserved, such as pi-kiosk-03`,
      address: (id, given) => `${id}: expected a host name or IP address, such as 192.168.10.33, got “${given}”`,
      site: (id, given) => `${id}: expected a site of at most 64 characters, got “${given}”`,
      role: (id, given) => `${id}: expected a role of at most 64 characters, got “${given}”`,
      user: (id, given) => `${id}: expected an account on the device, such as pi, got “${given}”`
    } satisfies FieldMessages as FieldMessages
  },
  server: {
    ...devicesTextEn.server,
    noCollectorUrl: 'the inventory has no agent_collector_url; add it to group_vars/clients.yml, such as agent_collector_url: ' +
      'http://192.168.10.2:8080',
    noAgent: (directory: string) => `${directory} has no agent to install. On the server: ${packAgentCommandIn()}`
  },
  steps: {
    identity: 'Name', network: 'Network', hostKey: 'Host key', login: 'SSH login', system: 'System', hostname: 'Host name',
    registration: 'Collector', agent: 'Agent', report: 'First report', memory: 'Memory', oldKeys: 'Old key',
    inventory: 'Inventory', uniqueHostKey: 'Own host key'
  },
  outcomes: {
    enrolled: 'added', unchanged: 'nothing to do', changed: 'changed', changePlanned: 'would be changed',
    planned: 'can be added', unreachable: 'not reached', missing: 'not complete'
  },
  installing: 'installing the agent and waiting for its report; this takes a minute or two …',
  comparing: 'comparing its agent with the server’s, and waiting for its report …',
  identity: {
    isNew: 'new',
    known: ({ state }: { readonly state: DeviceState }) => `enrolled (${state})`,
    addressTaken: (address: string, other: string) =>
      `${address} is the address of ${other}. If ${other} has another address now, correct it first: ` +
      `sudo mimamori devices set ${other} --address …`,
    nothingToReplace: (id: string) => `No device is enrolled as ${id}, so nothing can be replaced. Check the name, or leave out --replace.`,
    out: (id: string, state: DeviceState) => `${id} is ${state}. To bring it back on this device, add --replace.`,
    reportsFromThere: (address: string, other: string, lastSeen: string) =>
      `${other} reports from ${address}, last at ${lastSeen}. To let the server log in to it, use its name: ` +
      `enroll-device.sh ${other} ${address}. If the card of this device is a copy of ${other}’s, add --copy: ` +
      'it gets this name and a key of its own.',
    alive: {
      planned: ({ id, from, lastSeen, address }: ReportingFacts) =>
        `${id} is reporting from ${from}, last at ${lastSeen}, and that is not the device at ${address}: asks whether it is to be replaced`,
      ask: ({ id, from, lastSeen, address }: ReportingFacts) =>
        `${id} is reporting from ${from}, last at ${lastSeen}. If the device at ${address} takes its place, the collector refuses the ` +
        `one at ${from}. Replace it?`,
      inPerson: ({ id, from, lastSeen, address }: ReportingFacts) =>
        `${id} is reporting from ${from}, last at ${lastSeen}, and that is not the device at ${address}: ` +
        '--yes does not replace a device that works. If it is to be replaced, switch it off and run the same command again some minutes ' +
        `later, or run it in a terminal without --yes. If the device at ${address} is another one, give it a name of its own.`,
      refused: ({ id, from }: ReportingFacts) => `${id} at ${from} was not replaced. Nothing was changed.`
    },
    otherMachine: ({ id, address, lastSeen, known }: MachineFacts) =>
      `${existing({ id, lastSeen, known })} The machine at ${address} shows another host key, so it is not ${id}. ` +
      `If it is the new card of ${id}, add --replace; otherwise choose another name.`,
    otherAddress: ({ id, address, lastSeen, known }: MachineFacts) =>
      `${existing({ id, lastSeen, known })} Nothing shows that the machine at ${address} is ${id}. ` +
      `If ${id} has a new address, correct it first: sudo mimamori devices set ${id} --address ${address}. ` +
      `If it is the new card of ${id}, add --replace. Otherwise choose another name.`,
    otherDevice: (client: string) =>
      `This device is ${client}: its agent has that name. Check the address. If its card is a copy of ${client}’s, add --copy: ` +
      'it gets this name and a key of its own.',
    nameTaken: (id: string, lastSeen: string) =>
      `${id} exists already, and reported last at ${lastSeen}; this device is not ${id}. ` +
      'If this is its new card, add --replace; otherwise choose another name.'
  },
  hostKey: {
    none: (address: string) =>
      `${address} shows no SSH host key of type ed25519. On the device: sudo ssh-keygen -A && sudo systemctl restart ssh`,
    known: (shown: string) => `${shown}, as recorded`,
    inPerson: ({ address, shown, recorded }: HostKeyFacts) =>
      `${address} shows the host key ${shown}, but ${recorded.join(', ')} is recorded: another machine was there. ` +
      '--yes does not replace a recorded key. If this is the new device, run this in a terminal without --yes, compare the key and ' +
      'accept it; otherwise find out which machine has this address.',
    other: ({ id, address, shown, recorded }: HostKeyFacts) =>
      `${address} shows ${shown}, but ${recorded.join(', ')} is recorded: this is not the machine that was there. ` +
      `If ${id} has a new card, add --replace; otherwise find out which machine has this address.`,
    toRecord: ({ id, shown, recorded, elsewhere }: HostKeyFacts) =>
      `${recorded.length === 0
        ? shown
        : `${shown}, in place of ${recorded.join(', ')}: asks for it`}${alsoReports(id, elsewhere) && `.${alsoReports(id, elsewhere)}`}`,
    ask: (facts: HostKeyFacts) => facts.recorded.length === 0
      ? `${facts.id} (${facts.address}) shows the host key ${facts.shown}. ${printHostKey}${alsoReports(facts.id, facts.elsewhere)} Record it?`
      : `${facts.id} (${facts.address}) shows the host key ${facts.shown}; ` +
        `until now, ${facts.address} had ${facts.recorded.join(', ')}. ${printHostKey} Record the new one?`,
    refused: (shown: string) => `The host key ${shown} was not accepted. Nothing was changed.`,
    recorded: (shown: string) => `${shown}, recorded`,
    unwritable: (file: string, reason: string) =>
      `${file} cannot be written (${reason}). On the server: sudo install -o mimamori -m 644 /dev/null ${file} if it does not exist, ` +
      `else sudo chown mimamori ${file}`
  },
  login: {
    found: (account: string) => `the server logs in as ${account}`,
    noUser: (account: string) => `The server cannot log in as ${account} yet. Name an account on the device that has sudo: --user pi`,
    planned: (user: string, account: string) =>
      `the server’s SSH key is put there for ${account}, by the account ${user}; nothing else can be checked before that`,
    refused: (user: string, address: string) =>
      `${address} refused the login of ${user}; ssh’s message is above. Check account and password.`,
    refusedWithoutTerminal: (user: string, address: string, message: string) =>
      `${address} refused the login of ${user}: ${message}. Run this in a terminal, where ssh can ask for the password, or let your own ` +
      'computer do it: --from-here',
    noSudo: (user: string, id: string) =>
      `The server’s SSH key could not be put on ${id}; the message is above. ${user} needs sudo: ` +
      `as root on the device, run adduser ${user} sudo`,
    noSudoWithoutTerminal: (user: string, id: string, message: string) =>
      `The server’s SSH key could not be put on ${id}: ${message}. ${user} needs sudo. ` +
      'If its sudo asks for a password, run this in a terminal.',
    stillRefused: (account: string, message: string) =>
      `The server’s SSH key is on the device, but it still cannot log in as ${account}: ${message}. On the device: ` +
      'sudo journalctl -u ssh -n 20',
    done: (account: string) => `the server logs in as ${account}: account, SSH key and sudo are set up`
  },
  system: {
    found: ({ system, machine, freeBytes, availableMemoryBytes }: DeviceFacts) =>
      `${system} (${machine}), ${megabytes(freeBytes)} MB free on disk, ${megabytes(availableMemoryBytes)} MB of memory available.`,
    bits: 'This is a 32-bit system, for which there is no agent. Install a 64-bit system; ' +
      'every Raspberry Pi from the 3 and the Zero 2 W on can run one. Or let a script report instead of the agent: ' +
      'guide “A 32-bit Raspberry Pi” (docs/guides/32-bit-devices.md).',
    sudo: 'The account of the server needs sudo without a password. Put a line such as “mimamori ALL=(ALL) NOPASSWD: ' +
      'ALL” into /etc/sudoers.d/mimamori on the device.',
    systemd: 'The device does not run systemd, which starts the agent. Use Raspberry Pi OS or Debian.',
    noPython: 'Python 3 is missing, which Ansible needs. Raspberry Pi OS has it: reinstall Raspberry Pi OS on its SD card. ' +
      'Or, while the device reaches the internet or a mirror of Debian: sudo apt-get install python3',
    oldPython: (version: string) => `Python ${version} is too old for Ansible, which needs 3.8. Install a newer system.`,
    disk: (free: number, needed: number) =>
      `${free} MB are free on the disk, and the agent needs ${needed} MB. Free up space; on the device: sudo du -xh / | sort -h | tail`,
    loses: {
      readonly: 'Its file system is read-only, so nothing can be installed. If that is not on purpose, the SD card may be failing: ' +
        'see sudo dmesg. Make it writable (sudo mount -o remount,rw /) or replace the card.',
      memory: 'Its file system is an overlay in memory: what is installed would be gone at the next restart. ' +
        'Turn it off on the device (sudo raspi-config, Performance, Overlay File System), restart, run this again, and turn it on again.'
    },
    clock: (seconds: number) =>
      `Its clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the server’s: set up time synchronization.`
  },
  hostname: {
    planned: (from: string, to: string) => `${from}, becomes ${to}`,
    ask: (address: string, from: string, to: string) => `The device at ${address} has the host name ${from}. Rename it to ${to}?`,
    refused: (from: string, to: string) =>
      `The host name is ${from} and was not changed; it must be ${to}. Check that this is the right device.`,
    failed: (message: string) => `The host name could not be set: ${message}`,
    done: (from: string, to: string) => `${to} (was ${from})`
  },
  registration: {
    found: 'enrolled, with this address, site and role',
    planned: (need: KeyNeed, changes: readonly RegisteredChange[]) =>
      listOf({ enroll: ['would be enrolled'], newKey: ['would get a new key'], keep: [] }[need], changes),
    ask: (id: string, changes: readonly RegisteredChange[]) => `The collector has other values for ${id}. Change ${listOf([], changes)}?`,
    refused: 'The registration was left as it is. Correct the list or the options, or leave the field out, and run this again.',
    done: (need: KeyNeed, changes: readonly RegisteredChange[]) =>
      listOf({ enroll: ['enrolled'], newKey: ['new key issued'], keep: [] }[need], changes)
  },
  agent: {
    planned: 'would be installed',
    plannedChange: 'would be brought to the version and settings of the server',
    stays: (staying: StayingAgent) => `${staying.revision} runs and stays. ${toPublished(staying)}`,
    plannedSettings: (staying: StayingAgent) =>
      `${staying.revision} runs and stays; its settings would be checked against the server’s. ${toPublished(staying)}`,
    doneSettings: (staying: StayingAgent) =>
      `${staying.revision} runs and stays; its settings are the server’s now. ${toPublished(staying)}`,
    failedSettings: (failed: string, staying: StayingAgent) => `${failed}. ${toPublished(staying)}`,
    done: (revision: string) => `${revision} installed`,
    failed: (reason: string, log: string) => `${reason} (all that Ansible printed: ${log} on the server)`,
    noResult: (exitCode: number | null) =>
      `Ansible ${exitCode === null ? 'was ended by a signal' : `exited with code ${exitCode}`} without a result for this device`
  },
  report: {
    planned: 'would be waited for',
    none: (id: string, seconds: number) =>
      `No report came within ${seconds} s. On the device: sudo mimamori-agent check; on the server: sudo mimamori devices show ${id}`
  },
  memory: {
    now: (available: number) => `${megabytes(available)} MB available.`,
    beforeAndNow: (before: number, available: number) =>
      `${megabytes(available)} MB available; ${megabytes(before)} MB before the agent was installed.`,
    planned: (available: number, left: number) => `${megabytes(available)} MB available; with the agent some ${megabytes(left)} MB.`,
    scarce: 'That is little for an update: in the inventory, set mimamori_profile of this device to pi3 or pi_zero_2w, so that each ' +
      'update pauses what is heavy. On the device, ps aux --sort=-rss | head shows what uses most.',
    unknown: (message: string) => `could not be measured: ${message}`
  },
  oldKeys: { found: 'ended', planned: 'would be ended once the new one has reported', done: 'ended: only the new key is accepted' },
  uniqueHostKey: {
    shared: (id: string, others: readonly string[]) =>
      `${id} has the host key of ${others.join(', ')}, too: its card was probably copied. ` +
      'Make new host keys and a machine ID on the device, which restarts and may get another address. ' +
      `Then run the same command again with --replace, and without --copy. On the device: ${newIdentity}`
  },
  inventory: {
    planned: 'would be checked',
    missing: (id: string, address: string, inventory: string) =>
      `${id} is not in ${inventory}, so updates do not reach it. Let the inventory read the collector (“See the inventory” in ` +
      `docs/guides/ansible-setup.md), or add ${id} with ansible_host: ${address} to hosts.yml.`
  }
}

export type EnrollText = typeof enrollTextEn
