import type { ReceiverList } from '@mimamori/contract'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { AlertTabs } from '../alerts/alert-tabs.tsx'
import { alertMessages } from '../alerts/messages.ts'
import { NotificationProblem } from '../alerts/notification-problem.tsx'
import { Icon } from '../components/index.ts'
import { getJson, useRole, type PageProps } from '../server/index.ts'
import { language } from '../text/index.ts'
import { ConfigurationToPaste } from './configuration-to-paste.tsx'
import { LimitsPanel } from './limits/limits-panel.tsx'
import { MailRelay } from './mail-relay.tsx'
import { receiverMessages } from './messages.ts'
import { ReceiverForm } from './receiver-form.tsx'
import { ReceiverRow } from './receiver-row.tsx'

interface ReceiversShown {
  readonly list: ReceiverList | undefined
  readonly refresh: () => Promise<void>
}

/** The receivers, without secrets. */
const useReceivers = (): ReceiversShown => {
  const [list, setList] = useState<ReceiverList>()
  const refresh = useCallback(async () => {
    const found = await getJson<ReceiverList>(`/api/receivers?lang=${language}`)
    if (found) setList(found)
  }, [])
  useEffect(() => { void refresh() }, [refresh])
  return { list, refresh }
}

/** The form is open for a receiver, by its name, or for a new one. */
type Editing = { readonly name: string | undefined } | undefined

/** Receivers, their tests, and the mail relay. */
export const ReceiversPage = ({ fleet, alerting }: PageProps) => {
  const { list, refresh } = useReceivers()
  const role = useRole()
  const [editing, setEditing] = useState<Editing>()
  const [savedName, setSavedName] = useState<string>()
  if (!list || role === undefined) return <p class="loading">{receiverMessages.loading}</p>
  const { receivers, relay, configuration } = list
  const mayChange = role === 'admin'
  const isEmpty = receivers.length === 0
  const close = () => setEditing(undefined)
  const saved = async (name: string) => {
    await refresh()
    close()
    setSavedName(name)
  }
  const shared = {
    list,
    sites: [...new Set([...fleet.clients.values()].flatMap(({ site }) => site === undefined || site === '' ? [] : [site]))],
    saved: (name: string) => void saved(name),
    relaySaved: () => void refresh()
  }
  return (
    <>
      <AlertTabs current="receivers" />
      {alerting?.notificationProblem !== 'no_receiver' && <NotificationProblem alerting={alerting} />}
      {!mayChange && <p class="banner"><span>{receiverMessages.viewer}</span></p>}
      {isEmpty
        ? <p class="nothing">{receiverMessages.none}</p>
        : (
            <p class={configuration === 'applied' ? 'applied' : 'banner'}>
              {configuration !== 'applied' && <Icon shape="warning" />} <span>{receiverMessages.states[configuration]}</span>
            </p>
          )}
      <ul class="receivers">
        {receivers.map((receiver) => editing?.name === receiver.name
          ? <li key={receiver.name} class="receiver"><ReceiverForm receiver={receiver} cancel={close} {...shared} /></li>
          : (
              <ReceiverRow
                key={receiver.name}
                receiver={receiver}
                clients={[...fleet.clients.values()]}
                mayChange={mayChange}
                isNew={savedName === receiver.name}
                edit={() => setEditing({ name: receiver.name })}
                changed={() => void refresh()}
              />
            ))}
      </ul>
      {mayChange && ((editing && editing.name === undefined) || isEmpty
        ? <ReceiverForm cancel={isEmpty ? undefined : close} {...shared} />
        : (
            <p class="actions">
              <button type="button" onClick={() => setEditing({ name: undefined })}>{alertMessages.addReceiver}</button>
            </p>
          ))}
      {(relay !== null || !isEmpty) && <MailRelay relay={relay} mayChange={mayChange} changed={() => void refresh()} />}
      <LimitsPanel clients={[...fleet.clients.values()]} mayChange={mayChange} />
      {mayChange && configuration === 'by_hand' && !isEmpty && <ConfigurationToPaste list={list} />}
    </>
  )
}
