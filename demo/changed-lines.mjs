/**
 * The lines that differ, `-` before and `+` after, in the order of the text (longest common subsequence).
 * @param {readonly string[]} before
 * @param {readonly string[]} after
 * @returns {string[]}
 */
export function changedLines(before, after) {
  const common = commonLengths(before, after);
  /** @type {string[]} */
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      i++;
      j++;
    } else if (j >= after.length || (i < before.length && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      lines.push(`- ${before[i++] ?? ''}`);
    } else {
      lines.push(`+ ${after[j++] ?? ''}`);
    }
  }
  return lines;
}

/** @param {readonly (readonly number[])[]} common @param {number} i @param {number} j */
const lengthAt = (common, i, j) => common[i]?.[j] ?? 0;

/** How long the common part of the two rests is, for each pair of places. @param {readonly string[]} before @param {readonly string[]} after */
function commonLengths(before, after) {
  /** @type {number[][]} */
  const common = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const longest =
        before[i] === after[j] ? lengthAt(common, i + 1, j + 1) + 1 : Math.max(lengthAt(common, i + 1, j), lengthAt(common, i, j + 1));
      common[i]?.splice(j, 1, longest);
    }
  }
  return common;
}
