import type { ClientStatus, ContentPreview, ContentSetView } from '@mimamori/contract'
import { useState } from 'preact/hooks'
import { Dialog, FormEnd } from '../components/index.ts'
import { answerOf, refusalIn, refusalOf, send } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { contentMessages } from './messages.ts'
import { Preview } from './publish/preview.tsx'
import { TargetFields } from './publish/target-fields.tsx'

interface Props {
  readonly content: Pick<ContentSetView, 'name' | 'targets'>
  readonly clients: readonly ClientStatus[]
  readonly close: () => void
  readonly done: () => void
}

/** Chooses other devices for a set: shows first who would get it, and assigns it then. */
export const ChangeTargets = ({ content: { name, targets }, clients, close, done }: Props) => {
  const [wanted, setWanted] = useState(targets)
  const [preview, setPreview] = useState<ContentPreview>()
  const [problem, setProblem] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const submit = async (event: Event, shut: () => void) => {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    const sent = preview === undefined
      ? await send<ContentPreview>('POST', `/api/content/${name}/preview`, { targets: wanted })
      : await send('PUT', `/api/content/${name}/targets`, wanted)
    setIsSending(false)
    const answer = answerOf<unknown>(sent)
    setProblem(answer === undefined ? refusalOf(refusalIn(sent)) : undefined)
    if (answer === undefined) return
    if (preview === undefined) return setPreview(answer as ContentPreview)
    shut()
    done()
  }
  return (
    <Dialog title={contentMessages.changeTargets} close={close}>
      {(shut) => (
        <form onSubmit={(event) => void submit(event, shut)}>
          <TargetFields targets={wanted} clients={clients} change={(next) => { setWanted(next); setPreview(undefined) }} />
          {preview && <Preview preview={preview} />}
          <FormEnd
            problem={problem}
            isSending={isSending}
            isRefused={preview !== undefined && preview.bounds.length > 0}
            submit={preview === undefined ? contentMessages.preview : messages.save}
            cancel={shut}
          />
        </form>
      )}
    </Dialog>
  )
}
