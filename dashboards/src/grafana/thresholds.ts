import { ThresholdsConfigBuilder, ThresholdsMode, type Threshold } from '@grafana/grafana-foundation-sdk/dashboard'

const steps = (...list: readonly Threshold[]): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...list])

/** Red from a value on, and orange from an earlier one. */
export const atOrAbove = (red: number, orange?: number): ThresholdsConfigBuilder =>
  steps({ value: null, color: 'green' }, ...orange === undefined ? [] : [{ value: orange, color: 'orange' }], { value: red, color: 'red' })

/** Orange from a value on: worth a look, but no action is needed. */
export const orangeAtOrAbove = (orange: number): ThresholdsConfigBuilder =>
  steps({ value: null, color: 'green' }, { value: orange, color: 'orange' })

/** Red below a value. */
export const below = (red: number): ThresholdsConfigBuilder => steps({ value: null, color: 'red' }, { value: red, color: 'green' })

/** One colour, since no value of it is bad. */
export const always = (color: string): ThresholdsConfigBuilder => steps({ value: null, color })
