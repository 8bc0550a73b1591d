/** What the command line says of what was typed, set, or laid out on the server, in English. */
export const commandTextEn = {
  usage: 'Usage: mimamori-runner [options]     (most people use scripts/update-all-clients.sh, which takes the same options)',
  about: 'Updates every device of the inventory: shows the plan, asks, then works through a canary and waves, and ends in a list of what became of each device.',
  flags: {
    limit: 'only these devices or groups, as ansible --limit takes them',
    revision: 'the branch, tag or commit to bring them to, instead of what the inventory says',
    canary: 'so many devices go first and alone (1)',
    wave: 'then so many per cent of the rest at a time (10)',
    'max-failures': 'stop after more failures than that (0 in the canary, then a tenth of the devices)',
    'only-failed': 'only the devices that this run did not update, to its revision',
    'catch-up': 'only devices that could not be reached earlier and report again',
    plan: 'show the plan and end',
    check: 'show what would change, and change nothing',
    yes: 'do not ask',
    json: 'print the result as one JSON object',
    attach: 'watch a run that is going on, or see how it ended',
    status: 'how a run stands; the latest where none is named',
    cancel: 'begin no further device; those under way finish or go back',
    lang: 'the language; otherwise that of LC_ALL, LC_MESSAGES or LANG',
    help: 'this'
  },
  exits: 'Exit: 0 all updated or unchanged · 1 any failed, rolled back or skipped · 2 a mistake here, nothing was begun · 3 only unreachable devices are missing · 75 another run is going on · 130 detached by Ctrl-C, the run goes on. --status of a run that goes on: 0.',
  unknownFlag: (given: string, nearest: string | undefined) => `${given}: there is no such option${nearest === undefined ? '; --help lists them' : `; did you mean ${nearest}?`}`,
  unexpectedWord: (given: string) => `expected an option, got “${given}”; --help lists them`,
  noValue: (flag: string, given: string) => `${flag}: expected no value, got “${given}”`,
  missingValue: (flag: string, placeholder: string) => `${flag}: expected ${flag} ${placeholder}, got nothing after it`,
  twice: (flag: string) => `${flag}: expected once, got it twice`,
  notTogether: (one: string, other: string) => `${one} and ${other}: expected one of them, got both`,
  wrongValue: (expected: string, given: string) => `${expected}, got ${given === '' ? 'nothing' : `“${given}”`}`,
  expected: {
    someText: 'expected some text',
    wholeNumber: (min: number, max: number) => `expected a whole number from ${min} to ${max}`,
    url: 'expected an address such as http://127.0.0.1:9093',
    revision: 'expected one branch, tag or commit',
    run: 'expected the id of a run, such as 20260314-093000-0a1b2c',
    language: 'expected ja or en'
  },
  settingsText: {
    noLine: 'expected NAME=value',
    unknown: (nearest: string | undefined) => `there is no such setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    grafanaToken: 'expected the file with the token of MIMAMORI_GRAFANA_URL, got nothing'
  },
  unreadable: (reason: string) => `cannot be read: ${reason}`,
  preflight: {
    state: (directory: string, reason: string) => `${directory}: runs cannot be kept there (${reason}); run this as the user that owns it, or set MIMAMORI_UPDATE_DIR`,
    playbook: (file: string, reason: string) => `${file}: the playbook cannot be read (${reason}); set MIMAMORI_UPDATE_PLAYBOOK`,
    token: (file: string, reason: string) => `${file}: the token of the collector or Grafana cannot be read (${reason}); run this as the user mimamori, or set MIMAMORI_UPDATE_TOKEN_FILE`,
    emptyToken: (file: string) => `${file}: expected a token, and the file is empty`,
    disk: (directory: string, { freeMegabytes, neededMegabytes }: { freeMegabytes: number, neededMegabytes: number }) => `${directory}: ${freeMegabytes} MB are free, and a run needs ${neededMegabytes} MB; make room on that disk`,
    noAnsible: (reason: string) => `ansible-playbook cannot be started (${reason}); on Debian: sudo apt-get install --no-install-recommends ansible-core`,
    oldAnsible: (found: string, needed: string) => `ansible-core is ${found}, and ${needed} or later is needed`,
    inventory: (inventory: string, reason: string) => `${inventory}: Ansible cannot read the inventory: ${reason}`,
    unknownRevision: ({ repository, reference }: { repository: string, reference: string }) => `${repository}: there is no revision “${reference}”; publish it first with scripts/publish-release.sh`,
    archiveHasNoRevisions: (host: string) => `${host}: its release is an archive, so --revision cannot choose one; change release_source in the inventory`
  },
  noHosts: (limit: string | undefined) => limit === undefined ? 'the inventory has no device to update: put devices into its group clients' : `no device of the inventory matches --limit ${limit}`,
  noneFailed: (run: string) => `run ${run} has left no device to repeat`,
  unknownRun: (run: string) => `there is no run ${run} here; --status shows the latest`,
  noRuns: 'There has been no update run yet.',
  stillGoing: (run: string) => `run ${run} is still going on; wait for its end, or --cancel ${run}`,
  cannotAsk: 'there is no terminal to ask on: look at --plan, then start with --yes',
  question: 'Start? [y/N] ',
  yesAnswers: ['y', 'yes'] as readonly string[],
  notStarted: 'Nothing was started.',
  busy: ({ run, by, since }: { run: string, by: string, since: string }) => `Another update is going on: run ${run}, begun by ${by} at ${since}. Watch it with --attach ${run}; stop it with --cancel ${run}.`,
  busyTidying: 'Another update is just starting or ending. Try again in a minute.',
  workerFailed: (log: string) => `the run could not be started; ${log} says why`,
  presenceUnknown: (reason: string) => `The collector does not say which devices are switched on (${reason}).`,
  cancelAsked: (run: string) => `Run ${run} begins no further device. Those under way finish or go back. Watch it with --attach ${run}.`,
  cancelAskedBefore: (run: string, by: string) => `Run ${run} is being cancelled already, by ${by}.`,
  alreadyEnded: (run: string) => `Run ${run} has ended already.`,
  queueEmpty: 'No device waits to be caught up.',
  queueNotBack: (hosts: readonly string[]) => `Waiting for ${hosts.length === 1 ? 'a device that has' : `${hosts.length} devices that have`} not reported again: ${hosts.join(', ')}`
}

/** Every word of this part of the catalogue in one language. English is the model. */
export type CommandText = typeof commandTextEn
