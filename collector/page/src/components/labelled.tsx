import type { ComponentChildren } from 'preact'

/** A control with its label above it. */
export const Labelled = (
  { label, children, ...rest }: { readonly label: string, readonly class?: string, readonly children: ComponentChildren }
) =>
  <label {...rest}><span>{label}</span> {children}</label>
