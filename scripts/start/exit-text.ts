import type { Exit, ServiceOptions } from './service.ts'
import type { StartText } from './text.ts'

type ExitText = Pick<StartText, 'diedByCode' | 'diedBySignal' | 'restarted'>

export const exitText = ({ code, signal }: Exit, text: ExitText): string => signal !== null ? text.diedBySignal(signal) : text.diedByCode(code ?? 0)

/** Of one that exited and is started again after so long. */
export const restartText = ({ name, logFile }: ServiceOptions, exit: Exit, backoffMs: number, text: ExitText): string =>
  text.restarted(name, exitText(exit, text), backoffMs / 1000, logFile)
