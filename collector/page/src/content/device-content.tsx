import type { ClientStatus, ContentOfDevice } from '@mimamori/contract'
import { Link } from '../components/index.ts'
import { setAddress } from './addresses.ts'
import { DeviceState } from './device-state.tsx'
import { contentMessages } from './messages.ts'
import { usePolledContent } from './use-content.ts'

type Sets = Pick<ContentOfDevice, 'content'>

const isDownloading = ({ content }: Sets): boolean => content.some(({ state }) => state === 'downloading')

/** The sets of a device: the version that it should have, and the one that it has. Nothing where no set is for it. */
export const DeviceContent = ({ client }: { readonly client: ClientStatus }) => {
  const { clientId: id } = client
  const { answer } = usePolledContent<Sets>(`/api/clients/${encodeURIComponent(id)}/content`, isDownloading)
  if (!answer || answer.content.length === 0) return null
  const { title, wanted } = contentMessages.ofDevice
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="runs takers">
        {answer.content.map(({ name, current, ...progress }) => (
          <li key={name} class={`run ${progress.state === 'failed' ? 'failed' : ''}`}>
            <div class="who">
              <Link to={setAddress(name)}>{name}</Link>
              <span class="place">{wanted(current)}</span>
            </div>
            <DeviceState id={id} progress={progress} client={client} />
          </li>
        ))}
      </ul>
    </section>
  )
}
