import { formatBytes } from '@mimamori/contract/quantity'
import { versionMistake } from '@mimamori/contract/version-mistake'
import { ContentBoundError, type ContentSet } from './contents.ts'

/** Versions that are stored of a set for going back, besides the current one. */
const mostVersions = 10

type Sets = readonly Pick<ContentSet, 'name' | 'current' | 'versions'>[]

/** The size of the files of versions, each file once: it is stored once. */
const storedBytes = (versions: Iterable<ContentSet['current']>): number => {
  const sizes = new Map<string, number>()
  for (const { files } of versions) for (const { sha256, size } of files) sizes.set(sha256, size)
  return sizes.values().reduce((sum, size) => sum + size, 0)
}

/** @throws {ContentBoundError} if these are more files, or have more bytes, than a version can have */
export const requireVersion = (files: readonly { readonly size: number }[]): void => {
  const mistake = versionMistake(files.map(({ size }) => size))
  if (mistake !== undefined) throw new ContentBoundError('CONTENT_REFUSED', mistake)
}

/** @throws {ContentBoundError} if the current versions alone have more bytes */
export const requireBytes = (sets: readonly Pick<ContentSet, 'current'>[], maxBytes: number): void => {
  const bytes = storedBytes(sets.map(({ current }) => current))
  if (bytes <= maxBytes) return
  throw new ContentBoundError('CONTENT_FULL', {
    en: `the current versions of all sets would have ${formatBytes(bytes)} together, and the server keeps ${formatBytes(maxBytes)} ` +
      '(MIMAMORI_CONTENT_MAX_BYTES); publish fewer or smaller files, or remove content that nobody needs',
    ja: `すべてのコンテンツの現在のバージョンが合計 ${formatBytes(bytes)} になり、サーバーの上限 ${formatBytes(maxBytes)}` +
      '（MIMAMORI_CONTENT_MAX_BYTES）を超えます。ファイルを減らすか、不要なコンテンツを削除してください'
  })
}

/**
 * The numbers of versions to remove, by their set: those beyond the most of each set, and the oldest of all until the rest has at most
 * `maxBytes`; never a current one. @throws {ContentBoundError} as `requireBytes`
 */
export const removableVersions = (sets: Sets, maxBytes: number): ReadonlyMap<string, readonly number[]> => {
  requireBytes(sets, maxBytes)
  const older = sets.flatMap(({ name, current, versions }) => versions
    .filter((version) => version !== current)
    .map((version, place) => ({ name, version, isBeyond: place >= mostVersions })))
  const removed = older.filter(({ isBeyond }) => isBeyond)
  const rest = older.filter(({ isBeyond }) => !isBeyond).sort((one, other) => one.version.publishedMs - other.version.publishedMs)
  const bytes = () => storedBytes([...sets.map(({ current }) => current), ...rest.map(({ version }) => version)])
  while (bytes() > maxBytes && rest.length > 0) removed.push(rest.shift()!)
  const byName = Map.groupBy(removed, ({ name }) => name)
  return new Map(Array.from(byName, ([name, versions]) => [name, versions.map(({ version }) => version.number)]))
}
