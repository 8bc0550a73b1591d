import { contentLimits, type ContentFile } from '@mimamori/contract'
import { ContentBoundError, isFor, type ContentDevice, type ContentSet, type ContentVersion, type WantedSet } from './contents.ts'
import type { Message } from './settings/mistake.ts'

type Source = Pick<ContentSet, 'name' | 'targets' | 'current'>
type Listed = Pick<ContentVersion, 'number' | 'digest' | 'files'>

/** The rest of a manifest: the version, the opening hours, and a value that is longer than its template in each settings file. */
const spareBytes = 256 * 1024

const sizes = new WeakMap<readonly ContentFile[], number>()
/** The bytes of a version in a manifest; the same for many devices, with 20,000 files. */
const manifestBytes = ({ number, digest, files }: Listed): number => {
  const known = sizes.get(files)
  if (known !== undefined) return known
  const bytes = Buffer.byteLength(JSON.stringify({ number, digest, files }))
  sizes.set(files, bytes)
  return bytes
}

const listBytes = (sets: readonly Listed[]): number => sets.reduce((sum, set) => sum + manifestBytes(set), spareBytes)
const isReadable = (sets: readonly Listed[]): boolean =>
  sets.length <= contentLimits.setsOfDevice && listBytes(sets) <= contentLimits.manifestBytes

/**
 * Refuses a change after which a device could not read the list of its files. One that has too much already, as after it was moved, is no
 * reason: it goes without some of its sets (`readableSets`).
 * @throws {ContentBoundError}
 */
export const requireReadable = (changed: Source, sets: readonly Source[], devices: readonly ContentDevice[]): void => {
  const others = sets.filter(({ name }) => name !== changed.name)
  for (const device of devices) {
    if (!isFor(changed.targets, device)) continue
    const ofDevice = [changed, ...others.filter(({ targets }) => isFor(targets, device))].map(({ current }) => current)
    if (isReadable(ofDevice) || !isReadable(sets.filter(({ targets }) => isFor(targets, device)).map(({ current }) => current))) continue
    if (ofDevice.length > contentLimits.setsOfDevice) {
      throw new ContentBoundError('CONTENT_REFUSED', {
        en: `${device.id} would have ${ofDevice.length} sets, and a device can have ${contentLimits.setsOfDevice}; assign some of them to other devices`,
        ja: `${device.id} のコンテンツが ${ofDevice.length} 件になり、1 台の上限（${contentLimits.setsOfDevice} 件）を超えます。一部をほかの端末に割り当ててください`
      })
    }
    const files = ofDevice.reduce((sum, version) => sum + version.files.length, 0)
    throw new ContentBoundError('CONTENT_REFUSED', {
      en: `the list of the ${files} files of ${device.id} would have ${listBytes(ofDevice)} bytes, and a device can read ` +
        `${contentLimits.manifestBytes}; publish fewer files, or assign some of its sets to other devices`,
      ja: `${device.id} のファイル一覧（${files} 件）が ${listBytes(ofDevice)} バイトになり、端末が読める ${contentLimits.manifestBytes} バイトを` +
        '超えます。ファイルを減らすか、一部のコンテンツをほかの端末に割り当ててください'
    })
  }
}

/** Takes the sets that a device can read the list of, in their order, and says why not the others. */
export const readableSets = (
  sets: readonly WantedSet[]
): { readonly readable: readonly WantedSet[], readonly beyond: readonly { readonly name: string, readonly message: Message }[] } => {
  if (isReadable(sets)) return { readable: sets, beyond: [] }
  const readable: WantedSet[] = []
  const beyond: WantedSet[] = []
  for (const set of sets) (isReadable([...readable, set]) ? readable : beyond).push(set)
  const message: Message = sets.length > contentLimits.setsOfDevice
    ? {
        en: `the device would have ${sets.length} sets, and can have ${contentLimits.setsOfDevice}`,
        ja: `対象のコンテンツが ${sets.length} 個あり、1 台の上限 ${contentLimits.setsOfDevice} 個を超えています`
      }
    : {
        en: `the list of its files would have ${listBytes(sets)} bytes, and it can read ${contentLimits.manifestBytes}`,
        ja: `ファイル一覧が ${listBytes(sets)} バイトになり、端末が読める ${contentLimits.manifestBytes} バイトを超えています`
      }
  return { readable, beyond: beyond.map(({ name }) => ({ name, message })) }
}
