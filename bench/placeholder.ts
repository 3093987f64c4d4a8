export const placeholder = 'bench'
