/** When each key of a device was first used, which proves that the device has it. Of the keys before this it is known from their next use on. */
export const keyUseSchema = `
  ALTER TABLE device_keys ADD COLUMN first_used_at_ms INTEGER;
`
