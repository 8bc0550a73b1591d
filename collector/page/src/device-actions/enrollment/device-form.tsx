import type { ClientStatus, EnrollmentObstacles } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { FormEnd, useSubmission } from '../../components/index.ts'
import { answerOf, send } from '../../server/index.ts'
import { addressHolder } from '../registration/address-holder.ts'
import { DeviceFields } from '../registration/device-fields.tsx'
import { problemsOf } from '../registration/form-problems.ts'
import { enrollmentMessages } from './messages.ts'
import { Obstacles } from './obstacles.tsx'

/** The form for a new device as it is typed. */
interface DeviceDraft {
  readonly id: string
  readonly address: string
  readonly site: string
  readonly role: string
  readonly scrapeUrl: string
}

const emptyDraft: DeviceDraft = { id: '', address: '', site: '', role: '', scrapeUrl: '' }

/** The request that a draft makes: empty fields are left out. The server validates it. */
const requestOf = (draft: DeviceDraft): Readonly<Partial<DeviceDraft>> & Pick<DeviceDraft, 'id'> => ({
  ...Object.fromEntries(
    Object.entries({ ...draft }).map(([name, value]: readonly [string, string]) => [
      name,
      value.trim()
    ] as const).filter(([, value]) => value !== '')
  ),
  id: draft.id.trim()
})

/** Obstacles to devices that enroll themselves; undefined until the server has answered. */
const useObstacles = () => {
  const [obstacles, setObstacles] = useState<EnrollmentObstacles>()
  const check = () => { void send<EnrollmentObstacles>('GET', '/api/enrollment-obstacles').then((sent) => setObstacles(answerOf(sent))) }
  useEffect(check, [])
  return { obstacles, check }
}

const text = enrollmentMessages

interface Props {
  readonly clients: readonly ClientStatus[]
  readonly enrolled: (id: string, further: { readonly isScraped: boolean }) => void
  readonly cancel: () => void
}

/** Registers a device; the typed values stay if the server refuses them. */
export const DeviceForm = ({ clients, enrolled, cancel }: Props) => {
  const [draft, setDraft] = useState(emptyDraft)
  const { obstacles, check } = useObstacles()
  const isHindered = obstacles !== undefined && obstacles.codes.length > 0 && draft.scrapeUrl.trim() === ''
  const { form, problems, isSending, onSubmit } = useSubmission(async () => {
    const request = requestOf(draft)
    const found = problemsOf(await send('POST', '/api/clients', request), addressHolder(draft, clients))
    if (!found) enrolled(request.id, { isScraped: request.scrapeUrl !== undefined })
    return found
  })
  useEffect(() => { form.current?.querySelector<HTMLElement>('input')?.focus() }, [])
  return (
    <form ref={form} onSubmit={onSubmit}>
      {isHindered && <><Obstacles obstacles={obstacles} /><p><button type="button" onClick={check}>{text.checkAgain}</button></p></>}
      <DeviceFields
        names={['id', 'address', 'site', 'role', 'scrapeUrl']}
        draft={draft}
        problems={problems.fields}
        clients={clients}
        change={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      <FormEnd
        problem={problems.whole}
        isSending={isSending}
        submit={isSending ? text.sending : isHindered ? text.anyway : text.submit}
        cancel={cancel}
      />
    </form>
  )
}
