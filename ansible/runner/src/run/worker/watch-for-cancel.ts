import { readJsonFile } from '../../platform/files/json-file.ts'

/** What `--cancel` leaves for the worker. */
export interface CancelRequest {
  readonly by: string
  readonly at: string
}

const lookEveryMs = 500

export interface CancelWatch {
  /** Fires once the file exists; its reason says who asked. */
  readonly signal: AbortSignal
  /** Checks now: a request made before a decision must count in it. */
  look (): void
  close (): void
}

export const watchForCancel = (file: string): CancelWatch => {
  const controller = new AbortController()
  const look = (): void => {
    const request = readJsonFile<CancelRequest>(file)
    if (!request) return
    clearInterval(timer)
    controller.abort(request.by)
  }
  const timer = setInterval(look, lookEveryMs)
  return { signal: controller.signal, look, close: () => { clearInterval(timer) } }
}
