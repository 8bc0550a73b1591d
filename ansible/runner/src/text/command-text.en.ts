import { optionText } from '@mimamori/program/option-text'
import { packAgentCommandIn } from '@mimamori/program/packaged-server'

/** The name that was probably meant, if there is one. */
const meant = (nearest: string | undefined, otherwise = ''): string => nearest === undefined ? otherwise : `; did you mean ${nearest}?`

/** The texts of the command line about arguments, settings and the server's set-up, in English. */
export const commandTextEn = {
  usage: 'Usage: mimamori-runner [options]     (most people use scripts/update-all-clients.sh, which takes the same options)',
  about: 'Updates every device in the inventory: shows the plan, asks for confirmation, updates a canary first and then the rest in ' +
    'waves, and lists the outcome of each device.',
  flags: {
    what: 'what to do: update (default), agent (install the published agent), restart (restart services and check them), reboot',
    limit: 'only these devices or groups (same syntax as ansible --limit)',
    revision: 'branch, tag or commit to update to (overrides the inventory); ' +
      'with --what agent, an earlier agent to go back to, or previous',
    canary: 'number of devices to update first, as the canary (default: 1)',
    wave: 'percentage of the rest to update at a time (default: 10)',
    'max-failures': 'stop after more failures than this (default: 0 in the canary, then a tenth of the devices)',
    soak: 'watch the canary’s reports, alerts and checks for this many minutes before going on to the others',
    at: 'start at this time on the server, such as 22:00 or "2026-03-14 22:00"',
    window: 'start devices only between these times on the server, such as 22:00-05:00',
    'only-failed': 'only the devices that this run did not update, to its revision and with its canary, limits, soak and window',
    resume: 'continue this stopped run, with its own options, on the devices it did not get to',
    'catch-up': 'only devices that could not be reached earlier and are online again',
    force: 'run every step again, even on devices that are up to date; with a revision: also install it if a canary has refused it',
    plan: 'show the plan and exit',
    check: 'show what would change, and change nothing',
    yes: 'do not ask for confirmation',
    json: 'print the result as one JSON object',
    attach: 'watch a run in progress, or see how it ended',
    status: 'show the status of a run (default: the latest update)',
    cancel: 'start no further device; those in progress finish or roll back',
    queue: 'list the devices waiting for an update (to which revision, since when) and the pinned devices',
    drop: 'remove this device from the queue',
    pin: 'keep this device at its current revision: no run updates it',
    unpin: 'allow this device to be updated again',
    listen: 'start the runs, and send the keys, that are requested on the page (only if MIMAMORI_UPDATE_REQUESTS allows it), until Ctrl-C',
    lang: 'language (default: that of LC_ALL, LC_MESSAGES or LANG)',
    help: 'show this help'
  },
  exits: 'Exit: 0 all updated or unchanged · 1 any failed, rolled back or skipped, or you answered no · 2 wrong input or set-up, ' +
    'nothing was started · 3 only unreachable devices were not updated · 75 another run is in progress · 130 ended by Ctrl-C, a run ' +
    'that has begun continues. --status of a run in progress: 0.',
  options: optionText.en,
  seeHelp: (mistake: string) => `${mistake}; --help lists the options`,
  missingValue: (flag: string, placeholder: string) => `${flag}: expected ${flag} ${placeholder}, got nothing after it`,
  notTogether: (one: string, other: string) => `${one} and ${other}: expected one of them, got both`,
  wrongValue: (expected: string, given: string) => `${expected}, got ${given === '' ? 'nothing' : `“${given}”`}`,
  expected: {
    someText: 'expected some text',
    hosts: 'expected names of devices or groups, such as pi-kiosk-03,site_osaka (no @FILE)',
    device: 'expected the name of one device, such as pi-kiosk-03',
    wholeNumber: (min: number, max: number) => `expected a whole number from ${min} to ${max}`,
    url: 'expected an address such as http://127.0.0.1:9093',
    revision: 'expected one branch, tag or commit',
    startTime: 'expected a time such as 22:00, or "2026-03-14 22:00"',
    window: 'expected the hours from and to, such as 22:00-05:00',
    run: 'expected the ID of a run, such as 20260314-093000-0a1b2c',
    runAction: (known: readonly string[]) => `expected one of ${known.join(', ')}`,
    requestActions: (known: readonly string[]) => `expected any of ${known.join(', ')}`,
    language: 'expected ja or en'
  },
  settingsText: {
    noLine: 'expected NAME=value',
    openQuote: 'its quotes do not close',
    unknown: (nearest: string | undefined) => `there is no such setting${meant(nearest)}`,
    grafanaToken: 'expected the file with the token of MIMAMORI_GRAFANA_URL, got nothing'
  },
  unreadable: (reason: string) => `cannot be read: ${reason}`,
  preflight: {
    state: (directory: string, reason: string) =>
      `${directory}: runs cannot be kept there (${reason}); run this as the user that owns it, or set MIMAMORI_UPDATE_DIR`,
    stateHere: (directory: string, reason: string) =>
      `${directory}: runs cannot be kept there (${reason}). Unless this is the server, name it: ` +
      '--server HOST, or SERVER=HOST in ~/.config/mimamori/update.conf. ' +
      'On the server, run this as the user that owns the directory, or set MIMAMORI_UPDATE_DIR',
    owner: (directory: string) =>
      `${directory} belongs to another user; run this as that user (sudo -u mimamori), or later runs could not write there`,
    playbook: (file: string, reason: string) => `${file}: the playbook cannot be read (${reason}); set MIMAMORI_UPDATE_PLAYBOOK`,
    token: (file: string, reason: string) =>
      `${file}: the token of the collector or Grafana cannot be read (${reason}); ` +
      'run this as the user mimamori, or set MIMAMORI_UPDATE_TOKEN_FILE',
    emptyToken: (file: string) => `${file}: expected a token, and the file is empty`,
    disk: (directory: string, { freeMegabytes, neededMegabytes }: { freeMegabytes: number, neededMegabytes: number }) =>
      `${directory}: ${freeMegabytes} MB are free, and a run needs ${neededMegabytes} MB; free up space on that disk`,
    noAnsible: (reason: string) =>
      `Ansible cannot be started (${reason}); on Debian: sudo apt-get install --no-install-recommends ansible-core`,
    oldAnsible: (found: string, needed: string) => `ansible-core is ${found}, and ${needed} or later is needed`,
    inventory: (inventory: string, reason: string) => `${inventory}: Ansible cannot read the inventory: ${reason}`,
    noInventory: (inventory: string) =>
      `${inventory}: there is no inventory yet; copy ansible/inventory.example to it and write your devices into it, or set ` +
      'MIMAMORI_UPDATE_INVENTORY',
    ignoredKey: (
      { place, key, group, nearest }: { place: string, key: string, group?: string, nearest: string | undefined }
    ) => group === undefined
      ? `${place}: Ansible ignores the group “${key}”; expected hosts, children or vars below it`
      : `${place}: Ansible ignores “${key}” in the group ${group}${meant(nearest, '; expected hosts, children or vars')}`,
    hostIsGroup: (name: string) =>
      `${name} is a device and also a group of the inventory, so Ansible gives the address of the device to all devices of the group; ` +
      'rename the group, or give the device another name',
    unknownRevision: ({ repository, reference }: { repository: string, reference: string }) =>
      `${repository}: there is no revision “${reference}”; publish it first with scripts/publish-release.sh`,
    unreadableRepository: (repository: string, reason: string) =>
      `${repository}: git cannot read it (${reason}); if nothing has been published there yet, run scripts/publish-release.sh`,
    revisionIsNoText: ({ host, name, value }: { host: string, name: string, value: unknown }) =>
      `${host}: ${name} was read as ${String(value)}, since it is not quoted in the inventory; quote it, such as revision: "1.10"`,
    noAgent: (directory: string) => `${directory}: no agent is published there; on the server: ${packAgentCommandIn()}`,
    noRelease: (hosts: readonly string[]) =>
      `the inventory gives these devices no release (release_name), so there is nothing to update or restart: ${hosts.join(', ')}. ` +
      'docs/guides/ansible-setup.md says how to describe what runs on them',
    archiveHasNoRevisions: (host: string) =>
      `${host}: its release is an archive, so --revision cannot choose one; change release_source in the inventory`
  },
  noRevision: (action: string) => `--what ${action} and --revision: expected one of them, got both`,
  soakWithoutCanary: '--soak: expected a canary to watch, got none; leave out --canary 0 (or MIMAMORI_UPDATE_CANARY=0)',
  clockDoubted: (doubt: string) => `--at and --window need the server’s clock to be right, which is not certain: ${doubt}`,
  startIsOver: (at: string, now: string) => `--at: expected a time to come, got ${at}; the server’s clock shows ${now}`,
  noHosts: (limit: string | undefined) =>
    limit === undefined
      ? 'the inventory has no device to update: add devices to its group clients'
      : `no device of the inventory matches --limit ${limit}`,
  limitMatchesNothing: (pattern: string, nearest: string | undefined) =>
    `no device and no group of the inventory matches “${pattern}”${meant(nearest)}`,
  noSuchDevice: (flag: string, host: string, nearest: string | undefined) =>
    `${flag}: the inventory has no device “${host}”${meant(nearest)}`,
  notStopped: (run: string) =>
    `--resume: run ${run} was not stopped, so there is nothing to continue; to retry the devices that were not updated: ` +
    `--only-failed ${run}`,
  nothingToResume: (run: string) => `Run ${run} left no devices to continue with.`,
  noneFailed: (run: string) => `Run ${run} left no devices to retry.`,
  allUpdatedSince: (run: string, hosts: readonly string[]) =>
    `Later runs have updated all devices that run ${run} left. To take them back to its revision anyway, name them: ` +
    `--limit ${hosts.join(',')}`,
  refused: ({ revision, host, run, message }: { revision: string, host: string, run: string, message: string }) =>
    `${revision} was refused by the canary ${host} in run ${run}: ${message}. Publish a corrected version. ` +
    `To install this one all the same: --force ${revision}`,
  unknownRun: (run: string) => `there is no run ${run} here; --status shows the latest`,
  noRuns: 'There has been no update run yet.',
  stillGoing: (run: string) => `run ${run} is still in progress; wait until it ends, or stop it with --cancel ${run}`,
  listen: {
    nothingAllowed: 'MIMAMORI_UPDATE_REQUESTS: the page may start nothing; ' +
      'set it, for example to update,restart in /etc/mimamori/update.conf',
    listening: (collector: string, actions: readonly string[]) =>
      `Waiting for requests from ${collector}, which may start: ${actions.join(', ')}`,
    answered: ({ action, by, devices }: { action: string, by: string, devices: readonly string[] | null }, outcome: string) =>
      `${by} requested ${action} (${devices === null ? 'all devices' : devices.join(', ')}): ${outcome}`,
    started: (run: string) => `run ${run} has begun`,
    trouble: (reason: string) => `no requests for now: ${reason}`
  },
  cannotAsk: 'there is no terminal to ask for confirmation: check the plan with --plan, then start with --yes',
  question: 'Start? [y/N] ',
  yesAnswers: ['y', 'yes'] as readonly string[],
  notStarted: 'Cancelled: nothing was started.',
  busy: ({ run, by, since }: { run: string, by: string, since: string }) =>
    `Another update is in progress: run ${run}, started by ${by} at ${since}.`,
  watchOther: (run: string) => `Watch it with --attach ${run}; stop it with --cancel ${run}.`,
  busyBriefly: 'Another update is just starting or ending. Try again in a minute.',
  busyOrphan: ({ run, by, since }: { run: string, by: string, since: string }) =>
    `The runner of run ${run}, started by ${by} at ${since}, has died, and Ansible is still finishing the devices in progress. ` +
    'Nothing else can start until then.',
  workerFailed: (log: string) => `the run could not be started; see ${log}`,
  connectionsUnknown: (reason: string) => `The collector could not be asked which devices are online (${reason}).`,
  unknownAgent: ({ reference, published, earlier }: { reference: string, published: readonly string[], earlier: readonly string[] }) =>
    `No device is known to have had the agent “${reference}”; one that has not kept it fails, and stays as it is. Published: ` +
    `${published.join(', ') || 'none'}.${earlier.length === 0
      ? ''
      : ` On devices, now or before: ${earlier.join(', ')}.`} To give each device the one it had before: --revision previous`,
  cancelAsked: (run: string) =>
    `Cancelling run ${run}: it starts no further device; those in progress finish or roll back. Watch it with --attach ${run}.`,
  cancelAskedBefore: (run: string, by: string) => `Run ${run} is already being cancelled, by ${by}.`,
  alreadyEnded: (run: string) => `Run ${run} has already ended.`,
  queueEmpty: 'No devices are waiting for an update.',
  queuePinned: (hosts: readonly string[]) =>
    `Only pinned devices are waiting for an update, and they stay as they are: ${hosts.join(', ')}`,
  queueColumns: ['DEVICE', 'RELEASE', 'REVISION', 'WAITING SINCE'],
  notQueued: (host: string, nearest: string | undefined) =>
    `--drop: “${host}” is not in the queue${meant(nearest, '; --queue lists who is')}`,
  dropped: (host: string) => `Removed ${host} from the queue. The next update of all devices includes it.`,
  pinned: (host: string) => `${host} is pinned: no run that starts from now on updates it. To unpin it: --unpin ${host}`,
  pinnedBy: ({ host, by, at }: { host: string, by: string, at: string }) =>
    `${host}: pinned by ${by} at ${at}; to unpin it: --unpin ${host}`,
  notPinned: (host: string, nearest: string | undefined) =>
    `--unpin: “${host}” is not pinned${meant(nearest, '; --queue lists what is')}`,
  unpinned: (host: string) => `${host} is no longer pinned; the next update includes it.`,
  allPinned: (hosts: readonly string[]) =>
    `only pinned devices are left to update, and they stay as they are; to update one, first --unpin it: ${hosts.join(', ')}`,
  allPausedOff: (hosts: readonly string[], repeats?: string) =>
    'only paused devices that are not reporting are left to update; to try one anyway, name it: ' +
    `${repeats === undefined ? '' : `--only-failed ${repeats} `}--limit ${hosts.join(',')}`,
  queueGone: (hosts: readonly string[]) => `No longer in the inventory, so removed from the queue: ${hosts.join(', ')}`,
  queueAgentGone: (hosts: readonly string[]) =>
    `Waited for an agent that is no longer published, so removed from the queue: ${hosts.join(', ')}. The next --what agent includes them.`,
  queueNotBack: (hosts: readonly string[]) =>
    `Waiting for ${hosts.length === 1 ? 'a device that has' : `${hosts.length} devices that have`} not reported again: ${hosts.join(', ')}`,
  queueOutsideHours: (hosts: readonly string[]) => `Outside their update hours (--window), so not tried yet: ${hosts.join(', ')}`,
  queueRetriedLater: ({ host, tries, from }: { host: string, tries: number, from: string }) =>
    `${host}: could not be reached by SSH, although it reports (${tries} ${tries === 1 ? 'try' : 'tries'}); ` +
    `tried again from ${from} on. Try now: --limit ${host}`
}

/** The keys of this part of the catalogue, which every language has. */
export type CommandText = typeof commandTextEn
