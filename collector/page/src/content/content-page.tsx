import type { ContentSetView } from '@mimamori/contract'
import { formatBytes } from '@mimamori/contract/quantity'
import { CopyLine, Link } from '../components/index.ts'
import { server, useRole } from '../server/index.ts'
import { formatExactTime, frame, messages } from '../text/index.ts'
import { ContentBar } from './content-bar.tsx'
import { contentMessages } from './messages.ts'
import { setAddress, publishAddress } from './addresses.ts'
import { targetNames } from './targets.ts'
import { isFilling, usePolledContent } from './use-content.ts'

interface Listed { readonly content: readonly ContentSetView[] }

const isAnyFilling = ({ content }: Listed): boolean => content.some(isFilling)

/** The sets of content, each with how far its devices are. */
export const ContentPage = () => {
  const { answer, hasFailed } = usePolledContent<Listed>('/api/content', isAnyFilling)
  const role = useRole()
  return (
    <>
      <h1>{frame.content}</h1>
      <p class="audit-hint">{contentMessages.hint}</p>
      {role === 'admin' && <p class="links"><Link to={publishAddress()}>{contentMessages.publishNew}</Link></p>}
      {role !== undefined && role !== 'admin' && <CopyLine what={contentMessages.viewer} command={`${server.command} login`} />}
      {!answer && <p class="loading">{hasFailed ? contentMessages.unavailable : contentMessages.loading}</p>}
      {answer?.content.length === 0 && <p class="nothing">{contentMessages.none}</p>}
      {answer && answer.content.length > 0 && <ul class="runs">{answer.content.map((set) => <SetRow key={set.name} set={set} />)}</ul>}
    </>
  )
}

const SetRow = ({ set: { name, current, versions, targets, counts } }: { readonly set: ContentSetView }) => {
  const version = versions.find(({ number }) => number === current)
  return (
    <li class="run">
      <div class="who">
        <Link to={setAddress(name)}>{name}</Link>
        <span class="place">{targetNames(targets).join(messages.comma) || contentMessages.forNobody}</span>
      </div>
      <div>
        <span>{contentMessages.version(current)}</span>{' '}
        {version && (
          <span class="place">
            {contentMessages.contains(version.fileCount, formatBytes(version.bytes))} · {formatExactTime(version.publishedAt)}
          </span>
        )}
      </div>
      <ContentBar counts={counts} />
    </li>
  )
}
