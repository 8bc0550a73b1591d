/** What is looked at or done to add a device, in this order. */
export const stepNames = ['identity', 'network', 'hostKey', 'login', 'system', 'hostname', 'registration', 'agent', 'report', 'oldKeys', 'inventory'] as const
export type StepName = typeof stepNames[number]

/** found: it was so already. done: it is so now. planned: it would be done. missing: it is not so, and the detail says why. */
export type Mark = 'found' | 'done' | 'planned' | 'missing'

export interface StepResult {
  readonly step: StepName
  readonly mark: Mark
  readonly detail: string
}

/** What has become of a device. unchanged: nothing was to be done. */
export type EnrollOutcome = 'enrolled' | 'unchanged' | 'planned' | 'missing'

export const outcomeOf = (steps: readonly StepResult[]): EnrollOutcome => {
  const has = (mark: Mark): boolean => steps.some((step) => step.mark === mark)
  if (has('missing')) return 'missing'
  if (has('planned')) return 'planned'
  return has('done') ? 'enrolled' : 'unchanged'
}

/** What a step has come to, and what the next ones need of it. */
export interface StepEnd<Value> {
  readonly mark: Exclude<Mark, 'missing'>
  readonly detail: string
  readonly value: Value
}

/** A step could not be done: one sentence that says why, and what to do next. */
export class MissingError extends Error { override readonly name = 'MissingError' }

export interface Steps {
  /** Does one step and keeps its result. @throws what the step throws, which is then kept as missing */
  run<Value> (step: StepName, work: () => StepEnd<Value> | Promise<StepEnd<Value>>): Promise<Value>
  readonly results: readonly StepResult[]
}

export const startSteps = (onBegin: (step: StepName) => void): Steps => {
  const results: StepResult[] = []
  return {
    results,
    async run (step, work) {
      onBegin(step)
      try {
        const { mark, detail, value } = await work()
        results.push({ step, mark, detail })
        return value
      } catch (error) {
        results.push({ step, mark: 'missing', detail: (error as Error).message })
        throw error
      }
    }
  }
}
