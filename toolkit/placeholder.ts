export const placeholder = 'toolkit'
