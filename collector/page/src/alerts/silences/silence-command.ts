import type { SilenceRequest } from '@mimamori/contract'
import { shellWord } from '../../text/index.ts'

/** The words of the command `mimamori` for the same silence. */
export const silenceCommand = (request: SilenceRequest): string =>
  [
    'alerts silence',
    ...(['device', 'site', 'alertname', 'from', 'until', 'reason', 'by'] as const).flatMap((name) => request[name] === undefined
      ? []
      : [`--${name} ${shellWord(request[name].replace('.000Z', 'Z'))}`])
  ].join(' ')
