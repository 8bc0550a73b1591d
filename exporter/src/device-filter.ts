/** The devices that a collector shows. node_exporter takes one of the two patterns, never both. */
export interface DevicePatterns {
  readonly include?: RegExp | undefined
  readonly exclude?: RegExp | undefined
}

/** Whether a device's name passes: it matches `include`, if there is one, and does not match `exclude`. */
export const deviceFilter = ({ include, exclude }: DevicePatterns): (name: string) => boolean =>
  (name) => !(exclude?.test(name) ?? false) && (include?.test(name) ?? true)
