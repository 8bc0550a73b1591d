/** What is looked at or done for a new key, in this order. */
export type RotateStep = 'identity' | 'network' | 'agent' | 'key' | 'install' | 'report' | 'oldKeys'
