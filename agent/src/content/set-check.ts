import { readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import type { DeviceClock } from '../device/clock.ts'
import { readRandomId } from '../device/random-id.ts'

/**
 * The checks of sets. The agent runs nothing itself: it writes that a set was switched, and a unit of systemd, which the role `content`
 * installs, runs the reload step and the check, and leaves its result.
 */
export interface SetChecks {
  /** Where the units leave their results, one file for each set. */
  readonly directory: string
  /** How long the unit of a set may take. Sets that are not in it have none. */
  readonly limitMs: ReadonlyMap<string, number>
}

/** The result of a check. */
export interface CheckResult {
  readonly ok: boolean
  /** Why not. */
  readonly message: string
}

const pollMs = 1000
/** A unit that was just running has not seen the change, and hears of it again. */
const repeatMs = 15_000
/** The time that starting a unit may take on a busy device, on top of its steps. */
const startMs = 60_000

/** Says which version a set was switched to; gives the token that the result will have. */
export const announceSwitch = (setDirectory: string, digest: string | undefined): string => {
  const token = readRandomId()
  replaceFileSync(join(setDirectory, 'switched'), JSON.stringify({ digest: digest ?? null, token }) + '\n', { mode: 0o644 })
  return token
}

/** The version that `switched` names; undefined also if it cannot be read. */
export const announcedSwitch = (setDirectory: string): string | undefined => {
  try {
    const { digest } = JSON.parse(readFileSync(join(setDirectory, 'switched'), 'utf8')) as { readonly digest: string | null }
    return digest ?? undefined
  } catch {
    return undefined
  }
}

const readResult = (file: string, token: string): CheckResult | undefined => {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Partial<CheckResult> & { readonly token?: unknown }
    return result.token === token ? { ok: result.ok === true, message: String(result.message ?? '') } : undefined
  } catch {
    return undefined
  }
}

/** The result of the check with this token; undefined if the signal fires first. */
export const waitForCheck = async ({ name, setDirectory, token, checks, clock, signal }: {
  readonly name: string
  readonly setDirectory: string
  readonly token: string
  readonly checks: SetChecks
  readonly clock: DeviceClock
  readonly signal: AbortSignal
}): Promise<CheckResult | undefined> => {
  const limitMs = startMs + (checks.limitMs.get(name) ?? 0)
  const startedMs = clock.monotonicMs()
  let announcedMs = startedMs
  while (!signal.aborted) {
    const result = readResult(join(checks.directory, `${name}.json`), token)
    if (result !== undefined) return result
    const nowMs = clock.monotonicMs()
    if (nowMs - startedMs >= limitMs) {
      return { ok: false, message: `mimamori-content-${name}.service left no result within ${limitMs / 1000} s` }
    }
    if (nowMs - announcedMs >= repeatMs) {
      const now = clock.wallMs() / 1000
      utimesSync(join(setDirectory, 'switched'), now, now)
      announcedMs = nowMs
    }
    await clock.sleep(pollMs, signal)
  }
  return undefined
}
