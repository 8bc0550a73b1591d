/** A key that was issued for an enrollment token ends the older ones of its device with its first use. */
export const enrollmentSchema = `
  ALTER TABLE device_keys ADD COLUMN takes_over INTEGER NOT NULL DEFAULT 0; -- 1 until then
`
