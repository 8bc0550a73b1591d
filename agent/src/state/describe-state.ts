import type { SourceStats } from '../sources/source.ts'
import type { Text } from '../text/index.ts'
import type { AgentState } from './agent-state.ts'

interface DescribeOptions {
  readonly running: boolean
  readonly nowMs: number
  readonly text: Text
}

const describeConnection = ({ connection }: AgentState, nowMs: number, text: Text['status']): string => {
  switch (connection.state) {
    case 'new': return text.nothingYet
    case 'not-pushing': return text.notPushing
    case 'delivering': return text.delivering(nowMs - connection.sinceWallMs)
    case 'rejecting': return text.rejecting(nowMs - connection.sinceWallMs, connection.reason)
    case 'retrying': return text.retrying(nowMs - connection.sinceWallMs, connection.reason, connection.nextTryWallMs - nowMs)
    case 'refused': return text.refused(nowMs - connection.sinceWallMs, connection.reason, connection.nextTryWallMs - nowMs)
  }
}

const describeSource = ({ name, newestWallMs, problem, waitsForClock, ...counts }: SourceStats, nowMs: number, text: Text['status']): string[] => [
  text.source(name, counts, newestWallMs === undefined ? undefined : Math.max(0, nowMs - newestWallMs)),
  ...problem === undefined ? [] : [text.sourceProblem(name, problem)],
  ...waitsForClock === true ? [text.waitsForClock(name)] : []
]

/** Describes the state file of an agent, in sentences. */
export const describeState = (state: AgentState, { running, nowMs, text: { status: text } }: DescribeOptions): string[] => {
  const { version, pid, clientId, apiBaseUrl, listening, ended, lastReport, waiting, spool, failingCollectors, clockSkewMs } = state
  const lines: string[] = []
  if (running) lines.push(text.running(version, pid, nowMs - state.startedWallMs))
  else if (ended !== undefined) lines.push(text.ended(version, nowMs - ended.wallMs, ended.reason, ended.notifiedCollector))
  else lines.push(text.gone(version, nowMs - state.updatedWallMs))
  if (clientId !== undefined && apiBaseUrl !== undefined) lines.push(text.pushes(clientId, apiBaseUrl, state.intervalSeconds))
  if (listening !== undefined) lines.push(text.listens(listening))
  if (running) lines.push(describeConnection(state, nowMs, text))
  if (lastReport !== undefined) lines.push(text.lastReport(nowMs - lastReport.wallMs, lastReport))
  if (apiBaseUrl !== undefined) {
    lines.push(waiting.logs + waiting.samples === 0 ? text.nothingWaits : text.waits(waiting, waiting.oldestAgeMs))
  }
  if (running && state.acknowledgedLines > 0) lines.push(text.acknowledged(state.acknowledgedLines))
  if (running) for (const source of state.sources) lines.push(...describeSource(source, nowMs, text))
  if (spool !== undefined && spool.bytes > 0) lines.push(text.spool(spool.directory, spool.bytes, spool.writtenBytes))
  if (spool?.problem !== undefined) lines.push(text.spoolProblem(spool.directory, spool.problem))
  if (spool !== undefined && spool.damagedSegments > 0) lines.push(text.damagedSegments(spool.directory, spool.damagedSegments))
  if (state.content !== undefined) {
    for (const { name, number, bytesLeft = 0, problem } of state.content.sets) {
      lines.push(text.contentSet(name, number, bytesLeft))
      if (problem !== undefined) lines.push(text.contentProblem(name, problem))
    }
    if (state.content.problem !== undefined) lines.push(text.contentProblem(undefined, state.content.problem))
  }
  const dropped = Object.entries(state.dropped).filter(([, count]) => count > 0)
  if (dropped.length > 0) lines.push(text.dropped(dropped))
  if (state.supersededReports > 0) lines.push(text.superseded(state.supersededReports))
  for (const [collector, reason] of Object.entries(failingCollectors)) lines.push(text.failing(collector, reason))
  if (clockSkewMs !== undefined && Math.abs(clockSkewMs) > 5000) lines.push(text.skew(clockSkewMs))
  return lines
}
