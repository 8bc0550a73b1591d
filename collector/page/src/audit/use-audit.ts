import type { AuditEntry, AuditList } from '@mimamori/contract'
import { useCallback, useRef, useState } from 'preact/hooks'
import { logInAndReturn, usePolling } from '../server/index.ts'
import { addOlder, type AuditPart } from './add-older.ts'

/** The filter of changes; all if undefined. */
export interface AuditFilter {
  readonly device?: string | undefined
  readonly actor?: string | undefined
  readonly action?: string | undefined
}

export interface AuditShown {
  /** Undefined while loading, or if there is no such device. */
  readonly entries: readonly AuditEntry[] | undefined
  readonly isUnknownDevice: boolean
  readonly older: (() => void) | undefined
}

/** Undefined if the server does not answer or refuses; a reader whose session has ended is led to the login. */
const ask = async (query: URLSearchParams): Promise<AuditList | 'unknownDevice' | undefined> => {
  const answer = await fetch(`/api/audit?${query}`).catch(() => undefined)
  if (answer?.status === 401) logInAndReturn()
  if (answer?.status === 404) return 'unknownDevice'
  return answer?.ok ? await answer.json().catch(() => undefined) as AuditList | undefined : undefined
}

/**
 * The newest changes of a filter, polled, and asked for at once whenever `mark` differs; once older ones were asked for, the
 * list stays unchanged.
 */
export const useAudit = ({ device, actor, action }: AuditFilter, pageSize: number, mark?: unknown): AuditShown => {
  const [list, setList] = useState<AuditPart>()
  const [isUnknownDevice, setUnknownDevice] = useState(false)
  const isExtended = useRef(false)

  const load = useCallback(async (cursor?: string) => {
    const query = new URLSearchParams(Object.entries({
      device,
      actor,
      action,
      limit: String(pageSize),
      cursor
    }).filter((pair): pair is [string, string] => pair[1] !== undefined))
    const found = await ask(query)
    if (found) setUnknownDevice(found === 'unknownDevice')
    // A poll that was under way when older ones were asked for would remove them.
    if (!found || found === 'unknownDevice' || (cursor === undefined && isExtended.current)) return
    setList((before) => cursor === undefined ? found : addOlder(before, found, cursor))
  }, [device, actor, action, pageSize])
  usePolling(useCallback(() => { if (!isExtended.current) void load() }, [load, mark]))

  const cursor = list?.nextCursor
  return {
    entries: list?.entries,
    isUnknownDevice,
    older: cursor === undefined
      ? undefined
      : () => {
          isExtended.current = true
          void load(cursor)
        }
  }
}
