/** Does what takes long once the press itself has been drawn: the hand is answered in the next picture, the work comes after it. */
export const afterPaint = (work: () => void): void => {
  requestAnimationFrame(() => setTimeout(work))
}
