/**
 * found: it was so already. done: it is so now. planned: it would be done. missing: it is not so, and the detail says why.
 * unreachable: the device was not there.
 */
export type Mark = 'found' | 'done' | 'planned' | 'missing' | 'unreachable'

export interface StepResult<StepName extends string = string> {
  readonly step: StepName
  readonly mark: Mark
  readonly detail: string
}

/** The end of a step, and a value for the next ones. */
export interface StepEnd<Value> {
  readonly mark: Exclude<Mark, 'missing' | 'unreachable'>
  readonly detail: string
  readonly value: Value
}

const ending = (mark: StepEnd<unknown>['mark']) =>
  <Value = void>(detail: string, value?: Value): StepEnd<Value> => ({ mark, detail, value: value as Value })
/** How a step ends: with its detail, and the data for the next ones. */
export const found = ending('found')
export const done = ending('done')
export const planned = ending('planned')

/** A step could not be done: one message that says why, and what to do next. */
export class MissingError extends Error { override readonly name: string = 'MissingError' }

/** Makes a rejection a step that could not be done, with a message about its reason. */
export const missing = (describe: (reason: string) => string) => (error: unknown): never => {
  throw new MissingError(describe((error as Error).message), { cause: error })
}

/** The device does not answer, which another attempt may mend. */
export class UnreachableError extends MissingError { override readonly name = 'UnreachableError' }

/** Errors of the program itself, which say nothing about a device. */
const programmingErrors = [TypeError, RangeError, ReferenceError, SyntaxError] as const

export interface Steps<StepName extends string> {
  /**
   * Does one step and records its result. @throws the error of the step, which is then recorded as missing, or as unreachable, unless it
   * is a mistake of ours
   */
  run<Value> (step: StepName, work: () => StepEnd<Value> | Promise<StepEnd<Value>>): Promise<Value>
  readonly results: readonly StepResult<StepName>[]
}

export const startSteps = <StepName extends string>(onBegin: (step: StepName) => void = () => {}): Steps<StepName> => {
  const results: StepResult<StepName>[] = []
  return {
    results,
    async run (step, work) {
      onBegin(step)
      try {
        const { mark, detail, value } = await work()
        results.push({ step, mark, detail })
        return value
      } catch (error) {
        if (programmingErrors.some((kind) => error instanceof kind)) throw error
        results.push({ step, mark: error instanceof UnreachableError ? 'unreachable' : 'missing', detail: (error as Error).message })
        throw error
      }
    }
  }
}

const failed: readonly Mark[] = ['missing', 'unreachable']

/** The step at which a device was left, if it was. */
export const failedStep = <StepName extends string>(steps: readonly StepResult<StepName>[]): StepResult<StepName> | undefined =>
  steps.find(({ mark }) => failed.includes(mark))

/** Does steps until one fails, which has recorded why. @throws anything else: a mistake of ours */
export const untilOneFails = async (steps: Steps<string>, work: () => Promise<void>): Promise<void> => {
  await work().catch((error: unknown) => {
    if (failedStep(steps.results) === undefined) throw error
  })
}

/** The outcome of a device: `Done` names success. unchanged: there was nothing to do. */
export type Outcome<Done extends string> = Done | 'unchanged' | 'planned' | 'missing' | 'unreachable'

export const outcomeOf = <Done extends string>(steps: readonly StepResult[], done: Done): Outcome<Done> => {
  const has = (mark: Mark): boolean => steps.some((step) => step.mark === mark)
  if (has('missing')) return 'missing'
  if (has('unreachable')) return 'unreachable'
  if (has('planned')) return 'planned'
  return has('done') ? done : 'unchanged'
}

export interface DeviceResult<StepName extends string = string, Done extends string = string> {
  readonly id: string
  readonly address: string
  readonly outcome: Outcome<Done>
  readonly steps: readonly StepResult<StepName>[]
}
