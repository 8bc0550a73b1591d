import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { ContentCounts, ContentDeviceView, ContentProgress, ContentSetView, Language } from '@mimamori/contract'
import type { Device } from '../devices/registry/device.ts'
import type { Registry } from '../devices/registry/registry.ts'
import type { ContentSet, ContentVersion } from './contents.ts'
import type { DeviceStates, SetState } from './device-states.ts'

interface Options {
  readonly registry: Pick<Registry, 'all'>
  readonly statesOf: DeviceStates
}

const viewVersion = ({ number, publishedMs, publisher, files, bytes }: ContentVersion): ContentSetView['versions'][number] =>
  ({ number, publishedAt: new Date(publishedMs).toISOString(), publisher, fileCount: files.length, bytes })

/** Shows how far a device is with a set. */
export const viewProgress = ({ state, number, sinceMs, bytesLeft, problem }: SetState, language: Language): ContentProgress => ({
  state,
  number: number ?? null,
  since: sinceMs === undefined ? null : new Date(sinceMs).toISOString(),
  bytesLeft: bytesLeft ?? null,
  problem: problem ? { ...problem, message: problem.message[language] } : null
})

const viewDevice = ({ id, name, site }: Device, state: SetState, language: Language): ContentDeviceView =>
  ({ id, name: name ?? null, site, ...viewProgress(state, language) })

/** Shows sets, and how far the devices are with each; devices that are out of use do not count. */
export const createContentView = ({ registry, statesOf }: Options) => {
  const inUse = (): readonly Device[] => registry.all().filter(({ state }) => !isOutOfUse(state))
  const viewSet = ({ name, targets, current, versions }: ContentSet, devices: readonly Pick<SetState, 'state'>[]): ContentSetView => {
    const counts: ContentCounts = { current: 0, downloading: 0, waiting: 0, failed: 0 }
    for (const { state } of devices) counts[state] += 1
    return { name, targets, current: current.number, versions: versions.map(viewVersion), counts }
  }
  return {
    all (sets: readonly ContentSet[]): ContentSetView[] {
      const states = Map.groupBy(inUse().flatMap((device) => statesOf(device)), ({ name }) => name)
      return sets.map((set) => viewSet(set, states.get(set.name) ?? []))
    },
    one (set: ContentSet, language: Language): { content: ContentSetView, devices: ContentDeviceView[] } {
      const devices = inUse().flatMap((device) => statesOf(device, set.name).map((state) => viewDevice(device, state, language)))
      return { content: viewSet(set, devices), devices }
    }
  }
}
