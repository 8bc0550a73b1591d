import type { BatchAnswer } from '@mimamori/contract'
import type { Device } from '../devices/registry/device.ts'
import type { Registry } from '../devices/registry/registry.ts'
import type { Contents, WantedSet } from './contents.ts'
import type { DeviceReports } from './device-reports.ts'
import { missingBytes } from './download-bytes.ts'

interface Deps {
  readonly contents: Pick<Contents, 'get' | 'wantedBy'>
  readonly contentReports: Pick<DeviceReports, 'of'>
  readonly registry: Pick<Registry, 'all'>
}

/** Bytes per second that a server and its line give easily: half of a gigabit. */
const easyBytesPerSecond = 50_000_000

/**
 * Gives the content that a device should have, as the answer to its report names it. Devices spread the beginning of their downloads over
 * the time that all of them would take together if each lacks what this one does: a few devices, or a small change, begin at once.
 */
export const createWantedContent = ({ contents, contentReports, registry }: Deps) => {
  const lackedBytes = ({ name, files }: WantedSet, { id }: Device): number => {
    const reported = contentReports.of(id)?.sets.get(name)?.number
    return missingBytes(files, contents.get(name).versions.find(({ number }) => number === reported)?.hashes)
  }
  return (device: Device): Pick<BatchAnswer, 'contentVersion' | 'contentSpreadMs'> => {
    const { version, sets } = contents.wantedBy(device) ?? { version: '', sets: [] }
    if (version === '') return {}
    const bytes = sets.reduce((sum, set) => sum + lackedBytes(set, device), 0)
    return { contentVersion: version, contentSpreadMs: Math.ceil(bytes * registry.all().length / easyBytesPerSecond * 1000) }
  }
}
