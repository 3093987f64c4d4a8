/** What one rendering may cost; a template that needs more ends with `ERR_TEMPLATE_LIMIT`. */
export interface TemplateLimits {
  /** Length of the template text, in bytes. */
  readonly templateBytes: number
  /** Length of the output, in bytes. */
  readonly outputBytes: number
  /** Length of any text made on the way, in bytes. */
  readonly textBytes: number
  /** Elements of any list or map made on the way. */
  readonly listLength: number
  /** Steps: one per evaluated node, more for functions that do much work. */
  readonly steps: number
  /** Templates that call templates. */
  readonly templateDepth: number
  /** Anything in anything: blocks, parentheses, calls of templates, lists in lists. */
  readonly nesting: number
}

/**
 * Limits that fit a Secret.
 *
 * A Secret holds at most 1 MiB, so neither the template nor a text on the way needs more. A million
 * steps take a second or two with the slowest functions; no template in use comes near. Steps also bound memory, since every
 * {@link ELEMENTS_PER_STEP} list elements and every {@link BYTES_PER_STEP} bytes of text cost one.
 */
export const DEFAULT_TEMPLATE_LIMITS: TemplateLimits = {
  templateBytes: 1024 * 1024,
  outputBytes: 1024 * 1024,
  textBytes: 1024 * 1024,
  listLength: 65_536,
  steps: 1_000_000,
  templateDepth: 100,
  // Far from the end of the JavaScript stack, whoever calls us.
  nesting: 400,
}

/** How many bytes of text a function may read or write for one step. */
export const BYTES_PER_STEP = 32

/** How many elements of a list a function may copy for one step. */
export const ELEMENTS_PER_STEP = 16
