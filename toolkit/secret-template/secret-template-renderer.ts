import { Plaintext, type TemplateRenderer } from '../../src/index.ts'

/**
 * Renders `spec.template.data` of a SealedSecret as sealed-secrets does since 0.37: each entry is a
 * Go template over one flat map of the unsealed items and, under keys that are not sealed, the raw
 * text of the other entries. An entry whose key is sealed too is not rendered: the sealed item wins.
 *
 * Functions that reach the environment or the network are not there; those that give something else
 * every time are off, so that a Secret does not change without reason.
 *
 * Throws `ERR_TEMPLATE_SYNTAX`, `ERR_TEMPLATE_FAILED`, `ERR_TEMPLATE_LIMIT`, never with a value.
 */
export const secretTemplateRenderer: TemplateRenderer = {
  async render(templates, items) {
    // Most SealedSecrets have no templates, and the engine is large.
    const { renderTemplateBytes } = await import('../template/index.ts')
    const opened = new Map(
      Array.from(items, ([name, item]) => [name, item.use((bytes) => bytes.slice())]),
    )
    const data = new Map<string, string | Uint8Array>([...templates, ...opened])
    const rendered = new Map<string, Plaintext>()
    try {
      for (const [name, text] of templates) {
        if (items.has(name)) continue
        rendered.set(name, new Plaintext(renderTemplateBytes(text, { name, data })))
      }
      return rendered
    } catch (error) {
      for (const plaintext of rendered.values()) plaintext.dispose()
      throw error
    } finally {
      for (const bytes of opened.values()) bytes.fill(0)
    }
  },
}
