/**
 * Preloaded into the collector (`node --import`): for each batch of a device it adds a line to the file named by
 * MIMAMORI_TEST_FILES_FILE, a JSON object that says in which of our files a function was called. Counted by V8's precise coverage of this
 * thread, from the moment at which the request's head has come until the turn of the event loop after its answer is handed over.
 */
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Session, type Profiler } from 'node:inspector'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { calledFiles } from './called-files.ts'
import type { RequestFiles } from './request-files.ts'

const file = process.env['MIMAMORI_TEST_FILES_FILE']
const root = join(import.meta.dirname, '../..')

/** Gives, each time that it is called, the files of which a function was called since the last time. */
const startCounting = (): (() => readonly string[]) => {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return () => {
    let scripts: readonly Profiler.ScriptCoverage[] = []
    // Answered at once: the session is this thread's own. The counts begin anew with it.
    session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error) throw error
      scripts = answer.result
    })
    return calledFiles(scripts.map((script) => script.url.startsWith('file:') ? { ...script, url: fileURLToPath(script.url) } : script), root)
  }
}

if (isMainThread && file !== undefined) {
  const filesSinceLast = startCounting()
  const idle = new WeakMap<IncomingMessage, readonly string[]>()
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage }
    if (request.url === '/api/clients/batch') idle.set(request, filesSinceLast())
  })
  subscribe('http.server.response.finish', (message) => {
    const before = idle.get((message as { readonly request: IncomingMessage }).request)
    if (before === undefined) return
    setImmediate(() => { appendFileSync(file, `${JSON.stringify({ during: filesSinceLast(), before } satisfies RequestFiles)}\n`) })
  })
}
