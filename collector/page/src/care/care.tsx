import type { ClientStatus, DeviceView, RequestAction } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { useEffect, useRef, useState } from 'preact/hooks'
import { EnrollmentDialog } from '../enrollment/enrollment-dialog.tsx'
import type { Fleet } from '../fleet/fleet.ts'
import { answerOf, send } from '../parts/send.ts'
import { useRole } from '../parts/use-role.ts'
import { words } from '../words.ts'
import { actionsFor, needsOldKeys, setUpActionFor, type CareAction, type SetUpAction } from './care-actions.ts'
import { CareCommands } from './care-commands.tsx'
import { CareDialog, type AskedAction } from './care-dialog.tsx'
import { CareList } from './care-list.tsx'
import { problemOf } from './refusal-words.ts'
import { useRegistration } from './use-registration.ts'

interface Props {
  readonly client: ClientStatus
  readonly fleet: Fleet
  /** What a runner would do that is requested now. */
  readonly allowed: readonly RequestAction[]
  readonly serverNowMs: number
  /** Called after each change that was made here, and after a line was shown: its token is one, and the device may have used that. */
  readonly changed: () => void
  /** Called once the device is deleted. */
  readonly deleted: () => void
}

/** What can be done with a device: a button each, for administrators, and the commands for the same. */
export const Care = ({ client, fleet, allowed, serverNowMs, changed, deleted }: Props) => {
  const { clientId: id } = client
  const { view, take, refresh } = useRegistration(id, client)
  const role = useRole()
  const [open, setOpen] = useState<AskedAction | SetUpAction>()
  const [outcome, setOutcome] = useState<{ readonly said?: string, readonly problem?: string | undefined }>({})
  const line = useRef<HTMLParagraphElement>(null)
  const setUp = setUpActionFor(client)
  // What a new device waits for comes first.
  const actions = view ? [...setUp === 'setUp' ? [setUp] : [], ...actionsFor(view), ...setUp === 'replace' ? [setUp] : []] : []
  const shown = actions.join(' ')
  // The button that was pressed may be gone with what it did.
  useEffect(() => { if (outcome.said !== undefined && document.activeElement === document.body) line.current?.focus({ preventScroll: true }) }, [outcome, shown])
  if (!view || role === undefined) return null

  const close = () => setOpen(undefined)
  const done = (said: string, updated?: DeviceView) => {
    setOutcome({ said })
    if (open === 'delete') return deleted()
    changed()
    if (updated) take(updated)
    else refresh()
  }
  const resume = async () => {
    const sent = await send<{ readonly client: DeviceView }>('POST', `/api/clients/${id}/resume`)
    const resumed = answerOf(sent)?.client
    if (resumed) return done(words.care.done.resume(id), resumed)
    setOutcome({ problem: problemOf('resume', sent, words) })
    refresh()
  }
  const start = (action: CareAction | SetUpAction) => {
    setOutcome({})
    if (action === 'resume') void resume()
    else setOpen(action)
  }
  return (
    <section class="care" aria-label={words.device.maintenance}>
      <h2>{words.device.maintenance}</h2>
      <p class="said" role="status" tabIndex={-1} ref={line}>{outcome.said}</p>
      {outcome.problem !== undefined && <p class="problem" role="alert">{outcome.problem}</p>}
      <CareList
        actions={actions}
        held={needsOldKeys(view) ? { endOldKeys: words.care.hints.oldKeysNeeded } : {}}
        refusal={role === 'admin' ? undefined : words.care.viewer}
        isBroughtBack={isOutOfUse(view.state)}
        start={start}
      />
      <CareCommands id={id} state={view.state} />
      {(open === 'setUp' || open === 'replace') && <EnrollmentDialog fleet={fleet} known={{ id, isReplaced: open === 'replace' }} close={() => { close(); changed() }} />}
      {open !== undefined && open !== 'setUp' && open !== 'replace' && <CareDialog key={open} action={open} view={view} client={client} fleet={fleet} canSendKey={allowed.includes('rotate-keys')} serverNowMs={serverNowMs} close={close} done={done} refresh={refresh} />}
    </section>
  )
}
