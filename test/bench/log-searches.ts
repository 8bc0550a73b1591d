import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import { rareWord } from './log-lines.ts'
import { median } from './statistics.ts'

/** What is looked for, and in how many milliseconds its first page is to be there. */
export const searches: Readonly<Record<string, { readonly text: string, readonly budgetMs: number }>> = {
  'a rare word': { text: rareWord, budgetMs: 300 },
  'a common word': { text: 'temperature', budgetMs: 300 },
  'a word that is nowhere': { text: 'hippopotamus', budgetMs: 300 },
  'two letters that are nowhere': { text: 'zq', budgetMs: 1000 },
  'three Japanese characters': { text: '温度計', budgetMs: 500 },
  温度: { text: '温度', budgetMs: 1000 },
  停止: { text: '停止', budgetMs: 1000 },
  失敗: { text: '失敗', budgetMs: 1000 },
  温: { text: '温', budgetMs: 1000 }
}

const rounds = 7

/** Seconds that something takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const startedMs = performance.now()
  await work()
  return (performance.now() - startedMs) / 1000
}

/** Seconds that something takes, the median of seven times. */
export const medianSeconds = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(work))
  return median(times)
}

/** The whole request for the newest 100 lines with a text. @throws where it is not answered with 200 */
export const search = async (collector: CollectorProcess, text: string): Promise<void> => {
  const { status } = await collector.send('GET', `/api/clients/logs?limit=100&q=${encodeURIComponent(text)}`)
  if (status !== 200) throw new Error(`a search for ${text} was answered ${status}`)
}
