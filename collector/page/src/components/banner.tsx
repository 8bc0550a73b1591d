import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'

/** A sentence that must not be missed. */
export const Banner = ({ isGrave = false, children }: { readonly isGrave?: boolean, readonly children: ComponentChildren }) =>
  <p class={isGrave ? 'banner grave' : 'banner'}><Icon shape="warning" /> <span>{children}</span></p>
