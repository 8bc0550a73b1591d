import { z } from 'zod'
import { about } from './about.ts'
import { utcTimestamp as timestamp } from './timestamp.ts'
import { hostOutcomes } from './outcomes.ts'
import { runActions } from './run-action.ts'

/** The outcome of a run as a whole. `interrupted`: its runner died, and its outcome is unknown. */
export const runOutcomes = ['succeeded', 'failed', 'cancelled', 'interrupted'] as const
export type RunOutcome = typeof runOutcomes[number]

/** UTC of its start to the second, and six random hexadecimal digits. */
export const runId = z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{6}$/, 'expected a run’s id, such as 20260314-093000-0a1b2c')

/** `inventory_hostname`: a device's id if the inventory is ours, anything printable in somebody else's. */
const host = z.string().min(1).max(253).regex(/^[^\p{Cc}\p{Cs}]+$/u, 'expected a host name without control characters or halves of one')
const oneLine = (max: number) => z.string().max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u, 'expected one line of whole characters')
const count = z.number().int().min(0)
const revision = oneLine(100)
/** From 1 within the run: a host that could not be reached is tried again. A higher attempt replaces a lower. */
const attempt = z.number().int().min(1).max(1000)

/** How many hosts a run may have in all. */
export const maxHostsOfRun = 10_000

/** `POST /api/updates`: a run begins. The same again changes nothing; another start with the same id is a conflict. */
export const updateStart = z.strictObject({
  run: runId.meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c')),
  origin: z.enum(['runner', 'callback']).meta(about(
    'Who reports the run: the update runner, or the callback of an ansible-playbook that was started by hand.',
    'runner'
  )),
  startedAt: timestamp.meta(about('When the run started.', '2026-11-25T08:50:00Z')),
  action: z.enum(runActions).optional().meta(about(
    'What the run does; update if left out. Restarts and reboots do not count as updates.',
    'update'
  )),
  playbook: oneLine(200).meta(about('The name of the playbook.', 'update_clients.yml')),
  release: oneLine(100).optional().meta(about('The release to install.', 'kiosk')),
  revision: revision.optional().meta(about('The revision to install.', '4f1d2c9')),
  by: oneLine(100).optional().meta(about('The account that started the run.', 'admin')),
  /** Every host that must get an outcome; more may come with the hosts themselves. */
  hosts: z.array(host).max(maxHostsOfRun).describe('The hosts in the run.')
})
export type UpdateStart = z.infer<typeof updateStart>

/**
 * Whether an item says anything about releases: the role `release` is at work, has given its result or was to give one.
 * Every other item is about a playbook, and says nothing about updates.
 */
const update = z.literal(true).optional()

/** A host is being worked on; `step` is the task at hand. */
export const hostUnderWay = z.strictObject({
  state: z.literal('under_way').describe('Always `under_way`.'),
  host: host.meta(about('The name of the host in the inventory; for an enrolled device, its ID.', 'pi-kiosk-03')),
  at: timestamp.meta(about('The time of the event.', '2026-11-25T09:00:00.000Z')),
  attempt: attempt.meta(about('The number of the attempt, counting from 1. An unreachable host is tried again.', 1)),
  update: update.meta(about('Whether the role `release` has run, or is running, on this host.', true)),
  step: oneLine(200).optional().meta(about('The current task, or the one that failed.', 'release : health'))
})

/** The result of one release on a host. */
const releaseOutcome = z.strictObject({
  name: oneLine(100).min(1).meta(about('The name of the release, as in /etc/mimamori/releases.d.', 'kiosk')),
  outcome: z.enum(hostOutcomes).describe('The outcome.'),
  fromRevision: revision.optional().meta(about('The revision that ran before.', '9b2e7aa')),
  toRevision: revision.optional().meta(about('The revision that runs now, as verified on the device.', '4f1d2c9'))
})
export type ReleaseOutcome = z.infer<typeof releaseOutcome>

/** The most releases that an item may name, and that the collector remembers of a device. */
export const maxReleases = 16

/** A host's outcome, once it is final for this attempt. */
export const hostFinished = z.strictObject({
  state: z.literal('finished').describe('Always `finished`.'),
  host: host.meta(about('The name of the host in the inventory; for an enrolled device, its ID.', 'pi-kiosk-03')),
  at: timestamp.meta(about('The time of the event.', '2026-11-25T09:00:00.000Z')),
  attempt,
  outcome: z.enum(hostOutcomes).describe('The outcome.'),
  update: update.meta(about('Whether the role `release` has run, or is running, on this host.', true)),
  releases: z.array(releaseOutcome).min(1).max(maxReleases).optional().describe(
    'The outcome of each release on this host. Without it, the outcome is that of the run’s release.'
  ),
  presumed: z.literal(true).optional().meta(about(
    'True if the host itself did not report this outcome: the runner or playbook ended without a result for it.',
    true
  )),
  durationSeconds: z.number().min(0).max(1e7).meta(about('The duration in seconds.', 41.5)),
  /** The revision before, and the one that runs now by the device's own proof. */
  fromRevision: revision.optional(),
  toRevision: revision.optional(),
  /** The task that failed and its message; never of a task with `no_log`. */
  step: oneLine(200).optional(),
  message: z.string().max(4000).optional().describe('The error message of the failed task; absent if no task failed.'),
  journal: z.strictObject({
    unit: oneLine(256).meta(about('The systemd unit that wrote the line.', 'kiosk.service')),
    lines: z.array(z.string().max(2000)).max(20).describe('The lines, oldest first.')
  }).optional().describe('The last log lines of the failed unit.'),
  tasks: z.strictObject({
    ok: count.meta(about('Tasks that succeeded.', 24)),
    changed: count.meta(about('Tasks that changed something.', 5)),
    failed: count.meta(about('Tasks that failed.', 0)),
    skipped: count.meta(about('Tasks that were skipped.', 3)),
    rescued: count.meta(about('Failed tasks that were rescued.', 0)),
    ignored: count.meta(about('Failed tasks that were ignored.', 0))
  }).optional().describe('The number of tasks by result, as Ansible counts them.')
})
export type HostFinished = z.infer<typeof hostFinished>

/**
 * `POST /api/updates/:run/hosts`: the outcomes of some hosts, oldest first. An item that was here before changes nothing,
 * nor does one of an earlier attempt; `nextHostState` decides how each changes its host. Also taken after the run has ended.
 */
export const updateHosts = z.strictObject({ hosts: z.array(z.discriminatedUnion('state', [hostUnderWay, hostFinished])).min(1).max(1000) })
export type UpdateHosts = z.infer<typeof updateHosts>
export type HostItem = UpdateHosts['hosts'][number]

/**
 * `POST /api/updates/:run/end`: the run is over. `succeeded` is believed only if there is a host and every one has
 * succeeded, else the run is stored as failed. The first end stays, unless the collector only presumed it.
 */
export const updateEnd = z.strictObject({
  endedAt: timestamp.meta(about('When the run ended.', '2026-11-25T08:51:00Z')),
  outcome: z.enum(runOutcomes).describe('The outcome of the run.'),
  message: oneLine(500).optional().meta(about('An explanation of the outcome.', 'cancelled by admin'))
})
export type UpdateEnd = z.infer<typeof updateEnd>

/**
 * `POST /api/updates/queue`: all devices that wait for an update, and all that are pinned. The newest is valid, whichever came
 * last; one without a time is taken as the newest.
 */
export const updateQueue = z.strictObject({
  at: timestamp.optional().meta(about('When queue and pins were so. Without it, they count as the newest.', '2026-11-25T09:00:00.000Z')),
  waiting: z.array(z.strictObject({
    host: host.meta(about('The name of the host in the inventory; for an enrolled device, its ID.', 'pi-kiosk-03')),
    since: timestamp.meta(about('When it began.', '2026-11-25T09:00:00.000Z')),
    run: runId.meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c')),
    release: oneLine(100).optional(),
    reference: oneLine(100).optional().meta(about('The requested branch or tag.', 'main')),
    revision: revision.optional(),
    tries: count.optional().meta(about('The number of failed retries since the device has been reporting again.', 0))
  })).max(maxHostsOfRun).describe('The devices in the update queue.'),
  pinned: z.array(z.strictObject({
    host: host.meta(about('The name of the host in the inventory; for an enrolled device, its ID.', 'pi-kiosk-03')),
    since: timestamp.meta(about('When it began.', '2026-11-25T09:00:00.000Z')),
    by: oneLine(100).meta(about('Who pinned the device.', 'admin'))
  })).max(maxHostsOfRun).describe('The devices that no run updates.')
})
export type UpdateQueue = z.infer<typeof updateQueue>

/** The number of a run's hosts in each state. */
export const hostCounts = z.object({
  total: count.meta(about('The number of hosts in the run.', 12)),
  waiting: count.meta(about('Hosts that have not started.', 2)),
  under_way: count.meta(about('Hosts in progress.', 1)),
  updated: count.meta(about('Hosts that were updated.', 8)),
  unchanged: count.meta(about('Hosts that already had the revision.', 1)),
  failed: count.meta(about('Hosts that failed.', 0)),
  rolled_back: count.meta(about('Hosts that were rolled back.', 0)),
  unreachable: count.meta(about('Hosts that could not be reached.', 0)),
  skipped: count.meta(about('Hosts that were skipped.', 0))
})
export type HostCounts = z.infer<typeof hostCounts>

/**
 * `update`: a run of the runner's that installs something, or one with an item that says something about releases. `other`: anything else.
 */
export const runKinds = ['update', 'other'] as const
export type RunKind = typeof runKinds[number]

/** A run as `GET /api/updates` lists it; `outcome` is null while it goes on. */
export const runSummary = z.object({
  run: runId.meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c')),
  kind: z.enum(runKinds).describe('update, or other for playbooks that update nothing.'),
  origin: z.enum(['runner', 'callback']).meta(about(
    'Who reports the run: the update runner, or the callback of an ansible-playbook that was started by hand.',
    'runner'
  )),
  action: z.enum(runActions).nullable().meta(about('What the run does; null if it is a playbook that was started by hand.', 'update')),
  startedAt: timestamp,
  endedAt: timestamp.nullable().meta(about('When the run ended; null while it is in progress.', '2026-11-25T08:51:00Z')),
  outcome: z.enum(runOutcomes).nullable().describe('The outcome; null while it is in progress.'),
  message: z.string().nullable().describe('An explanation of the outcome; null if there is none.'),
  doubt: z.enum(['hosts', 'no_hosts', 'silent']).nullable().meta(about(
    'Why the outcome differs from the reported one: hosts did not succeed, there were no hosts, or no end was reported.',
    'hosts'
  )),
  playbook: z.string(),
  release: z.string().nullable(),
  revision: z.string().nullable(),
  by: z.string().nullable().meta(about('The account that started the run.', 'admin')),
  counts: hostCounts.describe('The number of hosts in each state.')
})
export type RunSummary = z.infer<typeof runSummary>

/** One host of a run as `GET /api/updates/:run` shows it. */
export const runHost = z.object({
  host: z.string().meta(about('The name of the host in the inventory; for an enrolled device, its ID.', 'pi-kiosk-03')),
  /** Whether a device is enrolled under this name. */
  enrolled: z.boolean(),
  state: z.enum(['waiting', 'under_way', 'finished']).describe('The state of the host: waiting, under_way or finished.'),
  outcome: z.enum(hostOutcomes).nullable().describe('The outcome; null while it is in progress.'),
  attempt: z.number().int().nullable(),
  /** When this attempt was first heard of, and when it ended. */
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable().meta(about('When this attempt ended; null while it is in progress.', '2026-11-25T08:50:47Z')),
  durationSeconds: z.number().nullable(),
  fromRevision: z.string().nullable(),
  toRevision: z.string().nullable(),
  step: z.string().nullable(),
  message: z.string().nullable().describe('The error message of the failed task; null if no task failed.'),
  journal: z.object({
    unit: z.string().meta(about('The systemd unit that wrote the line.', 'kiosk.service')),
    lines: z.array(z.string())
  }).nullable(),
  releases: z.array(z.object(releaseOutcome.shape)).describe(
    'The outcome of each release on this host. Without it, the outcome is that of the run’s release.'
  ),
  tasks: z.object({
    ok: count.meta(about('Tasks that succeeded.', 24)),
    changed: count.meta(about('Tasks that changed something.', 5)),
    failed: count.meta(about('Tasks that failed.', 0)),
    skipped: count.meta(about('Tasks that were skipped.', 3)),
    rescued: count,
    ignored: count.meta(about('Failed tasks that were ignored.', 0))
  }).nullable()
})
export type RunHost = z.infer<typeof runHost>
