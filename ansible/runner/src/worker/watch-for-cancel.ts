import { readJsonFile } from '../state/json-file.ts'

/** What `--cancel` leaves for the worker. */
export interface CancelRequest {
  readonly by: string
  readonly at: string
}

const lookEveryMs = 500

/** A signal that fires once the file is there; its reason says who asked. */
export const watchForCancel = (file: string): { readonly signal: AbortSignal, close (): void } => {
  const controller = new AbortController()
  const look = (): void => {
    const request = readJsonFile<CancelRequest>(file)
    if (!request) return
    clearInterval(timer)
    controller.abort(request.by)
  }
  const timer = setInterval(look, lookEveryMs)
  return { signal: controller.signal, close: () => { clearInterval(timer) } }
}
