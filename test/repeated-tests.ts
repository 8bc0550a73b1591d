import type { Reporter, TestModule } from 'vitest/node'

/** Names each test that passed only when it was run again, so that a race that a second run hides is still seen. */
export default class RepeatedTests implements Reporter {
  onTestRunEnd (modules: readonly TestModule[]): void {
    const repeated = modules.flatMap((module) => [...module.children.allTests()].filter((test) => (test.diagnostic()?.retryCount ?? 0) > 0)
      .map((test) => `repeated: ${module.relativeModuleId} > ${test.fullName}: ${test.result().state}`))
    if (repeated.length > 0) process.stdout.write(`${repeated.join('\n')}\n`)
  }
}
