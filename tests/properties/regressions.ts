/** Inputs that once threw, ran on, or were fixed wrongly, as small as they could be made. */
export interface Regression {
  readonly what: string;
  readonly text: string;
}

export const REGRESSIONS: readonly Regression[] = [
  { what: 'an empty file', text: '' },
  { what: 'only a manifest', text: 'manifest.getUploadUrls' },
  { what: 'a key behind an object in parentheses', text: "async function put(load) {\n  const manifest = await load();\n  await fetch((manifest.getUploadUrls).initial + '/x');\n}\n" },
];
