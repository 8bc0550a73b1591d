import type { OneRunRequest, RunRequest, RunRequestList, WantedRun } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { answerOf, getJson, refusalIn, refusalOf, send } from '../../server/index.ts'
import { language } from '../../text/index.ts'
import { afterPoll } from './after-poll.ts'
import { runRequestMessages } from './messages.ts'

const pollEveryMs = 1000

const isOpen = ({ state }: RunRequest): boolean => state === 'waiting' || state === 'fetched'

/** A run that is requested here, and its state; `problem`: why it could not be requested. */
export const useRunRequest = ({ action, devices }: Pick<WantedRun, 'action' | 'devices'>) => {
  const [request, setRequest] = useState<RunRequest>()
  const [problem, setProblem] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const waitsFor = request && isOpen(request) ? request.id : undefined
  useEffect(() => {
    if (waitsFor === undefined) return undefined
    const poll = async () => {
      const list = await getJson<RunRequestList>('/api/run-requests')
      setRequest((now) => now && afterPoll(now, list))
    }
    const timer = setInterval(() => void poll(), pollEveryMs)
    return () => clearInterval(timer)
  }, [waitsFor])
  const start = async () => {
    if (isSending) return
    setIsSending(true)
    const sent = await send<OneRunRequest>('POST', '/api/run-requests', { action, devices, language } satisfies WantedRun)
    setIsSending(false)
    setRequest(answerOf(sent)?.request)
    const refusal = refusalIn(sent)
    setProblem(answerOf(sent) ? undefined : refusal?.code === 'RUNNER_UNAVAILABLE' ? runRequestMessages.unavailable : refusalOf(refusal))
  }
  return { request, problem, isSending, start: () => void start() }
}
