import { z } from 'zod'
import { utcTimestamp as timestamp } from './timestamp.ts'
import { hostOutcomes, type HostOutcome } from './outcomes.ts'
import { runActions } from './run-action.ts'

/** How a run ended as a whole. `interrupted`: its runner died, and nobody could say more. */
export const runOutcomes = ['succeeded', 'failed', 'cancelled', 'interrupted'] as const
export type RunOutcome = typeof runOutcomes[number]

/** UTC of its start to the second, and six random hexadecimal digits. */
export const runId = z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{6}$/, 'expected a run’s id, such as 20260314-093000-0a1b2c')

/** `inventory_hostname`: a device's id where the inventory is ours, anything printable in somebody else's. */
const host = z.string().min(1).max(253).regex(/^[^\p{Cc}\p{Cs}]+$/u, 'expected a host name without control characters or halves of one')
const oneLine = (max: number) => z.string().max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u, 'expected one line of whole characters')
const count = z.number().int().min(0)
const revision = oneLine(100)
/** From 1 within the run: a host that could not be reached is tried again. A higher attempt takes the place of a lower. */
const attempt = z.number().int().min(1).max(1000)

/** How many hosts a run may have in all. */
export const maxHostsOfRun = 10_000

/** `POST /api/updates`: a run begins. The same again changes nothing; another start with the same id is a conflict. */
export const updateStart = z.strictObject({
  run: runId,
  /** `runner`: waves of our own, repeated by `--only-failed`; `callback`: somebody's `ansible-playbook`. */
  origin: z.enum(['runner', 'callback']),
  startedAt: timestamp,
  /** `update` where it is left out. */
  action: z.enum(runActions).optional(),
  playbook: oneLine(200),
  release: oneLine(100).optional(),
  revision: revision.optional(),
  /** The account that began it. */
  by: oneLine(100).optional(),
  /** Every host that is owed an outcome; more may come with the hosts themselves. */
  hosts: z.array(host).max(maxHostsOfRun)
})
export type UpdateStart = z.infer<typeof updateStart>

/**
 * Whether an item says anything about releases: the role `release` is at work, has given its result or was to give one.
 * Every other item says how a playbook went, and nothing about updates.
 */
const update = z.literal(true).optional()

/** A host is being worked on; `step` is the task at hand. */
export const hostUnderWay = z.strictObject({
  state: z.literal('under_way'),
  host,
  at: timestamp,
  attempt,
  update,
  step: oneLine(200).optional()
})

/** The result of one release on a host. */
const releaseOutcome = z.strictObject({
  name: oneLine(100).min(1),
  outcome: z.enum(hostOutcomes),
  fromRevision: revision.optional(),
  toRevision: revision.optional()
})
export type ReleaseOutcome = z.infer<typeof releaseOutcome>

/** How many releases an item may name, and the collector remembers of a device. */
export const maxReleases = 16

/** A host's outcome, once it is final for this attempt. */
export const hostFinished = z.strictObject({
  state: z.literal('finished'),
  host,
  at: timestamp,
  attempt,
  outcome: z.enum(hostOutcomes),
  update,
  /** The result of each release; without it, of the run's own, or of one that nobody has named. */
  releases: z.array(releaseOutcome).min(1).max(maxReleases).optional(),
  /** Nobody has heard it from the host: its runner or its playbook ended without a word of it. */
  presumed: z.literal(true).optional(),
  durationSeconds: z.number().min(0).max(1e7),
  /** The revision before, and the one that runs now by the device's own proof. */
  fromRevision: revision.optional(),
  toRevision: revision.optional(),
  /** The task that failed and what it said; never of a task with `no_log`. */
  step: oneLine(200).optional(),
  message: z.string().max(4000).optional(),
  /** The last lines of the unit that failed, oldest first. */
  journal: z.strictObject({ unit: oneLine(256), lines: z.array(z.string().max(2000)).max(20) }).optional(),
  tasks: z.strictObject({ ok: count, changed: count, failed: count, skipped: count, rescued: count, ignored: count }).optional()
})
export type HostFinished = z.infer<typeof hostFinished>

/**
 * `POST /api/updates/:run/hosts`: what has become of some hosts, oldest first. An item that was here before changes nothing,
 * nor does one of an earlier attempt; `nextHostState` says what each makes of its host. Also taken after the run has ended.
 */
export const updateHosts = z.strictObject({ hosts: z.array(z.discriminatedUnion('state', [hostUnderWay, hostFinished])).min(1).max(1000) })
export type UpdateHosts = z.infer<typeof updateHosts>
export type HostItem = UpdateHosts['hosts'][number]

/**
 * `POST /api/updates/:run/end`: the run is over. `succeeded` is believed only where there is a host and every one has
 * succeeded, else the run is kept as failed. The first end stands, unless the collector only presumed it.
 */
export const updateEnd = z.strictObject({ endedAt: timestamp, outcome: z.enum(runOutcomes), message: oneLine(500).optional() })
export type UpdateEnd = z.infer<typeof updateEnd>

/**
 * `POST /api/updates/queue`: all that wait to be caught up, and all that the runner holds. The newest stands, whichever came
 * last; one without a time is taken as the newest.
 */
export const updateQueue = z.strictObject({
  /** When queue and pins were as it says. */
  at: timestamp.optional(),
  waiting: z.array(z.strictObject({
    host,
    since: timestamp,
    /** The newest run that wanted it, and what for. */
    run: runId,
    release: oneLine(100).optional(),
    reference: oneLine(100).optional(),
    revision: revision.optional(),
    /** How often it was tried again in vain, although it reported. */
    tries: count.optional()
  })).max(maxHostsOfRun),
  /** No run updates them. */
  pinned: z.array(z.strictObject({ host, since: timestamp, by: oneLine(100) })).max(maxHostsOfRun)
})
export type UpdateQueue = z.infer<typeof updateQueue>

/** How many hosts of a run are where. */
export const hostCounts = z.object({
  total: count,
  waiting: count,
  under_way: count,
  ...(Object.fromEntries(hostOutcomes.map((outcome) => [outcome, count])) as Record<HostOutcome, z.ZodNumber>)
})
export type HostCounts = z.infer<typeof hostCounts>

/**
 * `update`: a run of the runner's that installs something, or one with an item that says something about releases. `other`: anything else.
 */
export const runKinds = ['update', 'other'] as const
export type RunKind = typeof runKinds[number]

/** A run as `GET /api/updates` lists it; `outcome` is null while it goes on. */
export const runSummary = z.object({
  run: runId,
  kind: z.enum(runKinds),
  origin: z.enum(['runner', 'callback']),
  /** The action of a run of the runner. */
  action: z.enum(runActions).nullable(),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
  outcome: z.enum(runOutcomes).nullable(),
  message: z.string().nullable(),
  /** Why `outcome` is not what the end said: hosts without success, no hosts at all, or no end was ever heard. */
  doubt: z.enum(['hosts', 'no_hosts', 'silent']).nullable(),
  playbook: z.string(),
  release: z.string().nullable(),
  revision: z.string().nullable(),
  by: z.string().nullable(),
  counts: hostCounts
})
export type RunSummary = z.infer<typeof runSummary>

/** One host of a run as `GET /api/updates/:run` shows it. */
export const runHost = z.object({
  host: z.string(),
  /** Whether a device is enrolled under this name. */
  enrolled: z.boolean(),
  state: z.enum(['waiting', 'under_way', 'finished']),
  outcome: z.enum(hostOutcomes).nullable(),
  attempt: z.number().int().nullable(),
  /** When this attempt was first heard of, and when it ended. */
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  durationSeconds: z.number().nullable(),
  fromRevision: z.string().nullable(),
  toRevision: z.string().nullable(),
  step: z.string().nullable(),
  message: z.string().nullable(),
  journal: z.object({ unit: z.string(), lines: z.array(z.string()) }).nullable(),
  /** The result of each release that the run has named on it. */
  releases: z.array(z.object(releaseOutcome.shape)),
  tasks: z.object({ ok: count, changed: count, failed: count, skipped: count, rescued: count, ignored: count }).nullable()
})
export type RunHost = z.infer<typeof runHost>
