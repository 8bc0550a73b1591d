import type { ContentDeviceProblemKind, ContentDeviceState } from '@mimamori/contract'
import { contentReasonText } from '@mimamori/contract/content-reason'
import { contentSetUpCommand } from '@mimamori/contract/content-set-up'
import { lackingSpaceText } from '@mimamori/contract/lacking-space'
import { formatBytes } from '@mimamori/contract/quantity'
import { wasHeard, type Connection } from '../devices/connection/connection.ts'
import type { DeviceContent } from '../devices/snapshot/device-content.ts'
import type { Device } from '../devices/registry/device.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { missingBytes } from './download-bytes.ts'
import type { Message } from './settings/mistake.ts'
import type { Contents, WantedSet } from './contents.ts'
import type { DeviceReports, ReportedSet } from './device-reports.ts'

/** How far a device is with a set that is for it. */
export interface SetState extends DeviceContent {
  readonly state: ContentDeviceState
  readonly sinceMs: number | undefined
  readonly problem: { readonly kind: ContentDeviceProblemKind, readonly message: Message } | undefined
}

/** States of the sets that are for a device, by name; or of the one with that name alone. */
export type DeviceStates = (device: Device, name?: string) => readonly SetState[]

interface Options {
  readonly contents: Pick<Contents, 'get' | 'wantedBy'>
  readonly reports: Pick<DeviceReports, 'of'>
  readonly connection: (deviceId: string) => Connection | undefined
  readonly clock: Pick<Clock, 'nowMs'>
}

/** A device that downloads says how far it is more often than this. */
const downloadingMs = 5 * 60_000

const notSetUpMessage = (command: string): Message =>
  ({ en: `${contentReasonText.en.notSetUp} ${command}`, ja: `${contentReasonText.ja.notSetUp}${command}` })

/** The device's own words, except where it only says how much space it lacks. */
const reportedMessage = ({ message, lackingBytes }: NonNullable<ReportedSet['problem']>): Message => {
  if (lackingBytes === undefined) return { en: message, ja: message }
  const size = formatBytes(lackingBytes)
  return { en: lackingSpaceText.en(size), ja: lackingSpaceText.ja(size) }
}

/** A device that waits without an end: it reports, and its agent keeps no content. */
const notSetUp = (state: SetState, deviceId: string): SetState => ({
  ...state,
  state: 'failed',
  problem: { kind: 'not_set_up', message: notSetUpMessage(contentSetUpCommand(deviceId)) }
})

export const createDeviceStates = ({ contents, reports, connection, clock }: Options): DeviceStates => {
  const stateOf = (wanted: WantedSet, reported: ReportedSet | undefined, hasAll: boolean): SetState => {
    const { name, digest } = wanted
    const { versions } = contents.get(name)
    if (hasAll || reported?.digest === digest) {
      const sinceMs = reported?.digest === digest ? reported.sinceMs : undefined
      const isCurrent = hasAll || reported?.checking !== true
      return { name, state: isCurrent ? 'current' : 'downloading', isCurrent, number: wanted.number, sinceMs, bytesLeft: 0, problem: undefined }
    }
    const has = versions.find(({ number }) => number === reported?.number)
    const said = { name, isCurrent: false, number: has?.number, sinceMs: has && reported?.sinceMs }
    const progress = reported?.progress?.wantedDigest === digest ? reported.progress : undefined
    const bytesLeft = progress?.bytesLeft ?? (reported && (has !== undefined || reported.digest === null)
      ? missingBytes(wanted.files, has?.hashes)
      : undefined)
    if (reported?.problem?.wantedDigest === digest) {
      const { problem } = reported
      return { ...said, state: 'failed', bytesLeft, problem: { kind: problem.kind, message: reportedMessage(problem) } }
    }
    const isDownloading = progress !== undefined && progress.bytesLeft > 0 && clock.nowMs() - progress.atMs < downloadingMs
    return { ...said, state: isDownloading ? 'downloading' : 'waiting', bytesLeft, problem: undefined }
  }

  return (device, only) => {
    const isAsked = ({ name }: { readonly name: string }): boolean => only === undefined || name === only
    const wanted = contents.wantedBy(device)
    if (wanted === undefined) return []
    const heard = connection(device.id)
    const hasAll = wanted.version !== '' && heard?.contentVersion === wanted.version
    const keepsNone = wasHeard(heard) && heard?.contentVersion === undefined
    const reported = reports.of(device.id)?.sets
    const usable = wanted.sets.filter(isAsked).map((set) => stateOf(set, reported?.get(set.name), hasAll))
    const refused = wanted.refused.filter(isAsked).map(({ name, kind, message }): SetState => {
      const has = contents.get(name).versions.find(({ number }) => number === reported?.get(name)?.number)
      const sinceMs = has && reported?.get(name)?.sinceMs
      return { name, state: 'failed', isCurrent: false, number: has?.number, sinceMs, bytesLeft: undefined, problem: { kind, message } }
    })
    return [...usable, ...refused].map((set) => keepsNone && set.state === 'waiting' ? notSetUp(set, device.id) : set).sort((one, other) => one.name < other.name ? -1 : 1)
  }
}
