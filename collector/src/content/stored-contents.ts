import { isDeepStrictEqual } from 'node:util'
import { contentTargets, publishedFile, type ContentFile, type ContentTargets, type OpeningHoursOfSite } from '@mimamori/contract'
import { inTurns } from '@mimamori/program/in-turns'
import { z } from 'zod'
import { UnknownDeviceError } from '../devices/registry/registry.ts'
import type { Author } from '../platform/audit/author.ts'
import { compareFields } from '../platform/audit/compare-fields.ts'
import { recordChange } from '../platform/audit/record-change.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { readJson } from '../platform/storage/read-json.ts'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import {
  ContentBoundError, isFor, MissingFilesError, RefusedSettingsError, toVersion, UnknownContentError, versionOf,
  type ContentDevice, type Contents, type ContentSet, type ContentVersion, type NewVersion, type WantedContent
} from './contents.ts'
import type { FileStore } from './file-store.ts'
import { requireReadable } from './manifest-bounds.ts'
import { mistakesOfAll, setForDevices } from './set-for-device.ts'
import { setsForDevice } from './sets-for-device.ts'
import { mistakeLines } from './settings/mistake.ts'
import { readSettings, type Settings } from './settings/settings.ts'
import { removableVersions, requireBytes, requireVersion } from './version-bounds.ts'

type SetRow = Readonly<{ name: string, current: number, targets: string }>
type VersionRow = Readonly<{ name: string, number: number, published_ms: number, publisher: string, files: string }>
type NumberRow = Readonly<{ name: string, newest: number }>

/** The paths that an error names. */
const mostNamed = 5

interface Options {
  readonly storage: Pick<Storage, 'query' | 'commit'>
  readonly files: Pick<FileStore, 'isComplete' | 'read' | 'protect'>
  readonly clock: Pick<Clock, 'nowMs'>
  /** The devices for which templates are tried before a version is published. */
  readonly devices: () => readonly ContentDevice[]
  /** Gives the opening hours of a site, the same object until they change; undefined if it is always open. */
  readonly openingHoursOf: (site: string) => OpeningHoursOfSite | undefined
  /** The most bytes of the files of all versions. */
  readonly maxBytes: () => Promise<number>
  /** Called with what cannot be read, such as after a disk error. */
  readonly onUnreadable: (name: string) => void
}

const storedFiles = z.array(publishedFile).min(1)

interface Loaded {
  readonly sets: Map<string, ContentSet>
  /** The numbers of versions that cannot be read, by the name of their set: nobody knows which files they name. */
  readonly unreadable: Map<string, readonly number[]>
}

/**
 * A set whose current version cannot be read gets the newest that can. Targets that cannot be read are none: devices keep what they have.
 */
const load = async ({ storage, files: store, onUnreadable }: Options): Promise<Loaded> => {
  const versions = new Map<string, ContentVersion[]>()
  const unreadable = new Map<string, readonly number[]>()
  for (const { name, number, published_ms: publishedMs, publisher, files: text } of await storage.query<VersionRow>('content.versions', {})) {
    const files = readJson(text, storedFiles, () => { onUnreadable(`version ${number} of ${name}`) })
    if (files !== undefined) versions.set(name, [...versions.get(name) ?? [], toVersion({ number, publishedMs, publisher, files })])
    else unreadable.set(name, [...unreadable.get(name) ?? [], number])
  }
  const sets = new Map<string, ContentSet>()
  for (const row of await storage.query<SetRow>('content.sets', {})) {
    const targets = readJson(row.targets, contentTargets, () => { onUnreadable(`the targets of ${row.name}`) }) ?? {}
    const ofSet = versions.get(row.name) ?? []
    const current = ofSet.find(({ number }) => number === row.current) ?? ofSet[0]
    if (current === undefined) continue
    sets.set(row.name, { name: row.name, targets, current, settings: await readSettings(current.files, store.read), versions: ofSet })
  }
  return { sets, unreadable }
}

const shown = (set: ContentSet | undefined): object | undefined => set && { version: set.current.number, ...set.targets }

/** The sets in the embedded database, read completely at the start. */
export const openContents = async (options: Options): Promise<Contents> => {
  const { storage, files: store, clock, devices, openingHoursOf, maxBytes } = options
  const { sets, unreadable } = await load(options)
  /** The newest number of each name: no number comes twice, also if its version or its set is gone. */
  const newest = new Map((await storage.query<NumberRow>('content.numbers', {})).map((row) => [row.name, row.newest]))
  /** By the device as it is registered: a changed registration is another object. */
  let wanted = new WeakMap<ContentDevice, {
    readonly openingHours: OpeningHoursOfSite | undefined
    readonly content: WantedContent | undefined
  }>()
  /** Each change builds on the one before. */
  const inTurn = inTurns()

  const get = (name: string): ContentSet => {
    const found = sets.get(name)
    if (found === undefined) throw new UnknownContentError(`there is no content named ${name}`)
    return found
  }
  const all = (): readonly ContentSet[] => [...sets.values()].sort((one, other) => one.name < other.name ? -1 : 1)

  /** A set may go on naming a device that was removed. @throws {UnknownDeviceError} */
  const requireKnown = ({ devices: named = [] }: ContentTargets, before: ContentTargets = {}): void => {
    const known = new Set([...devices().map(({ id }) => id), ...before.devices ?? []])
    const unknown = named.filter((id) => !known.has(id))
    if (unknown.length > 0) throw new UnknownDeviceError(`no device in use has the ID ${unknown.join(', ')}; GET /api/clients lists them`)
  }

  const put = async (
    set: ContentSet, { action, by, further = [] }: {
      readonly action: 'publishContent' | 'selectContent' | 'assignContent'
      readonly by: Author
      readonly further?: readonly Statement[]
    }
  ): Promise<ContentSet> => {
    const { name, current, targets } = set
    requireKnown(targets, sets.get(name)?.targets)
    requireReadable(set, all(), devices())
    await storage.commit([
      { name: 'content.putSet', parameters: { name, current: current.number, targets: JSON.stringify(targets) } },
      ...further,
      ...recordChange(by, { action, subject: { type: 'content', name }, changes: compareFields(shown(sets.get(name)), shown(set)) })
    ])
    sets.set(name, set)
    wanted = new WeakMap()
    return set
  }

  const requireStored = async (files: readonly ContentFile[]): Promise<void> => {
    const missing: string[] = []
    for (const file of files) if (!await store.isComplete(file)) missing.push(file.path)
    if (missing.length === 0) return
    const others = missing.length > mostNamed ? ` and ${missing.length - mostNamed} others` : ''
    throw new MissingFilesError(`upload ${missing.slice(0, mostNamed).join(', ')}${others} first, then publish again`)
  }

  const requireUsable = async ({ name, current, targets }: Omit<ContentSet, 'settings' | 'versions'>): Promise<Settings> => {
    const settings = await readSettings(current.files, store.read)
    const results = settings.templates.size === 0
      ? []
      : await setForDevices({ name, current, settings }, devices().filter((device) => isFor(targets, device)))
    const mistakes = [...settings.mistakes, ...settings.mistakes.length === 0 ? mistakesOfAll(results.map(({ result }) => result)) : []]
    if (mistakes.length > 0) throw new RefusedSettingsError(mistakes)
    return settings
  }

  const removal = (name: string, numbers: readonly number[]): Statement =>
    ({ name: 'content.deleteVersions', parameters: { name, numbers: JSON.stringify(numbers) } })

  /** Nothing is recorded if nothing changes. */
  const assign = async (set: ContentSet, targets: ContentTargets, by: Author): Promise<ContentSet> =>
    isDeepStrictEqual(targets, set.targets) ? set : put({ ...set, targets }, { action: 'assignContent', by })

  const publish = async (name: string, { files, targets: given }: NewVersion, by: Author): Promise<ContentSet> => {
    requireVersion(files)
    await requireStored(files)
    const before = sets.get(name)
    const targets = given ?? before?.targets ?? {}
    const number = (newest.get(name) ?? 0) + 1
    const current = toVersion({ number, publishedMs: clock.nowMs(), publisher: by.name, files })
    if (before?.current.digest === current.digest) {
      return assign(before, targets, by)
    }
    const settings = await requireUsable({ name, current, targets })
    const next: ContentSet = { name, targets, current, settings, versions: [current, ...before?.versions ?? []] }
    const removable = removableVersions([...all().filter((set) => set.name !== name), next], await maxBytes())
    const without = (set: ContentSet): ContentSet =>
      ({ ...set, versions: set.versions.filter((version) => removable.get(set.name)?.includes(version.number) !== true) })
    const published = await put(without(next), {
      action: 'publishContent',
      by,
      further: [
        {
          name: 'content.addVersion',
          parameters: { name, number, publishedMs: current.publishedMs, publisher: by.name, files: JSON.stringify(current.files) }
        },
        { name: 'content.putNumber', parameters: { name, number } },
        ...Array.from(removable, ([set, numbers]) => removal(set, numbers))
      ]
    })
    newest.set(name, number)
    for (const set of all()) sets.set(set.name, without(set))
    return published
  }

  const wantedBy = (device: ContentDevice, openingHours: OpeningHoursOfSite | undefined): WantedContent | undefined => {
    const found = all().filter(({ targets }) => isFor(targets, device))
    if (found.length === 0) return undefined
    const { readable, beyond, failed } = setsForDevice(found, device)
    const refused = [
      ...failed.map(({ name, ...mistake }) => ({ name, kind: 'template_failed' as const, message: mistakeLines(mistake) })),
      ...beyond.map(({ name, message }) => ({ name, kind: 'too_much' as const, message }))
    ]
    return { version: versionOf(readable, openingHours), sets: readable, openingHours, refused }
  }

  return {
    all,
    get,
    publish: (name, version, by) => inTurn(async () => {
      const release = store.protect(version.files)
      return publish(name, version, by).finally(release)
    }),
    select: (name, number, by) => inTurn(async () => {
      const set = get(name)
      const current = set.versions.find((version) => version.number === number)
      if (current === undefined) {
        const stored = set.versions.map((version) => version.number).join(', ')
        throw new UnknownContentError(`expected one of the stored versions of ${name}, ${stored}; got ${number}`)
      }
      return put({ ...set, current, settings: await requireUsable({ ...set, current }) }, { action: 'selectContent', by })
    }),
    assign: (name, targets, by) => inTurn(async () => assign(get(name), targets, by)),
    async exceededBound (changed) {
      const before = sets.get(changed.name)
      try {
        requireVersion(changed.current.files)
        if (before?.versions.every(({ digest }) => digest !== changed.current.digest) !== false) {
          requireBytes([...all().filter(({ name }) => name !== changed.name), changed], await maxBytes())
        }
        requireReadable(changed, all(), devices())
        return undefined
      } catch (error) {
        if (error instanceof ContentBoundError) return error.messages
        throw error
      }
    },
    remove: (name, by) => inTurn(async () => {
      const before = get(name)
      await storage.commit([
        { name: 'content.deleteSet', parameters: { name } },
        removal(name, [...before.versions.map(({ number }) => number), ...unreadable.get(name) ?? []]),
        ...recordChange(by, {
          action: 'removeContent', subject: { type: 'content', name }, changes: compareFields(shown(before), undefined)
        })
      ])
      sets.delete(name)
      unreadable.delete(name)
      wanted = new WeakMap()
    }),
    wantedBy (device) {
      const openingHours = openingHoursOf(device.site)
      const known = wanted.get(device)
      if (known !== undefined && known.openingHours === openingHours) return known.content
      const content = wantedBy(device, openingHours)
      wanted.set(device, { openingHours, content })
      return content
    },
    isNamed: (sha256) => unreadable.size > 0 || sets.values().some(({ versions }) => versions.some(({ hashes }) => hashes.has(sha256)))
  }
}
