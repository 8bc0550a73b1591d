import type { ClientStatus, ContentSetView } from '@mimamori/contract'
import { formatBytes } from '@mimamori/contract/quantity'
import { useState } from 'preact/hooks'
import { Icon, Link } from '../components/index.ts'
import { useRole, type Fleet } from '../server/index.ts'
import { formatExactTime, messages } from '../text/index.ts'
import { publishAddress, setAddress } from './addresses.ts'
import { ChangeTargets } from './change-targets.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { ContentBar } from './content-bar.tsx'
import { contentMessages } from './messages.ts'
import { SetDevices } from './set-devices.tsx'
import { targetNames } from './targets.ts'
import { isFilling, usePolledContent, type OneContent } from './use-content.ts'

const isUnderWay = ({ content }: OneContent): boolean => isFilling(content)

/** One set: how far its devices are, its versions, and the ways back. */
export const SetPage = ({ name, fleet }: { readonly name: string, readonly fleet: Fleet }) => {
  const { answer, hasFailed, refresh } = usePolledContent<OneContent>(`/api/content/${name}`, isUnderWay)
  if (!answer) return <><Back /><p class="loading">{hasFailed ? contentMessages.notFound(name) : contentMessages.loading}</p></>
  return <OneSet {...answer} clients={fleet.clients} refresh={refresh} />
}

const Back = () => <Link class="back" to="/admin/content"><Icon shape="back" /> {contentMessages.back}</Link>

interface OneSetProps extends OneContent {
  readonly clients: ReadonlyMap<string, ClientStatus>
  readonly refresh: () => void
}

const OneSet = ({ content, devices, clients, refresh }: OneSetProps) => {
  const [isAssigning, setIsAssigning] = useState(false)
  const isAdmin = useRole() === 'admin'
  const { name, targets, counts } = content
  return (
    <article class="one content">
      <Back />
      <header class="title">
        <div>
          <h1>{name}</h1>
          <p class="place">{targetNames(targets).join(messages.comma) || contentMessages.forNobody}</p>
        </div>
      </header>
      <ContentBar counts={counts} />
      {isAdmin && <p class="links"><Link to={publishAddress(name)}>{contentMessages.publishVersion}</Link></p>}
      <Versions content={content} isAdmin={isAdmin} deviceCount={devices.length} changed={refresh} />
      <section aria-label={contentMessages.targets}>
        <h2>{contentMessages.targets}</h2>
        {isAdmin && <p class="links"><button type="button" onClick={() => setIsAssigning(true)}>{contentMessages.changeTargets}</button></p>}
        {isAssigning && (
          <ChangeTargets content={content} clients={[...clients.values()]} close={() => setIsAssigning(false)} done={refresh} />
        )}
        {devices.length === 0
          ? <p class="nothing">{contentMessages.forNobody}</p>
          : <SetDevices devices={devices} clients={clients} />}
      </section>
      {isAdmin && <Removal name={name} />}
    </article>
  )
}

interface VersionsProps {
  readonly content: ContentSetView
  readonly isAdmin: boolean
  readonly deviceCount: number
  readonly changed: () => void
}

const Versions = ({ content: { name, current, versions }, isAdmin, deviceCount, changed }: VersionsProps) => {
  const [wanted, setWanted] = useState<number>()
  return (
    <section aria-label={contentMessages.versions}>
      <h2>{contentMessages.versions}</h2>
      <ol class="runs versions">
        {versions.map(({ number, publishedAt, publisher, fileCount, bytes }) => (
          <li key={number} class="run">
            <div class="who">
              <strong>{contentMessages.version(number)}</strong>
              <span class="place">{contentMessages.published(publisher, formatExactTime(publishedAt))}</span>
            </div>
            <span>{contentMessages.contains(fileCount, formatBytes(bytes))}</span>
            {number === current
              ? <span><span class="badge updated">{contentMessages.current}</span></span>
              : isAdmin && (
                <span>
                  <button type="button" aria-label={contentMessages.goBackTo(number)} onClick={() => setWanted(number)}>
                    {contentMessages.goBack}
                  </button>
                </span>
              )}
          </li>
        ))}
      </ol>
      {wanted !== undefined && (
        <ConfirmDialog
          title={contentMessages.goBackTo(wanted)}
          text={contentMessages.sureBack(name, wanted, deviceCount)}
          action={contentMessages.goBackTo(wanted)}
          method="PUT"
          path={`/api/content/${name}/current`}
          body={{ number: wanted }}
          command={`content rollback ${name} ${wanted}`}
          close={() => setWanted(undefined)}
          done={changed}
        />
      )}
    </section>
  )
}

const Removal = ({ name }: { readonly name: string }) => {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <div class="removal">
      <button type="button" onClick={() => setIsAsking(true)}>{contentMessages.removeSet(name)}</button>
      {isAsking && (
        <ConfirmDialog
          title={contentMessages.removeSet(name)}
          text={contentMessages.sureRemove}
          action={contentMessages.removeSet(name)}
          isGrave
          method="DELETE"
          path={`/api/content/${name}`}
          command={`content remove ${name}`}
          close={() => setIsAsking(false)}
          done={() => location.assign('/admin/content')}
        />
      )}
    </div>
  )
}

/** For who has published something. */
export const showSet = (name: string): void => location.assign(setAddress(name))
