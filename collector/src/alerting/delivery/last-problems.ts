import { z } from 'zod'
import { languages, type Receiver } from '@mimamori/contract'
import { readJson } from '../../storage/read-json.ts'
import type { Storage } from '../../storage/storage.ts'
import { testSentence, type TestFinding } from '../../text/receiver-test-text.ts'
import type { Receivers } from '../receivers/receivers.ts'
import { withoutSecrets } from '../receivers/secrets.ts'

/** One sentence for each language, without secrets. */
const lastProblem = z.object({ atMs: z.number(), text: z.record(z.enum(languages), z.string()) })

/** What kept the last message from a receiver, and when. */
export type LastProblem = z.infer<typeof lastProblem>

/** What is known of the last message to each receiver, an alert's or a test's. It is kept with the receiver until a message is delivered, or the receiver or the relay is changed. */
export interface LastProblems {
  /** `finding`: undefined where the message was delivered. Nothing is noted of a receiver that was changed since. */
  note (receiver: Receiver, finding: TestFinding | undefined): Promise<void>
  /** By the receiver's name. */
  all (): Promise<ReadonlyMap<string, LastProblem>>
}

interface Parts {
  readonly storage: Pick<Storage, 'query'>
  readonly receivers: Pick<Receivers, 'current' | 'noteProblem'>
  readonly clock: { readonly nowMs: () => number }
}

export const createLastProblems = ({ storage, receivers, clock }: Parts): LastProblems => ({
  async note (receiver, finding) {
    const sentence = (found: TestFinding, language: typeof languages[number]): string => withoutSecrets(testSentence(found, language), receivers.current())
    const problem: LastProblem | undefined = finding && { atMs: clock.nowMs(), text: { en: sentence(finding, 'en'), ja: sentence(finding, 'ja') } }
    await receivers.noteProblem(receiver, problem && JSON.stringify(problem))
  },
  async all () {
    const rows = await storage.query<{ name: string, problem: string }>('receivers.problems', {})
    return new Map(rows.flatMap(({ name, problem }) => {
      const read = readJson(problem, lastProblem)
      return read ? [[name, read] as const] : []
    }))
  }
})
