import type { RunRequest, RunRequestList } from '@mimamori/contract'

/**
 * A request after a look at the server's list, which is undefined where the server did not answer. What is not in it any more, since the
 * collector has it in memory and was started again, is lost: nobody will say what has become of it.
 */
export const afterPoll = (request: RunRequest, list: Pick<RunRequestList, 'requests'> | undefined): RunRequest =>
  list === undefined ? request : list.requests.find(({ id }) => id === request.id) ?? { ...request, state: 'lost' }
