import type { RunRequest, RunRequestList } from '@mimamori/contract'

/**
 * A request after a poll of the server's list, which is undefined if the server did not answer. A request that is no longer in it, because
 * the collector has it in memory and was started again, is lost: its outcome will not be reported.
 */
export const afterPoll = (request: RunRequest, list: Pick<RunRequestList, 'requests'> | undefined): RunRequest =>
  list === undefined ? request : list.requests.find(({ id }) => id === request.id) ?? { ...request, state: 'lost' }
