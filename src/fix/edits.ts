import type { Edit } from '../report/finding.js';

const isSame = (a: Edit, b: Edit): boolean => a.range[0] === b.range[0] && a.range[1] === b.range[1] && a.text === b.text;

/** The edits of several fixes as one; undefined where they contradict each other. */
export function joined(edits: readonly Edit[]): readonly Edit[] | undefined {
  const all = edits.filter((edit, index) => edits.findIndex((other) => isSame(other, edit)) === index);
  const sorted = [...all].sort((a, b) => a.range[0] - b.range[0]);
  const apart = sorted.every((edit, index) => {
    const next = sorted[index + 1];
    return next === undefined || edit.range[1] <= next.range[0];
  });
  return apart ? sorted : undefined;
}
