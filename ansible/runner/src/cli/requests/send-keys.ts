import type { FetchedRunRequest, RunRequestAnswer } from '@mimamori/contract'
import type { Terminal } from '../../platform/terminal/terminal.ts'
import type { RotateResult } from '../../devices/rotate/rotate-device.ts'
import type { perform } from '../../devices/run.ts'
import { failedStep } from '../../devices/steps.ts'
import { printable } from '../../platform/terminal/printable.ts'
import { rotateText } from '../../devices/devices-texts.ts'

/** Loaded only to send a key: every other command starts without it. */
const performVerb: typeof perform = async (...words) => (await import('../../devices/run.ts')).perform(...words)

/**
 * Gives devices new keys as `rotate-keys.sh` does, under the same lock, in the name and the language of the requester. The key stays
 * between the collector, this process and the device. @throws the command's errors before it begins, such as a BusyError
 */
export const sendKeys = async (
  { devices: ids, by, language }: FetchedRunRequest, terminal: Terminal, verb = performVerb
): Promise<RunRequestAnswer> => {
  let printed = ''
  const asked = {
    ...terminal, isInteractive: false, account: by, write: (text: string) => { printed += text }, writeError: () => undefined
  }
  await verb(['rotate-keys', ...ids ?? [], '--older-than=0', '--yes', '--json'], language, asked)
  const { devices } = JSON.parse(printed) as { readonly devices: readonly RotateResult[] }
  const left = devices.flatMap(({ id, steps }) => {
    const detail = failedStep(steps)?.detail
    return detail === undefined ? [] : [devices.length === 1 ? detail : `${id}: ${detail}`]
  })
  return left.length === 0 ? { done: rotateText(language).sent(devices.map(({ id }) => id)) } : { message: printable(left.join('\n')) }
}
