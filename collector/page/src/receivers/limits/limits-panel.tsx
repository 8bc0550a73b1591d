import type { ClientStatus, LimitList, ScopedLimits } from '@mimamori/contract'
import { wholeFleet } from '@mimamori/contract/default-limits'
import { formatDuration } from '@mimamori/contract/format-time'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { distinct } from '../../components/index.ts'
import { getJson } from '../../server/index.ts'
import { language, messages } from '../../text/index.ts'
import { Confirm } from '../confirm.tsx'
import { receiverMessages } from '../messages.ts'
import { limitsPath, removeCommand } from './limits-draft.ts'
import { LimitsForm } from './limits-form.tsx'
import { limitMessages } from './messages.ts'

const text = limitMessages

interface Props {
  readonly clients: readonly Pick<ClientStatus, 'site' | 'role'>[]
  readonly mayChange: boolean
}

type Shown = { readonly kind: 'form' | 'remove', readonly of: ScopedLimits, readonly isNew?: true } | undefined

const factsOf = ({ silentAfterSeconds, downAfterSeconds, downSeverity }: Partial<LimitList['defaults']>): string => [
  ...silentAfterSeconds === undefined ? [] : [text.silent(formatDuration(silentAfterSeconds * 1000, language))],
  ...downAfterSeconds === undefined ? [] : [text.down(formatDuration(downAfterSeconds * 1000, language))],
  ...downSeverity === undefined ? [] : [text.severity(messages.severities[downSeverity])]
].join(' · ')

const labelOf = ({ scope, name }: ScopedLimits): string => scope === 'fleet' ? text.scopes.fleet : text.named(text.scopes[scope], name)

/** After how long a device is silent or down: for the fleet, and for the sites and roles that differ. */
export const LimitsPanel = ({ clients, mayChange }: Props) => {
  const [list, setList] = useState<LimitList>()
  const [shown, setShown] = useState<Shown>()
  const refresh = useCallback(async () => { setList(await getJson<LimitList>('/api/limits')) }, [])
  useEffect(() => { void refresh() }, [refresh])
  const section = useRef<HTMLElement>(null)
  const isLoaded = list !== undefined
  // A browser looks for the fragment before the panel exists.
  useEffect(() => { if (isLoaded && location.hash === '#limits') section.current?.scrollIntoView() }, [isLoaded])
  if (list === undefined) return null
  const close = () => setShown(undefined)
  const done = () => {
    close()
    void refresh()
  }
  const fleet = list.limits.find(({ scope }) => scope === 'fleet') ?? { scope: 'fleet', name: wholeFleet }
  const rows: readonly ScopedLimits[] = [fleet, ...list.limits.filter(({ scope }) => scope !== 'fleet')]
  const names = { site: distinct(clients.map(({ site }) => site)), role: distinct(clients.map(({ role }) => role)) }
  const isShown = ({ scope, name }: ScopedLimits): boolean => shown?.of.scope === scope && shown.of.name === name
  const formFor = (limits: ScopedLimits, isNew: boolean) => (
    <LimitsForm
      key={`${limits.scope} ${limits.name}`}
      limits={limits}
      isNew={isNew}
      names={names}
      saved={done}
      cancel={close}
    />
  )
  return (
    <section class="relay limits" ref={section} aria-label={text.title}>
      <h2>{text.title}</h2>
      <p class="label">{text.about}</p>
      <ul>
        {rows.map((limits) => (
          <li key={`${limits.scope} ${limits.name}`}>
            <p><strong>{labelOf(limits)}</strong> {factsOf(limits.scope === 'fleet' ? { ...list.defaults, ...limits } : limits)}</p>
            {mayChange && shown === undefined && (
              <p class="actions">
                <button type="button" aria-label={`${text.edit} ${labelOf(limits)}`} onClick={() => setShown({ kind: 'form', of: limits })}>
                  {text.edit}
                </button>
                {limits.scope !== 'fleet' && (
                  <button
                    type="button"
                    class="quiet"
                    aria-label={`${receiverMessages.remove} ${labelOf(limits)}`}
                    onClick={() => setShown({ kind: 'remove', of: limits })}
                  >
                    {receiverMessages.remove}
                  </button>
                )}
              </p>
            )}
            {isShown(limits) && shown?.kind === 'form' && formFor(limits, false)}
            {isShown(limits) && shown?.kind === 'remove' && (
              <Confirm
                question={text.sure}
                path={limitsPath(limits)}
                command={removeCommand(limits)}
                cancel={close}
                done={done}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && shown === undefined && (
        <p class="actions">
          <button type="button" onClick={() => setShown({ kind: 'form', of: { scope: 'site', name: '' }, isNew: true })}>{text.add}</button>
        </p>
      )}
      {shown?.isNew && formFor(shown.of, true)}
    </section>
  )
}
