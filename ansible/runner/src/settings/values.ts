import { resolve } from 'node:path'
import { requestActions, runActions, type RequestAction, type RunAction } from '@mimamori/contract'
import { UnexpectedValue, type Parse as ParseWith } from '@mimamori/program/settings'
import { parseWholeNumber } from '@mimamori/program/whole-number'
import { ansibleDirectory } from '../platform/paths.ts'
import { readStartTime, type StartTime } from './schedule/start-time.ts'
import { readWindow, type Window } from './schedule/window.ts'
import type { CommandText } from '../text/command-text.en.ts'

/** How the text of a flag or a setting becomes its value. */
export type Parse<Value> = ParseWith<Value, CommandText['expected']>

const refuse = (expected: string): never => { throw new UnexpectedValue(expected) }

export const someText: Parse<string> = (given, text) => given === '' || /\p{Cc}/u.test(given) ? refuse(text.someText) : given

/** A file or directory; a relative path starts at the collection's directory, not at the current one. */
export const filePath: Parse<string> = (given, text) => resolve(ansibleDirectory, someText(given, text))

/**
 * A pattern of hosts. `@FILE` is rejected: Ansible would read that file as our user, and quote it in its message if
 * it contains no pattern. So is anything that it could take for an option.
 */
export const hostPattern: Parse<string> = (given, text) =>
  given === '' || /\p{Cc}/u.test(given) || /^-|(?:^|[,:\s])@/.test(given) ? refuse(text.hosts) : given

/** One device by its name, and no pattern. */
export const deviceName: Parse<string> = (given, text) => /^(?!-)[^\s,:*&!@~[\]\p{Cc}]{1,253}$/u.test(given) ? given : refuse(text.device)

export const wholeNumber = (min: number, max: number): Parse<number> => (given, text) =>
  parseWholeNumber(given, { min, max }) ?? refuse(text.wholeNumber(min, max))

/** http or https, without a slash at the end. */
export const httpUrl: Parse<string> = (given, text) => {
  const url = URL.parse(given)
  return url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
    ? given.replace(/\/+$/, '')
    : refuse(text.url)
}

/** A revision that git cannot take for an option or for a range of revisions (gitrevisions(7)). */
export const gitReference: Parse<string> = (given, text) =>
  /^(?!-)[\w./@{}^~+-]{1,100}$/.test(given) && !given.includes('..') ? given : refuse(text.revision)

export const startTime: Parse<StartTime> = (given, text) => readStartTime(given) ?? refuse(text.startTime)

export const windowOfDay: Parse<Window> = (given, text) => readWindow(given) ?? refuse(text.window)

export const runIdText: Parse<string> = (given, text) => /^\d{8}-\d{6}-[0-9a-f]{6}$/.test(given) ? given : refuse(text.run)

const isRunAction = (name: string): name is RunAction => (runActions as readonly string[]).includes(name)

export const runActionName: Parse<RunAction> = (given, text) => isRunAction(given) ? given : refuse(text.runAction(runActions))

const isRequestAction = (name: string): name is RequestAction => (requestActions as readonly string[]).includes(name)

/** Several are separated by commas, and nothing is none. */
export const requestActionList: Parse<readonly RequestAction[]> = (given, text) => {
  const names = given.split(',').map((name) => name.trim()).filter((name) => name !== '')
  return names.every(isRequestAction) ? names : refuse(text.requestActions(requestActions))
}
