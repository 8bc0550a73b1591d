import { contentFiles, type ContentPreview, type ContentPreviewRequest, type Language } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { Device } from '../devices/registry/device.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { isFor, toVersion, unmatchedTargets, UnknownContentError, type Contents, type ContentSet, type ContentVersion } from './contents.ts'
import type { DeviceReports } from './device-reports.ts'
import { missingBytes } from './download-bytes.ts'
import type { FileStore } from './file-store.ts'
import { mistakesOfAll, setForDevices } from './set-for-device.ts'
import { setsForDevice } from './sets-for-device.ts'
import { mistakeLine } from './settings/mistake.ts'
import { readSettings } from './settings/settings.ts'

interface Options {
  readonly contents: Pick<Contents, 'all' | 'exceededBound'>
  readonly contentFiles: Pick<FileStore, 'read'>
  readonly contentReports: Pick<DeviceReports, 'of'>
  readonly registry: Pick<Registry, 'all'>
  /** The language of what is in the way. */
  readonly language: Language
}

type Change = Pick<ContentPreview, 'added' | 'changed' | 'removed' | 'unchangedCount'>

const compareVersions = (before: ContentVersion | undefined, after: ContentVersion): Change => {
  const old = new Map(before?.files.map(({ path, sha256 }) => [path, sha256]))
  const paths = new Set(after.files.map(({ path }) => path))
  const common = after.files.filter(({ path }) => old.has(path))
  const changed = common.filter(({ path, sha256 }) => old.get(path) !== sha256).map(({ path }) => path)
  return {
    added: after.files.filter(({ path }) => !old.has(path)).map(({ path }) => path),
    changed,
    removed: [...old.keys()].filter((path) => !paths.has(path)),
    unchangedCount: common.length - changed.length
  }
}

/** Names the file of a rule that the manifest breaks. */
const manifestMistakes = (files: ContentPreviewRequest['files']): ContentPreview['problems'] =>
  (files === undefined ? [] : contentFiles.safeParse(files).error?.issues ?? [])
    .map(({ path: [place], message }) => ({ path: typeof place === 'number' ? files![place]!.path : '', message }))

/** Says what publishing these files, or assigning the set so, would do. @throws {UnknownContentError} without files of a new set */
export const previewContent = async (
  { contents, contentFiles: store, contentReports, registry, language }: Options, name: string, request: ContentPreviewRequest
): Promise<Omit<ContentPreview, 'requestId'>> => {
  const before: ContentSet | undefined = contents.all().find((set) => set.name === name)
  const files = request.files ?? before?.current.files
  if (files === undefined) throw new UnknownContentError(`there is no content named ${name}; give the files of its first version`)
  const targets = request.targets ?? before?.targets ?? {}
  const current = toVersion({ number: before?.current.number ?? 1, publishedMs: 0, publisher: '', files })
  const settings = await readSettings(current.files, store.read)
  const inUse = registry.all().filter(({ state }) => !isOutOfUse(state))
  const devices = inUse.filter((device) => isFor(targets, device))
  const results = await setForDevices({ name, current, settings }, devices)
  const others = contents.all().filter((set) => set.name !== name)
  const sets = [...others, { name, targets, current, settings }].sort((one, other) => one.name < other.name ? -1 : 1)
  const exceeded = await contents.exceededBound({ name, targets, current })
  const slice = timeSlice()
  const beyond = new Map<string, ReturnType<typeof setsForDevice>['beyond'][number] | undefined>()
  for (const device of others.length === 0 ? [] : devices) {
    beyond.set(device.id, setsForDevice(sets.filter((set) => isFor(set.targets, device)), device).beyond[0])
    await slice.pause()
  }

  const viewDevice = ({ id, name: shown, site }: Device, result: typeof results[number]['result']) => {
    const report = contentReports.of(id)
    const reported = report?.sets.get(name)
    const has = before?.versions.find(({ number }) => number === reported?.number)
    const downloadBytes = missingBytes(result.mistake === undefined ? result.set.files : current.files, has?.hashes)
    const availableBytes = report?.freeBytes === undefined
      ? null
      : report.freeBytes + (report.reclaimableBytes ?? 0) + (reported?.reclaimableBytes ?? 0)
    const lackingBytes = availableBytes === null || downloadBytes === 0 ? 0 : downloadBytes - availableBytes
    const { mistake } = result
    const tooMuch = beyond.get(id)
    const problems = [
      ...mistake === undefined || settings.mistakes.length > 0 ? [] : [mistakeLine(mistake, language)],
      ...tooMuch === undefined ? [] : [tooMuch.message[language]]
    ]
    return {
      id, name: shown ?? null, site, downloadBytes, availableBytes: availableBytes && Math.max(0, availableBytes),
      ...lackingBytes > 0 && { lackingBytes }, problems
    }
  }
  const ofAll = settings.mistakes.length > 0 ? [] : mistakesOfAll(results.map(({ result }) => result))
  return {
    ...compareVersions(before?.current, current),
    devices: results.map(({ device, result }) => viewDevice(device, result)),
    noLongerFor: inUse.filter((device) => before && isFor(before.targets, device) && !isFor(targets, device)).map(({ id }) => id),
    unmatched: unmatchedTargets(targets, inUse),
    bounds: exceeded === undefined ? [] : [exceeded[language]],
    problems: [
      ...manifestMistakes(request.files),
      ...[...settings.mistakes, ...ofAll].map(({ path, message }) => ({ path, message: message[language] }))
    ]
  }
}
