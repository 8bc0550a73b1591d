import { readdirSync, readFileSync } from 'node:fs'
import type { HostItem } from '../src/index.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON as an object, any other page as text. */
  readonly body: unknown
}

export interface Exchange {
  readonly about: string
  readonly given: {
    readonly devices: readonly { readonly id: string, readonly key: string, readonly state?: string }[]
    readonly after: readonly string[]
    readonly takesLateSamples?: boolean
  }
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
  readonly answer: Answer
}

export interface ContentExchange extends Omit<Exchange, 'given'> {
  readonly given: Pick<Exchange['given'], 'devices'> & {
    readonly content: { readonly name: string, readonly files: Readonly<Record<string, string>> }
  }
}

export interface LoneAnswer {
  readonly about: string
  readonly answer: Answer
}

export interface UpdateExchange {
  readonly about: string
  readonly given: { readonly devices: readonly string[], readonly after: readonly string[] }
  readonly request: { readonly method: string, readonly path: string, readonly body: object }
  readonly answer: { readonly status: number, readonly body: object }
}

/** What items, one after the other, make of a host: which of them change it, and when the attempt began that it is left in. */
export interface HostStateCase {
  readonly host: string
  readonly items: readonly { readonly changes: boolean, readonly item: HostItem }[]
  readonly startedAt: string
}

const load = <Fixture>(folder: string): Readonly<Record<string, Fixture>> => {
  const directory = new URL(`../fixtures/${folder}/`, import.meta.url)
  const names = readdirSync(directory).filter((name) => name.endsWith('.json')).sort()
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(name, directory), 'utf8')) as Fixture])
  )
}

/** The golden messages, by name; see ../fixtures/README.md. */
export const exchanges = load<Exchange>('exchanges')
export const contentExchanges = load<ContentExchange>('content') as Readonly<Record<'manifest' | 'download' | 'report', ContentExchange>>
export const answers = load<LoneAnswer>('answers')
export const updateExchanges = load<UpdateExchange>('updates')
export const hostStateCases = JSON.parse(
  readFileSync(new URL('../fixtures/host-states/cases.json', import.meta.url), 'utf8')
) as readonly HostStateCase[]
