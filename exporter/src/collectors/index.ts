import type { Collector, Roots } from '../collector.ts'
import { loadavg } from './loadavg.ts'

/** How a collector is made from the roots of the machine. */
export type CollectorFactory = (roots: Roots) => Collector

/** Every collector, in the order of its metrics' names. A new one is a file beside this one and a line here. */
export const collectorFactories: readonly CollectorFactory[] = [
  loadavg
]
