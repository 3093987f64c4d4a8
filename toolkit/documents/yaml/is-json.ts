/** Whether a text is JSON as it stands. */
export function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text.slice(0, 1000))) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
