import { readCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeMistakes } from '@mimamori/program/option-text'
import { parseWholeNumber } from '@mimamori/program/whole-number'
import { demoText } from './text.ts'

export interface DemoOptions {
  readonly devices: number
  readonly listen: { readonly host: string, readonly port: number }
  /** Prometheus and Alertmanager run, too. */
  readonly hasAlerting: boolean
}

/** A mistake on the command line; the message is for the person who typed it. */
export class DemoUsageError extends Error { override readonly name = 'DemoUsageError' }

export const mostDevices = 5000

const parseAddress = (written: string): DemoOptions['listen'] | undefined => {
  const [, host, port] = /^(127\.\d+\.\d+\.\d+):(\d{1,5})$/.exec(written) ?? []
  return host !== undefined && Number(port) >= 1 && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined
}

/** @throws {DemoUsageError} with every mistake at once */
export const readDemoOptions = (
  args: readonly string[], { env, language }: { readonly env: NodeJS.ProcessEnv, readonly language: Language }
): DemoOptions => {
  const text = demoText(language)
  const { one, positionals, mistakes: optionMistakes } = readCommandLine(args, { devices: { type: 'string' }, listen: { type: 'string' } })
  const misspelt = describeMistakes({ mistakes: optionMistakes, positionals: optionMistakes.length > 0 ? [] : positionals }, language)
  const isMistaken = (option: string): boolean => optionMistakes.some((mistake) => mistake.option === option)

  const devices = one('devices') ?? '30'
  const address = one('listen') ?? (env['MIMAMORI_LISTEN'] || '127.0.0.1:8080')
  const listen = parseAddress(address)
  const alerts = env['MIMAMORI_ALERTS'] || 'yes'
  const wrong: string[] = []
  if (
    !isMistaken('--devices') && parseWholeNumber(devices, { min: 1, max: mostDevices }) === undefined
  ) wrong.push(text.badCount(mostDevices, devices))
  if (!isMistaken('--listen') && listen === undefined) wrong.push(text.badAddress(address))
  if (alerts !== 'yes' && alerts !== 'no') wrong.push(text.badAlerts(alerts))
  if (
    listen === undefined || misspelt.length + wrong.length > 0
  ) throw new DemoUsageError([...misspelt, ...wrong, ...misspelt.length > 0 ? [text.usage] : []].join('\n'))
  return { devices: Number(devices), listen, hasAlerting: alerts === 'yes' }
}
