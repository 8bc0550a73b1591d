import { readJsonFile } from '../../platform/files/json-file.ts'

/** The file that `--cancel` writes for the worker. */
export interface CancelRequest {
  readonly by: string
  readonly at: string
}

const pollEveryMs = 500

export interface CancelWatch {
  /** Fires once the file exists; its reason names who asked. */
  readonly signal: AbortSignal
  /** Checks now: a request made before a decision must count in it. */
  check (): void
  close (): void
}

export const watchForCancel = (file: string): CancelWatch => {
  const controller = new AbortController()
  const check = (): void => {
    const request = readJsonFile<CancelRequest>(file)
    if (!request) return
    clearInterval(timer)
    controller.abort(request.by)
  }
  const timer = setInterval(check, pollEveryMs)
  return { signal: controller.signal, check, close: () => { clearInterval(timer) } }
}
