import type { DeviceView } from '@mimamori/contract'

/** Ends a dialog: its result, in a sentence, and the device as it is now. */
export type Done = (said: string, changed?: DeviceView) => void

/** The props of every dialog about a device. */
export interface DialogProps {
  readonly view: DeviceView
  /** Closes it without a change. */
  readonly shut: () => void
  readonly done: Done
}
