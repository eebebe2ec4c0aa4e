/** Text sizes a person can choose; the factor scales every rem in the style sheet. */
export const sizes = {
  standard: { title: '标准', factor: 1 },
  large: { title: '大', factor: 1.1875 },
  huge: { title: '特大', factor: 1.375 },
} as const
export type Size = keyof typeof sizes

const KEY = 'luoshi.size'

export function savedSize(): Size {
  const saved = localStorage.getItem(KEY)
  return saved !== null && saved in sizes ? (saved as Size) : 'standard'
}

export function saveSize(size: Size): void {
  localStorage.setItem(KEY, size)
  applySize(size)
}

export const applySize = (size: Size): void => {
  document.documentElement.style.fontSize = `${sizes[size].factor * 100}%`
}
