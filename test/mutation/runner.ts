import { TestRunner, type SerializedConfig } from 'vitest'

/**
 * Stryker's runner chooses tests by the names of their groups and their own, with a space between them; Vitest 5 has ` > ` there, and would
 * skip every test that stands in a group, so that no change of its file would ever be noticed.
 */
export default class extends TestRunner {
  constructor (config: SerializedConfig) {
    const { testNamePattern: pattern } = config
    super(pattern === undefined ? config : { ...config, testNamePattern: new RegExp(pattern.source.replaceAll(' ', '(?: > | )')) })
  }
}
