/** A field of a device's registration, as a form has it. */
export type DeviceField =
  'id' | 'name' | 'address' | 'site' | 'role' | 'silentAfterHours' | 'downAfterMinutes' | 'downSeverity' | 'scrapeUrl'
