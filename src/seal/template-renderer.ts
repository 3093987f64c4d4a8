import type { Plaintext } from '../plaintext.ts'

/** Makes items from the Go templates of `spec.template.data`. */
export interface TemplateRenderer {
  /** @returns the items to add, new plaintexts; those it is lent stay the caller's */
  render(
    templates: ReadonlyMap<string, string>,
    items: ReadonlyMap<string, Plaintext>,
  ): Promise<ReadonlyMap<string, Plaintext>>
}
