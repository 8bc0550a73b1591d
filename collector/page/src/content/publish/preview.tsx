import type { ContentPreview } from '@mimamori/contract'
import { lackingSpaceText } from '@mimamori/contract/lacking-space'
import { formatBytes } from '@mimamori/contract/quantity'
import { Icon } from '../../components/index.ts'
import { language, messages } from '../../text/index.ts'
import { byName } from '../device-order.ts'
import { contentMessages } from '../messages.ts'
import { targetNames } from '../targets.ts'

const mostPaths = 20

const Paths = ({ mark, paths }: { readonly mark: string, readonly paths: readonly string[] }) => (
  <>
    {paths.slice(0, mostPaths).map((path) => <li key={path}><code>{mark} {path}</code></li>)}
    {paths.length > mostPaths && <li class="place">{mark} {contentMessages.andOthers(paths.length - mostPaths)}</li>}
  </>
)

type Device = ContentPreview['devices'][number]

const roomOf = ({ availableBytes, lackingBytes }: Device): string => {
  if (availableBytes === null) return contentMessages.spaceUnknown
  if (lackingBytes !== undefined) return lackingSpaceText[language](formatBytes(lackingBytes))
  return contentMessages.fits(formatBytes(availableBytes))
}

const isIll = ({ lackingBytes, problems }: Device): boolean => lackingBytes !== undefined || problems.length > 0

const Getting = ({ device }: { readonly device: Device }) => (
  <li class={`run ${isIll(device) ? 'failed' : ''}`}>
    <div class="who">
      <strong>{device.name ?? device.id}</strong>
      <span class="place">{[...device.name === null ? [] : [device.id], device.site].filter(Boolean).join(' · ')}</span>
    </div>
    <span>{contentMessages.download(formatBytes(device.downloadBytes))}</span>
    <span>
      {roomOf(device)}
      {device.problems.map((problem) => <p key={problem} class="warning"><Icon shape="warning" /> {problem}</p>)}
    </span>
  </li>
)

const Devices = ({ devices }: { readonly devices: readonly Device[] }) => (
  <ul class="runs takers">{devices.toSorted(byName).map((device) => <Getting key={device.id} device={device} />)}</ul>
)

/** The devices in numbers; the ones that cannot take the version are open to see, the others on a click. */
const AllGetting = ({ devices }: { readonly devices: readonly Device[] }) => {
  const { ill = [], well = [] } = Object.groupBy(devices, (device) => isIll(device) ? 'ill' : 'well')
  const unknownCount = well.filter(({ availableBytes }) => availableBytes === null).length
  return (
    <>
      <p>
        {[
          contentMessages.getting(devices.length),
          contentMessages.downloadAtMost(formatBytes(Math.max(...devices.map(({ downloadBytes }) => downloadBytes)))),
          ...unknownCount > 0 ? [contentMessages.spaceUnknownOf(unknownCount)] : []
        ].join(messages.comma)}
      </p>
      {ill.length > 0 && (
        <>
          <p class="warning"><Icon shape="warning" /> {contentMessages.cannotTake(ill.length)}</p>
          <Devices devices={ill} />
        </>
      )}
      {well.length > 0 && (
        <details>
          <summary>{contentMessages.devicesInDetail(well.length)}</summary>
          <Devices devices={well} />
        </details>
      )}
    </>
  )
}

/** Whether the server would refuse what the preview shows. */
export const isRefused = ({ bounds, problems }: ContentPreview): boolean => bounds.length > 0 || problems.length > 0

/** Shows what publishing would do: the files that change, and the devices, each with whether it has room. */
export const Preview = (
  { preview: { added, changed, removed, unchangedCount, devices, noLongerFor, unmatched, bounds, problems } }: {
    readonly preview: ContentPreview
  }
) => (
  <section class="preview" aria-label={contentMessages.changes}>
    <h2>{contentMessages.changes}</h2>
    {bounds.map((bound) => <p key={bound} class="why failed" role="alert">{contentMessages.exceeded(bound)}</p>)}
    {problems.length > 0 && (
      <div class="why failed" role="alert">
        <p>{contentMessages.refusedFiles}</p>
        {problems.map(({ path, message }) => <p key={`${path} ${message}`}><code>{path}</code>: {message}</p>)}
      </div>
    )}
    <p>{contentMessages.fileChanges(added.length, changed.length, removed.length, unchangedCount)}</p>
    <ul><Paths mark="+" paths={added} /><Paths mark="~" paths={changed} /><Paths mark="−" paths={removed} /></ul>
    {noLongerFor.length > 0 && (
      <p class="warning"><Icon shape="warning" /> {contentMessages.noLongerFor(noLongerFor.join(messages.comma))}</p>
    )}
    {Object.keys(unmatched).length > 0 && (
      <p class="warning"><Icon shape="warning" /> {contentMessages.unmatched(targetNames(unmatched).join(messages.comma))}</p>
    )}
    {devices.length === 0 ? <p>{contentMessages.nobodyGets}</p> : <AllGetting devices={devices} />}
  </section>
)
