import type { ClientStatus, DeviceState, DeviceView, RequestAction } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CopyLine, Problem } from '../components/index.ts'
import { answerOf, send, server, useRole, type Fleet } from '../server/index.ts'
import { messages } from '../text/index.ts'
import { ActionDialog, type AskedAction } from './action-dialog.tsx'
import { ActionList } from './action-list.tsx'
import { actionsFor, commandsFor, needsOldKeys, setUpActionFor, type DeviceAction, type SetUpAction } from './actions.ts'
import { EnrollmentDialog } from './enrollment/enrollment-dialog.tsx'
import { actionMessages } from './messages.ts'
import { problemOf } from './refusal.ts'
import { useRegistration } from './use-registration.ts'

/** The commands for the most frequent actions, folded. */
const CommandList = ({ id, state }: { readonly id: string, readonly state: DeviceState }) => (
  <details>
    <summary>{actionMessages.asCommand}</summary>
    <p>{messages.runOnServer(server.user)}</p>
    {commandsFor(state).map(({ verb, what }) => (
      <CopyLine
        key={verb}
        what={actionMessages.commands[what]}
        command={`${server.command} devices ${verb} ${id}`}
      />
    ))}
  </details>
)

interface Props {
  readonly client: ClientStatus
  readonly fleet: Fleet
  readonly allowed: readonly RequestAction[]
  readonly serverNowMs: number
  /** Called after each change that was made here, and after a line was shown: its token is a change, and the device may have used it. */
  readonly changed: () => void
  /** Called once the device is deleted. */
  readonly deleted: () => void
}

/** The actions on a device: a button each, for administrators, and the commands for the same. */
export const DeviceActions = ({ client, fleet, allowed, serverNowMs, changed, deleted }: Props) => {
  const { clientId: id } = client
  const { view, take, refresh } = useRegistration(id, client)
  const role = useRole()
  const [open, setOpen] = useState<AskedAction | SetUpAction>()
  const [outcome, setOutcome] = useState<{ readonly said?: string, readonly problem?: string | undefined }>({})
  const line = useRef<HTMLParagraphElement>(null)
  const setUp = setUpActionFor(client)
  // A new device waits for its set-up: that comes first.
  const actions = view ? [...setUp === 'setUp' ? [setUp] : [], ...actionsFor(view), ...setUp === 'replace' ? [setUp] : []] : []
  const shown = actions.join(' ')
  // The button that was pressed may be gone after its action.
  useEffect(
    () => { if (outcome.said !== undefined && document.activeElement === document.body) line.current?.focus({ preventScroll: true }) },
    [outcome, shown]
  )
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
    if (resumed) return done(actionMessages.done.resume(id), resumed)
    setOutcome({ problem: problemOf('resume', sent) })
    refresh()
  }
  const start = (action: DeviceAction | SetUpAction) => {
    setOutcome({})
    if (action === 'resume') void resume()
    else setOpen(action)
  }
  return (
    <section class="care" aria-label={actionMessages.maintenance}>
      <h2>{actionMessages.maintenance}</h2>
      <p class="said" role="status" tabIndex={-1} ref={line}>{outcome.said}</p>
      <Problem text={outcome.problem} />
      <ActionList
        actions={actions}
        blocked={needsOldKeys(view) ? { endOldKeys: actionMessages.hints.oldKeysNeeded } : {}}
        refusal={role === 'admin' ? undefined : messages.viewer}
        isBroughtBack={isOutOfUse(view.state)}
        start={start}
      />
      <CommandList id={id} state={view.state} />
      {(open === 'setUp' || open === 'replace') && (
        <EnrollmentDialog
          fleet={fleet}
          known={{ id, isReplaced: open === 'replace' }}
          close={() => { close(); changed() }}
        />
      )}
      {open !== undefined && open !== 'setUp' && open !== 'replace' && (
        <ActionDialog
          key={open}
          action={open}
          view={view}
          client={client}
          fleet={fleet}
          canSendKey={allowed.includes('rotate-keys')}
          serverNowMs={serverNowMs}
          close={close}
          done={done}
          refresh={refresh}
        />
      )}
    </section>
  )
}
