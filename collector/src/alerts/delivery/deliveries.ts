import type { DeliveryFailure } from './delivery-failure.ts'

/** The outcome of one message that the collector delivered, or tried to. */
export interface Delivery {
  readonly receiver: string
  /** The test, if it is a test alert. */
  readonly testId: string | undefined
  /** Undefined if it was accepted. */
  readonly failure: DeliveryFailure | undefined
}

/** Lets a test wait for the outcome of its message. */
export const createDeliveries = () => {
  const listeners = new Set<(delivery: Delivery) => void>()
  return {
    record (delivery: Delivery): void {
      for (const listener of listeners) listener(delivery)
    },
    /** The first delivery of this test, or undefined once the signal ends. */
    ofTest: async (testId: string, signal: AbortSignal): Promise<Delivery | undefined> => new Promise((resolve) => {
      const end = (delivery?: Delivery): void => {
        listeners.delete(listener)
        resolve(delivery)
      }
      const listener = (delivery: Delivery): void => { if (delivery.testId === testId) end(delivery) }
      listeners.add(listener)
      signal.addEventListener('abort', () => { end() }, { once: true })
      if (signal.aborted) end()
    })
  }
}
export type Deliveries = ReturnType<typeof createDeliveries>
