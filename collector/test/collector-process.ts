import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { adminTokenFile, readTokenFile } from '../src/access/read-token-file.ts'

const main = join(import.meta.dirname, '../src/main.ts')

/** Neither the settings nor the language of whoever runs the tests. */
const cleanEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MIMAMORI_|LC_|LANG)/.test(name))) as Record<string, string>

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly errors: string
}

/** The collector's own process, as npm start runs it. */
export const spawnCollector = (env: Readonly<Record<string, string>>, ...args: readonly string[]): { readonly child: ChildProcess, readonly ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [main, ...args], { env: { ...cleanEnv(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { errors += chunk })
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, errors }))
  return { child, ended }
}

export interface RunningCollector {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  readonly url: string
  readonly adminToken: string
  readonly send: (method: string, path: string, options?: { readonly body?: unknown, readonly headers?: Readonly<Record<string, string>> }) => Promise<{ readonly status: number, readonly body: Record<string, unknown>, readonly headers: Headers }>
}

/** A collector that listens on a free port; rejects where it ends before that. */
export const startCollector = async ({ directory, env = {} }: { readonly directory: string, readonly env?: Readonly<Record<string, string>> }): Promise<RunningCollector> => {
  const { child, ended } = spawnCollector({ MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:0', ...env })
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout! })) {
      const { msg, address } = JSON.parse(line) as { msg: string, address?: string }
      if (msg === 'collector listens') return address!
    }
    throw new Error(`the collector ended before it listened: ${(await ended).errors}`)
  })()
  const url = await listening
  child.stdout!.resume()
  const adminToken = env.MIMAMORI_ADMIN_TOKEN ?? readTokenFile(adminTokenFile(directory))!
  return {
    child,
    ended,
    url,
    adminToken,
    send: async (method, path, { body, headers = { authorization: `Bearer ${adminToken}` } } = {}) => {
      const response = await fetch(url + path, {
        method,
        headers: { ...body !== undefined && { 'content-type': 'application/json' }, ...headers },
        ...body !== undefined && { body: JSON.stringify(body) }
      })
      return { status: response.status, body: await response.json() as Record<string, unknown>, headers: response.headers }
    }
  }
}
