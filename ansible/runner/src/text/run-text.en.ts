import type { HostOutcome } from '@mimamori/contract'
import { durationText } from './duration-text.ts'

type StateName = HostOutcome | 'waiting' | 'under_way'

const states: Readonly<Record<StateName, string>> = {
  updated: 'updated', unchanged: 'unchanged', failed: 'failed', rolled_back: 'rolled back', unreachable: 'unreachable',
  skipped: 'skipped', waiting: 'waiting', under_way: 'in progress'
}

const byInventory = 'as the inventory says'

/** The texts about a run, in English: its plan, its progress, its result, and its reports. */
export const runTextEn = {
  states,
  /** A number of devices in a state, which `states` names. */
  count: (state: string, count: number) => `${count} ${state}`,
  /** Used instead of the others for a check, in which nothing is updated. */
  inCheck: {
    updated: 'would be updated',
    outcomes: { succeeded: 'checked', failed: 'not all devices passed the check' }
  },
  /** Used instead of the others for a run that installs nothing. */
  actions: {
    restart: {
      title: 'Restart', does: 'Restarts the services of each device’s release, and checks them', done: 'restarted',
      inCheck: 'would be restarted', notAll: 'not all devices have restarted their services'
    },
    reboot: {
      title: 'Reboot', does: 'Reboots the devices', done: 'rebooted', inCheck: 'would be rebooted', notAll: 'not all devices have rebooted'
    }
  },
  retry: (run: string) => `To retry the devices that are left: --only-failed ${run}`,
  connection: {
    fresh: '', late: 'late', silent: 'silent', off: 'switched off', paused: 'paused', retired: 'retired',
    revoked: 'keys revoked', unknown: ''
  },
  separator: ', ',
  plan: {
    title: (run: string) => `Plan of run ${run}`,
    resumes: (run: string) => `Continues run ${run}`,
    release: (release: string | undefined, reference: string | undefined, revision: string | undefined) =>
      `Release: ${[...new Set([release, reference, revision])].filter(Boolean).join(' · ') || byInventory}`,
    byInventory,
    hosts: (count: number, waves: number) => `${count} ${count === 1 ? 'device' : 'devices'} in ${waves} ${waves === 1 ? 'wave' : 'waves'}`,
    canary: 'canary',
    wave: (number: number) => `wave ${number}`,
    oneByOne: (count: number) => `${count} small ${count === 1 ? 'board' : 'boards'} one at a time`,
    offline: (hosts: readonly string[]) => `Not reporting, so tried last: ${hosts.join(', ')}`,
    leftOut: 'Left out, since later runs have updated them:',
    nameThem: (hosts: string) => `To take them back to this revision anyway, name them: --limit ${hosts}`,
    noCanary: 'No canary: the first wave starts at once.',
    unnamedReleases: (names: readonly string[]) =>
      `Published, but no device of the inventory gets it (release_name, release_source): ${names.join(', ')}`,
    pausedOff: (hosts: readonly string[]) => `Paused and not reporting, so skipped: ${hosts.join(', ')}`,
    pinned: (hosts: readonly string[]) => `Pinned, so not updated: ${hosts.join(', ')}. To unpin one: --unpin DEVICE`,
    notBefore: (time: string) => `Starts at ${time} (server time)`,
    window: (hours: string) => `Starts devices only from ${hours.replace('-', ' to ')} (server time)`,
    soak: (minutes: number) => `Watches the canary for ${minutes} min before going on to the others`,
    budget: (canary: number, rest: number) =>
      canary === rest
        ? `Stops after more than ${rest} ${rest === 1 ? 'failure' : 'failures'}`
        : `Stops after more than ${canary} ${canary === 1 ? 'failure' : 'failures'} in the canary, ${rest} in all`,
    force: 'Runs every step again, even on devices that are up to date.',
    check: 'Check only: nothing will be changed.'
  },
  course: {
    started: (run: string) =>
      `Run ${run} continues on the server by itself. Ctrl-C only closes this view: ` +
      `reopen it with --attach ${run}, or stop the run with --cancel ${run}.`,
    wave: ({ wave, waves, canary, hosts }: { wave: number, waves: number, canary: boolean, hosts: number }) =>
      `${canary ? 'canary' : 'wave'} ${wave}/${waves}: ${hosts} ${hosts === 1 ? 'device' : 'devices'}`,
    waiting: (seconds: number, count: number) => `${count} unreachable; retrying in ${seconds} s`,
    scheduled: {
      at: (time: string) => `waiting until ${time}`,
      window: (time: string) => `outside the update hours; continuing at ${time}`
    },
    soaking: (minutes: number, hosts: readonly string[]) => `watching ${hosts.join(', ')} for ${minutes} min before going on to the others`,
    again: (attempt: number) => `attempt ${attempt}`,
    stopping: (message: string) => `stopping: ${message}`,
    left: (duration: string) => `about ${duration} left`,
    detached: (run: string) => `The run continues. Watch it with --attach ${run}, or stop it with --cancel ${run}.`,
    workerDied: 'The runner has died. Devices in progress finish by themselves; the result follows.',
    running: (run: string) => `Run ${run} is in progress.`
  },
  result: {
    title: ({ run, outcome }: { run: string, outcome: string }) => `Run ${run}: ${outcome}`,
    outcomes: { succeeded: 'succeeded', failed: 'not all devices are updated', cancelled: 'cancelled', interrupted: 'interrupted' },
    check: 'Check only: nothing was changed.',
    columns: ['DEVICE', 'OUTCOME', 'FROM', 'TO', 'TIME'],
    step: (step: string) => `step: ${step}`,
    journal: (unit: string) => `last lines of ${unit}:`,
    warning: (message: string) => `Note: ${message}`,
    queued: (count: number) =>
      `${count} unreachable ${count === 1 ? 'device waits' : 'devices wait'} in the queue: ` +
      `once ${count === 1 ? 'it reports' : 'they report'} again, the timer or --catch-up updates ${count === 1 ? 'it' : 'them'}.`,
    notQueued: (count: number) =>
      `${count} unreachable ${count === 1 ? 'device was' : 'devices were'} not queued, since the run was stopped.`,
    resume: (run: string) => `To continue with the remaining devices: --resume ${run}`,
    refused: (run: string, revision: string) =>
      `The canary refused this version: publish a corrected one. To install it all the same: --only-failed ${run} --force ${revision}`,
    repeat: (run: string) => `To retry the devices that were not updated: --only-failed ${run}`,
    output: (file: string) => `Full output of Ansible: ${file}`
  },
  soak: {
    alert: (host: string, alert: string) => `the canary ${host} has an alert since its update: ${alert}`,
    notReporting: (host: string) => `the canary ${host} has stopped reporting since its update`,
    unhealthy: (host: string, message: string) => `the canary ${host} no longer passes its checks: ${message}`,
    unreachable: (host: string) => `the canary ${host} could not be reached while it was watched`,
    restarted: (host: string) => `the canary ${host} has restarted while it was watched`,
    away: (finding: string) => `${finding}; that is no finding about the version, so the same update can be run again`,
    takenBack: (finding: string, revision: string) => `${finding}. Taken back to ${revision.slice(0, 12)}.`,
    notTakenBack: (finding: string, reason: string) => `${finding}. It could not be taken back: ${reason}`,
    notOfInventory: 'the inventory does not say which release it got (release_name)',
    nothingBefore: 'no other version was running before',
    cut: (by: string) => `cancelled by ${by} before the canary had been watched to the end`,
    noAnswer: 'the rollback ended without a result',
    unseen: (reason: string) => `the canary could not be fully watched (${reason})`
  },
  pausedOff: 'paused, and not reporting',
  retired: 'retired, or its keys revoked, during the run',
  cancelled: (by: string) => `cancelled by ${by}`,
  budgetSpent: ({ failures, borne, inCanary }: { failures: number, borne: number, inCanary: boolean }) =>
    `${failures} failed${inCanary ? ' in the canary' : ''} (${borne} allowed)`,
  noResult: ({ exitCode, lastOutput }: { exitCode: number | null, lastOutput: string }) =>
    `no result: ansible-playbook ended ${exitCode === null
      ? 'by a signal or could not be started'
      : `with exit code ${exitCode}`} without an outcome for this device${lastOutput === '' ? '' : `\n${lastOutput}`}`,
  noRelease: 'the playbook ended without a release result for this device (role mimamori.fleet.release), so nothing proves that it was ' +
    'updated',
  noResultInTime: 'no result: the playbook was stopped at its deadline',
  interruptedUnderWay: 'the runner died while this device was being updated; ' +
    'the device resumes what was paused by itself, but until the next run it may be on an unproven version',
  interruptedSoak: 'the runner died before the canary had been watched to the end; it runs the new version, which nothing confirms',
  interruptedBefore: 'the runner died before its turn',
  interrupted: 'the runner died during the run',
  warnings: {
    collector: (reason: string) => `the collector has not received everything yet; the rest is sent later (${reason})`,
    alertmanager: (reason: string) =>
      `Alertmanager could not be silenced for the devices in progress; alerts about them may fire (${reason})`,
    grafana: (reason: string) => `Grafana has not received the annotations of this run yet; they are sent later (${reason})`,
    neverDelivered: (runs: number) =>
      `the collector was down for so long that ${runs === 1 ? 'the oldest run was' : `the ${runs} oldest runs were`} removed before it ` +
      `had received all of ${runs === 1 ? 'it' : 'them'}`,
    notKept: (reason: string) =>
      `not everything could be stored for the collector and Grafana; this run’s own files have the outcome of every device (${reason})`,
    setAside: (reason: string) => `one of the runner’s files cannot be read; it was renamed to ….bad and ignored (${reason})`,
    queue: (reason: string) => `the queue of devices waiting for an update could not be changed; --queue shows it as it is (${reason})`,
    events: 'the callback wrote lines that are not results; they were ignored'
  },
  annotation: ({ title = 'Update', run, revision, link, counts }: {
    title: string | undefined
    run: string
    revision: string | undefined
    link: string
    counts: readonly string[]
  }) => `${title} ${run}${revision === undefined ? '' : ` to ${revision.slice(0, 12)}`}: ` +
    `${counts.join(', ')}\n<a href="${link}">${link}</a>`,
  mark: ({ host, outcome, step, message, link }: {
    host: string
    outcome: HostOutcome
    step: string | undefined
    message: string | undefined
    link: string
  }) => `${host}: ${states[outcome]}${step === undefined ? '' : ` · ${step}`}` +
    `${message === undefined ? '' : `\n${message.slice(0, 500)}`}\n<a href="${link}">${link}</a>`,
  duration: (seconds: number) => durationText(seconds, { hours: ' h', minutes: ' min', seconds: ' s' })
}

/** The keys of this part of the catalogue, which every language has. */
export type RunText = typeof runTextEn
