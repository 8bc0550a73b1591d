import { useCallback, useState } from 'preact/hooks'
import { getJson } from './get-json.ts'
import { usePolling } from './use-polling.ts'

interface Polled<Answer> {
  /** The last one; undefined while loading. */
  readonly answer?: Answer | undefined
  /** Whether the server did not answer when it was asked last, or refused. */
  readonly hasFailed: boolean
}

/** Polls a path of the server; `refresh` asks at once, as after a change. */
export const usePolledAnswer = <Answer>(path: string): Polled<Answer> & { readonly refresh: () => void } => {
  const [polled, setPolled] = useState<Polled<Answer>>({ hasFailed: false })
  const refresh = useCallback(() => {
    void getJson<Answer>(path).then((found) => setPolled((last) => ({ answer: found ?? last.answer, hasFailed: found === undefined })))
  }, [path])
  usePolling(refresh)
  return { ...polled, refresh }
}
