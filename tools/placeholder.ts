export const placeholder = 'tools'
