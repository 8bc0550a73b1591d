import type { DeviceStatus } from '@mimamori/contract'
import { resource, type Invocation } from '../command.ts'
import { readerOf } from '../local-time.ts'

export const outcomes = ['passed', 'failed', 'notSetUp'] as const
export type Outcome = typeof outcomes[number]

/** The result of a step, and the sentence about it. */
export interface Finding {
  readonly outcome: Outcome
  readonly message: string
}

/** One way through the server, tried for real. */
export interface SelfTestStep {
  /** For programs. */
  readonly name: 'report' | 'logLine' | 'alert' | 'agentUpdate' | 'deviceUpdates'
  /** The action and its expected result, for a person. */
  readonly does: string
  readonly expects: string
  /** The next step for a person if it fails. */
  readonly advice: string
  /** @throws {CommandError} {Refusal} if the collector does not do what it is asked */
  readonly run: () => Promise<Finding>
}

/** How long the steps wait at most. */
export interface Limits {
  readonly reportMs: number
  readonly logLineMs: number
  readonly alertMs: number
  /** A set-up, or Ansible. */
  readonly programMs: number
  /** From one question to the next. */
  readonly everyMs: number
}

/** The end of a program that the test runs: its exit code, undefined if it could not be started or took too long; all that it printed. */
export interface ProgramEnd {
  readonly code: number | undefined
  readonly output: string
}

/** All that the steps have in common. */
export interface SelfTestContext {
  readonly invocation: Invocation
  /** The device that this server is; undefined if no agent of ours runs here. */
  readonly device: string | undefined
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  readonly limits: Limits
  /** The set-up of this server, with flags; it asks nothing. */
  readonly setUp: (...flags: readonly string[]) => Promise<ProgramEnd>
}

export const passed = (message: string): Finding => ({ outcome: 'passed', message })
export const failed = (message: string): Finding => ({ outcome: 'failed', message })
export const notSetUp = (message: string): Finding => ({ outcome: 'notSetUp', message })

/** The present state of a device on the page. */
export const deviceStatus = async ({ invocation }: Pick<SelfTestContext, 'invocation'>, device: string): Promise<DeviceStatus['client']> => {
  const reader = new URLSearchParams(readerOf(invocation))
  return (await invocation.ask<DeviceStatus>('GET', `${resource('/api/clients', device)}/status?${reader}`)).client
}
